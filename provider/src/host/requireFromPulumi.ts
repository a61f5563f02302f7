import { createRequire } from "node:module";

/** Loads one of the modules of Pulumi's protocol, or of those that it is made of. */
export type LoadModule = (request: string) => unknown;

/**
 * Loads a module as `\@pulumi/pulumi` itself would: its own files, and packages that only it
 * depends on and that a strict package manager keeps out of our reach.
 */
export function requireFromPulumi(request: string): unknown {
    return createRequire(require.resolve("@pulumi/pulumi"))(request);
}
