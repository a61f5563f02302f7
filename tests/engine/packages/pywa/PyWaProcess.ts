import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";

/** The result of a call, as PyWa gives it. */
export interface PyWaAnswer {
    /** The returned value. */
    readonly result?: unknown;
    /** The raised error. */
    readonly refusal?: {
        readonly code: number;
        readonly subcode: number | null;
        readonly title: string | null;
    };
}

/** The address that PyWa calls, and the token that it uses. */
export interface PyWaCaller {
    readonly url: string;
    readonly phoneNumberId: string;
    readonly wabaId: string;
    readonly token: string;
    readonly appSecret: string;
}

/** A Python process with one client of PyWa. */
export class PyWaProcess {
    readonly #child: ChildProcessWithoutNullStreams;
    readonly #lines: AsyncIterator<string>;
    #stderr = "";

    constructor(python: string, caller: PyWaCaller) {
        const { url, phoneNumberId, wabaId, token, appSecret } = caller;
        const script = path.join(__dirname, "pyWaCalls.py");
        const args = [script, url, phoneNumberId, wabaId, token, appSecret];
        this.#child = spawn(python, args);
        this.#child.stderr.on("data", (chunk: Buffer) => (this.#stderr += chunk.toString()));
        this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
    }

    /** Calls a method of PyWa's client by its name. */
    async call(method: string, keywords: object = {}): Promise<PyWaAnswer> {
        this.#child.stdin.write(`${JSON.stringify([method, keywords])}\n`);
        const line = await this.#lines.next();
        if (line.done === true) throw new Error(`PyWa ended at ${method}: ${this.#stderr}`);
        return JSON.parse(line.value) as PyWaAnswer;
    }

    close(): void {
        this.#child.stdin.end();
    }
}
