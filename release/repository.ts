/** Where a package says that it comes from. npm shows it and compares it with the provenance. */
export interface Origin {
    readonly repository: {
        readonly type: "git";
        readonly url: string;
        readonly directory?: string;
    };
    readonly bugs: { readonly url: string };
    readonly homepage: string;
}

/** Takes the place of the owner until there is one. Nothing is released with it. */
export const OWNER_PLACEHOLDER = "OWNER";

/**
 * The origin of a package.
 *
 * @param repository - `owner/name` on GitHub
 * @param folder - the package's folder in the repository; "." for the repository itself
 */
export function originOf(repository: string, folder: string): Origin {
    const address = `https://github.com/${repository}`;
    const isRoot = folder === ".";
    return {
        repository: {
            type: "git",
            url: `git+${address}.git`,
            ...(isRoot ? {} : { directory: folder }),
        },
        bugs: { url: `${address}/issues` },
        homepage: isRoot ? `${address}#readme` : `${address}/tree/main/${folder}#readme`,
    };
}

/** The `owner/name` in the root's package.json; undefined if it names none. */
export function repositoryIn(manifest: { readonly repository?: unknown }): string | undefined {
    const { repository } = manifest;
    if (typeof repository !== "object" || repository === null || !("url" in repository)) {
        return undefined;
    }
    return /^git\+https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\.git$/.exec(
        String(repository.url),
    )?.[1];
}
