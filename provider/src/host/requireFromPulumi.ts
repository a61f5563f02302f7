import { createRequire } from "node:module";

/** Loads a module of Pulumi's protocol, or one that these depend on. */
export type LoadModule = (request: string) => unknown;

/**
 * Loads a module as `\@pulumi/pulumi` itself would: its own files, and packages that only it
 * depends on and that a strict package manager keeps out of our reach.
 */
export function requireFromPulumi(request: string): unknown {
    return createRequire(require.resolve("@pulumi/pulumi"))(request);
}
