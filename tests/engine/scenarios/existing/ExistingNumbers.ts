import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

import { startSimulator, type Simulator, type WorldInput } from "pulumi-whatsapp-simulator";

import { resourceType } from "../../../../provider/src/resourceType";
import { cleanEnvironment } from "../../cleanEnvironment";
import type { Engine, Outcome, RunOptions, Stack, StateResource } from "../../availableEngines";
import { accessToken, appSecret } from "../Scene";
import { secretsInClear } from "../secretsInClear";
import { textIn } from "../textIn";

const root = path.join(__dirname, "..", "..", "..", "..");

/** The result of a command of the package's command line. */
export interface CommandOutcome {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** The settings of a stack of existing numbers. */
export interface ExistingNumbersOptions {
    readonly engine: Engine;
    /** Meta's side. The app's secret and the token are added. */
    readonly world: WorldInput;
    /** The PIN that the config gives for each number, by phone number id. */
    readonly pins: ReadonlyMap<string, string>;
}

/**
 * Numbers that exist on Meta's side, an empty Pulumi project, and the package's own command line. A
 * person who wants to manage numbers has these. The command line and the provider run in processes
 * of their own.
 */
export class ExistingNumbers {
    readonly simulator: Simulator;
    readonly stack: Stack;
    /** The folder of the project, with the program. */
    readonly folder: string;
    readonly #pins: ReadonlyMap<string, string>;
    readonly #texts: string[] = [];

    private constructor(
        parts: Pick<ExistingNumbers, "simulator" | "stack" | "folder">,
        pins: ReadonlyMap<string, string>,
    ) {
        this.simulator = parts.simulator;
        this.stack = parts.stack;
        this.folder = parts.folder;
        this.#pins = pins;
    }

    static async open({ engine, world, pins }: ExistingNumbersOptions): Promise<ExistingNumbers> {
        const simulator = await startSimulator({ world: { app: { secret: appSecret }, ...world } });
        const folder = emptyProject();
        const stack = await engine.open({
            programDir: folder,
            config: {
                "whatsapp:graphUrl": simulator.url,
                "whatsapp:accessToken": { secret: accessToken },
                "whatsapp:appSecret": { secret: appSecret },
                ...Object.fromEntries(
                    [...pins].map(([id, pin]) => [`numbers:pin-${id}`, { secret: pin }]),
                ),
            },
            env: { WHATSAPP_JOURNAL_DIR: path.join(folder, "journal") },
            warmProgram: true,
        });
        return new ExistingNumbers({ simulator, stack, folder }, pins);
    }

    /** Runs `npx pulumi-whatsapp` in the project. */
    async commandLine(...args: readonly string[]): Promise<CommandOutcome> {
        const file = path.join(root, "node_modules/pulumi-whatsapp/bin/pulumi-whatsapp.js");
        const all = [file, ...args, "--graph-url", this.simulator.url];
        const env = cleanEnvironment({
            WHATSAPP_ACCESS_TOKEN: accessToken,
            WHATSAPP_APP_SECRET: appSecret,
            WHATSAPP_JOURNAL_DIR: path.join(this.folder, "journal"),
        });
        const outcome = await new Promise<CommandOutcome>((resolve) => {
            const options = { cwd: this.folder, env, maxBuffer: 16 * 1024 * 1024 };
            execFile(process.execPath, all, options, (error, stdout, stderr) => {
                const code = error === null ? 0 : error.code;
                resolve({ exitCode: typeof code === "number" ? code : -1, stdout, stderr });
            });
        });
        this.#texts.push(outcome.stdout, outcome.stderr);
        return outcome;
    }

    /** Runs `pulumi import --file` with a file in the project. */
    importFile(file = "import.json"): Promise<Outcome> {
        return this.#noted(this.stack.importFile(path.join(this.folder, file)));
    }

    /** Runs an operation of the stack. */
    run(
        operation: "preview" | "up" | "refresh" | "destroy",
        options?: RunOptions,
    ): Promise<Outcome> {
        return this.#noted(this.stack[operation](options));
    }

    /** The stored registrations, in the order of their phone number ids. */
    async registrations(): Promise<ReadonlyMap<string, StateResource>> {
        const stored = (await this.stack.state()).filter(({ type }) => type === resourceType);
        const entries = stored.map((resource): [string, StateResource] => [
            resource.id ?? "",
            resource,
        ]);
        return new Map(entries.sort(([left], [right]) => left.localeCompare(right)));
    }

    /** Reads the text of a file in the project. */
    text(file: string): string {
        return readFileSync(path.join(this.folder, file), "utf8");
    }

    /** Writes a file in the project. */
    write(file: string, text: string): void {
        writeFileSync(path.join(this.folder, file), text);
    }

    /** Fails if token, app secret or a PIN are in clear in anything that was written. */
    async secretsInClear(): Promise<readonly string[]> {
        const texts = {
            "state files": await this.stack.stateFiles(),
            "output and logs": this.#texts.join("\n"),
            "simulator journal": JSON.stringify(this.simulator.requests()),
            "provider journal": textIn(path.join(this.folder, "journal")),
            "import file": this.text("import.json"),
            program: this.text("registrations.ts"),
        };
        const pins = Object.fromEntries(
            [...new Set(this.#pins.values())].map((pin, at): [string, string] => [
                `PIN ${at}`,
                pin,
            ]),
        );
        const secrets = { "access token": accessToken, "app secret": appSecret, ...pins };
        return secretsInClear(texts, secrets);
    }

    /** Ends everything. */
    async close(): Promise<void> {
        await this.stack.close();
        await this.simulator.close();
        rmSync(this.folder, { recursive: true, force: true });
    }

    async #noted(operation: Promise<Outcome>): Promise<Outcome> {
        const outcome = await operation;
        // Pulumi's own debug lines show every property in clear. The library of the program writes
        // them.
        const logs = outcome.logs.filter(({ severity, urn }) => severity !== "debug" || urn !== "");
        this.#texts.push(outcome.output, JSON.stringify(logs));
        return outcome;
    }
}

/** A project whose program is the text that the command line writes. */
function emptyProject(): string {
    const folder = mkdtempSync(path.join(tmpdir(), "existing-numbers-"));
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
    mkdirSync(path.join(folder, "journal"));
    writeFileSync(path.join(folder, "Pulumi.yaml"), "name: numbers\nruntime: nodejs\n");
    writeFileSync(
        path.join(folder, "package.json"),
        JSON.stringify({ name: "numbers", private: true }),
    );
    writeFileSync(path.join(folder, "index.ts"), 'import "./registrations";\n');
    return folder;
}
