import type { IncomingMessage } from "node:http";
import busboy from "busboy";

/** The content of a body; undefined if it could not be read. */
export type Body = Readonly<Record<string, unknown>> | undefined;

/** The largest body that is read. Calls around registration have a few hundred bytes. */
const MAX_BYTES = 1_048_576;

/** The deepest nesting that is read. Calls around registration have three levels. */
const MAX_DEPTH = 100;

/**
 * Reads a body as JSON, form or multipart.
 *
 * @param request - the HTTP request
 * @param contentType - its type; JSON if the request names none
 */
export async function readBody(
    request: IncomingMessage,
    contentType = "application/json",
): Promise<Body> {
    const isForm = /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(contentType);
    return isForm ? formFields(request) : jsonObject(await bytesOf(request));
}

async function bytesOf(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length <= MAX_BYTES) chunks.push(chunk);
    }
    return length > MAX_BYTES ? "(too large)" : Buffer.concat(chunks).toString("utf8");
}

function jsonObject(text: string): Body {
    if (text.trim() === "") return {};
    if (depthOf(text) > MAX_DEPTH) return undefined;
    try {
        const value: unknown = JSON.parse(text);
        const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
        return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
    } catch {
        return undefined;
    }
}

/**
 * How deep JSON text is nested. Brackets in its strings do not count. It uses no recursion, so any
 * text is safe.
 */
function depthOf(text: string): number {
    let depth = 0;
    let deepest = 0;
    for (const [bracket] of text.replace(/"(?:[^"\\]|\\.)*"/g, "").matchAll(/[[{}\]]/g)) {
        depth += bracket === "[" || bracket === "{" ? 1 : -1;
        deepest = Math.max(deepest, depth);
    }
    return deepest;
}

function formFields(request: IncomingMessage): Promise<Body> {
    return new Promise((resolve) => {
        const fields: [string, string][] = [];
        try {
            const parser = busboy({ headers: request.headers, limits: { fieldSize: MAX_BYTES } });
            parser.on("field", (name, value) => fields.push([name, value]));
            parser.on("file", (_name, file) => file.resume());
            parser.on("close", () => {
                resolve(Object.fromEntries(fields));
            });
            parser.on("error", () => {
                resolve(undefined);
            });
            request.pipe(parser);
        } catch {
            // busboy throws for a multipart body without a boundary.
            request.resume();
            resolve(undefined);
        }
    });
}
