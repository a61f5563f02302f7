import type { Readable } from "node:stream";

/**
 * Collects what a process writes to both its streams. The returned function gives the text so far.
 */
export function outputOf(child: {
    readonly stdout: Readable;
    readonly stderr: Readable;
}): () => string {
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
    }
    return () => chunks.join("");
}
