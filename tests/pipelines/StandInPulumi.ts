import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";

import { parse, stringify } from "yaml";

import type { ConfigValue, Outcome, Stack } from "../engine/availableEngines";
import { standInEngine } from "../engine/stand-in/standInEngine";
import { previewDigest } from "./previewDigest";
import type { PulumiCommand } from "./PulumiCommand";

/** A request to the command line. */
interface Order {
    readonly args: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
}

/** Its answer. */
interface Answer {
    readonly exitCode: number;
    readonly stdout?: string;
    readonly stderr?: string;
}

const NO_POLICIES = "stand-in engine: it judges no policies; the flag is left out\n";

/**
 * A `pulumi` command in front of the stand-in engine: an executable that asks this process. It
 * knows only the commands of the pipelines.
 */
export class StandInPulumi implements PulumiCommand {
    readonly isReal = false;
    readonly folders = [path.join(__dirname, "machine", "stand-in")];
    readonly env: Readonly<Record<string, string>>;
    readonly #folder = mkdtempSync(path.join(tmpdir(), "stand-in-pulumi-"));
    readonly #server: Server;
    #stack: { readonly opened: Stack; readonly cwd: string } | undefined;
    #killed = new AbortController();

    private constructor() {
        const address = path.join(this.#folder, "socket");
        this.env = { STAND_IN_PULUMI: address };
        this.#server = createServer({ allowHalfOpen: true }, (socket) => {
            void this.#serve(socket);
        });
        this.#server.listen(address);
    }

    static async open(): Promise<StandInPulumi> {
        return await Promise.resolve(new StandInPulumi());
    }

    async kill(): Promise<void> {
        this.#killed.abort();
        this.#killed = new AbortController();
        await Promise.resolve();
    }

    async close(): Promise<void> {
        await this.#stack?.opened.close();
        await new Promise((resolve) => this.#server.close(resolve));
        rmSync(this.#folder, { recursive: true });
    }

    async #serve(socket: Socket): Promise<void> {
        // The process that asked may have been killed.
        socket.on("error", () => undefined);
        const order = JSON.parse(await text(socket)) as Order;
        const answer = await this.#answer(order).catch((thrown: unknown) => ({
            exitCode: 1,
            stderr: `${thrown instanceof Error ? thrown.message : String(thrown)}\n`,
        }));
        socket.end(JSON.stringify(answer));
    }

    async #answer(order: Order): Promise<Answer> {
        const line = order.args
            .join(" ")
            .replace(/ --policy-pack \S+ --policy-pack-config \S+/, "");
        const said = line === order.args.join(" ") ? "" : NO_POLICIES;
        if (line.startsWith("stack init ")) return { exitCode: 0 };
        const [, isSecret, key = "", value = ""] =
            /^config set( --secret)? (\S+) (\S+)$/.exec(line) ?? [];
        if (key !== "")
            return setConfig(order, key, isSecret === undefined ? value : { secret: value });
        const stack = await this.#open(order);
        const { signal } = this.#killed;
        const when = new Promise((resolve) => {
            signal.addEventListener("abort", resolve);
        });
        const stopWhen = { when, how: "kill everything" } as const;
        switch (line) {
            case "preview":
                return shown(await stack.preview(), said);
            case "preview --json": {
                const outcome = await stack.preview();
                const digest = previewDigest(outcome, configIn(order));
                return { exitCode: outcome.exitCode, stdout: digest, stderr: said };
            }
            case "up --yes --continue-on-error --parallel 8": {
                const before = await stack.preview();
                if (before.exitCode !== 0) return shown(before, said);
                return shown(await stack.up({ continueOnError: true, stopWhen }), said);
            }
            case "refresh --yes --skip-preview --parallel 8":
                return shown(await stack.refresh({ stopWhen }), said);
            case "cancel --yes":
                return { exitCode: 0 };
            case "stack export --file state.json": {
                const resources = await stack.state();
                const state = { version: 3, deployment: { resources } };
                writeFileSync(path.join(order.cwd, "state.json"), JSON.stringify(state));
                return { exitCode: 0 };
            }
            default:
                return { exitCode: 2, stderr: `the stand-in engine does not know: ${line}\n` };
        }
    }

    async #open(order: Order): Promise<Stack> {
        const { cwd, env } = order;
        if (this.#stack === undefined) {
            const stackName = env["PULUMI_STACK"] ?? "dev";
            const opened = await standInEngine.open({ programDir: cwd, stackName });
            this.#stack = { opened, cwd };
        }
        const { opened, cwd: former } = this.#stack;
        if (former !== cwd)
            throw new Error("the stand-in engine runs a program in one folder only");
        for (const [key, value] of Object.entries(env)) {
            if (!key.startsWith("PULUMI_") && !key.startsWith("npm_")) opened.setEnv(key, value);
        }
        for (const [key, value] of Object.entries(configIn(order))) opened.setConfig(key, value);
        return opened;
    }
}

function shown({ exitCode, output }: Outcome, said: string): Answer {
    return { exitCode, stdout: output, stderr: said };
}

/** A value in the stack's file. Secrets are only encoded there. */
type Written = string | { readonly secure: string };

function fileOf({ cwd, env }: Order): string {
    return path.join(cwd, `Pulumi.${env["PULUMI_STACK"] ?? "dev"}.yaml`);
}

function writtenIn(order: Order): Readonly<Record<string, Written>> {
    try {
        const file = parse(readFileSync(fileOf(order), "utf8")) as {
            readonly config?: Readonly<Record<string, Written>>;
        };
        return file.config ?? {};
    } catch {
        return {};
    }
}

function configIn(order: Order): Readonly<Record<string, ConfigValue>> {
    const entries = Object.entries(writtenIn(order)).map(([key, value]) => [
        key,
        typeof value === "string"
            ? value
            : { secret: Buffer.from(value.secure, "base64").toString("utf8") },
    ]);
    return Object.fromEntries(entries) as Readonly<Record<string, ConfigValue>>;
}

function setConfig(order: Order, key: string, value: ConfigValue): Answer {
    const written =
        typeof value === "string"
            ? value
            : { secure: Buffer.from(value.secret).toString("base64") };
    const project = parse(readFileSync(path.join(order.cwd, "Pulumi.yaml"), "utf8")) as {
        readonly name: string;
    };
    const full = key.includes(":") ? key : `${project.name}:${key}`;
    const config = { ...writtenIn(order), [full]: written };
    writeFileSync(fileOf(order), stringify({ config }));
    return { exitCode: 0 };
}
