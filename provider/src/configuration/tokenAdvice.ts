import type { AccessToken } from "./AccessToken";

// App Dashboard > WhatsApp > API Setup issues user tokens; system users' tokens are made in
// Business Settings (Meta's pages on access tokens, read 2026-11-22).
const lifetimes =
    "Tokens from the App Dashboard live 24 hours; a system user's token lives 60 days or does not expire.";

/** What to do about a token that Meta refused (code 190), as whole sentences without the token. */
export function tokenAdvice(token: AccessToken): string {
    const { source, stored, environmentVariable } = token;
    if (!stored) {
        return `The token came from ${source}; put a fresh one there. ${lifetimes}`;
    }
    return `The token came from ${source}, and refresh and destroy use the copy of it in state, which may be stale. Give a fresh one in the environment variable ${environmentVariable}, or set it in config and run "pulumi up" first or add --run-program. ${lifetimes}`;
}
