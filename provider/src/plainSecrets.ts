import * as pulumi from "@pulumi/pulumi";

const secretKeys = ["whatsapp:accessToken", "whatsapp:accessTokens", "whatsapp:appSecret"];

let isSaid = false;

/**
 * Warns, once in each program, about tokens and app secrets that are in clear in the stack's
 * config: Pulumi copies the config unchanged into the state, its history and its backups.
 */
export function warnOfPlainSecrets(): void {
    if (isSaid) return;
    isSaid = true;
    for (const key of secretKeys.filter(isPlain)) {
        void pulumi.log.warn(
            `${key} is set in clear, and so it is in the state and its backups. Set it again with ` +
                `\`pulumi config set --secret ${key}\`, and replace the token at Meta.`,
        );
    }
}

function isPlain(key: string): boolean {
    // The library has this function and does not declare it.
    const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
    const value = pulumi.runtime.getConfig(key);
    return value !== undefined && isConfigSecret?.(key) === false;
}
