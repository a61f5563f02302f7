const operations = "create|create-replacement|update|replace|delete|delete-replaced|read|import";
const line = new RegExp(
    `PhoneRegistration (\\S+) (${operations})\\b(?: \\[diff: ([^\\]]*)\\])?`,
    "g",
);

/**
 * The changes of registrations in a preview, each once and sorted: the name, the operation and the
 * properties that differ.
 */
export function changesIn(output: string): readonly string[] {
    const changes = [...output.matchAll(line)].map(([, name, operation, properties]) =>
        [name, operation, properties].filter((word) => word !== undefined).join(" "),
    );
    return [...new Set(changes)].sort();
}
