import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";

/** What PyWa made of an answer. */
export interface PyWaAnswer {
    /** What its method returned. */
    readonly result?: unknown;
    /** The error that it raised. */
    readonly refusal?: {
        readonly code: number;
        readonly subcode: number | null;
        readonly title: string | null;
    };
}

/** Whom PyWa calls, and as whom. */
export interface PyWaCaller {
    readonly url: string;
    readonly phoneNumberId: string;
    readonly wabaId: string;
    readonly token: string;
    readonly appSecret: string;
}

/** A Python process that has one client of PyWa's. */
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
