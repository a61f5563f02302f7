import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stdout } from "node:process";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import { RealProject } from "../real/RealProject";
import { pulumiOnPath, runPulumi } from "../real/runPulumi";
import { compiledProgram } from "./compiledProgram";
import { accessToken, appSecret, otherNumberId, phoneNumberId } from "./Scene";
import { secretsInClear } from "./secretsInClear";

/** The secrets of each column of the page's table. */
const COLUMNS = {
    "tokens, app secret": { token: accessToken, "app secret": appSecret },
    "PIN, backup from the config": {
        PIN: "018273",
        data: "fake-config-data",
        password: "fake-config-password",
    },
    "another PIN": { PIN: "739204" },
    "another backup": { data: "fake-program-data", password: "fake-program-password" },
};

interface Row {
    readonly command: string;
    /** By column: "hidden" or "in clear". */
    readonly cells: readonly string[];
}

const page = readFileSync(path.join(__dirname, "../../../docs/secrets.md"), "utf8");
const pulumi = pulumiOnPath();

if (pulumi === undefined) {
    stdout.write("not run: what Pulumi's commands print of secrets; no pulumi command on PATH\n");
} else {
    describe("what Pulumi's commands print of secrets (pulumi)", function () {
        this.timeout(180_000);
        const [heading, ...rows] = tableRows();
        let stack: TypedStack;

        before(async () => {
            stack = await TypedStack.open(pulumi);
        });
        after(() => stack.close());

        it("has the columns that are looked at", () => {
            assert.deepEqual(heading?.cells, Object.keys(COLUMNS));
            assert.ok(rows.length > 10);
        });

        for (const { command, cells } of rows) {
            it(`${command} is as the page says`, async () => {
                const text = await stack.textOf(command);
                const found = Object.values(COLUMNS).map((secrets) =>
                    secretsInClear({ text }, secrets).length > 0 ? "in clear" : "hidden",
                );
                assert.deepEqual(found, cells);
            });
        }
    });
}

function tableRows(): readonly Row[] {
    const [, table = ""] = /<!-- channels:.*?-->(.*?)<!-- end of channels -->/s.exec(page) ?? [];
    const lines = table.split("\n").filter((line) => /^\| (`|command)/.test(line));
    return lines.map((line) => {
        const [command = "", ...cells] = line
            .split("|")
            .slice(1, -1)
            .map((cell) => cell.trim());
        return { command: command.replaceAll("`", ""), cells };
    });
}

/** A stack on which commands run as they are typed. Only what avoids a question is added. */
class TypedStack {
    readonly #pulumi: string;
    readonly #simulator: Simulator;
    readonly #project: RealProject;
    readonly #env: Readonly<Record<string, string>>;
    #isUp = false;

    private constructor(command: string, simulator: Simulator) {
        this.#pulumi = command;
        this.#simulator = simulator;
        const env = {
            WHATSAPP_JOURNAL_DIR: mkdtempSync(path.join(tmpdir(), "channels-")),
            PULUMI_NODEJS_TYPESCRIPT: "false",
            DECLARED_NUMBERS: JSON.stringify([
                { name: "config", phoneNumberId, migrates: true },
                {
                    name: "program",
                    phoneNumberId: otherNumberId,
                    pin: COLUMNS["another PIN"].PIN,
                    backup: COLUMNS["another backup"],
                },
            ]),
        };
        this.#project = new RealProject(command, {
            programDir: compiledProgram("declared-numbers"),
        });
        this.#env = this.#project.environment(env);
    }

    static async open(command: string): Promise<TypedStack> {
        const numbers = [{ id: phoneNumberId }, { id: otherNumberId }];
        const simulator = await startSimulator({ world: { app: { secret: appSecret }, numbers } });
        const stack = new TypedStack(command, simulator);
        await stack.#succeed(["stack", "init", "dev"]);
        const fromConfig = COLUMNS["PIN, backup from the config"];
        const secrets = {
            "whatsapp:accessToken": accessToken,
            "whatsapp:appSecret": appSecret,
            "numbers:pin": fromConfig.PIN,
            "numbers:backupData": fromConfig.data,
            "numbers:backupPassword": fromConfig.password,
        };
        const values = Object.entries(secrets).flatMap(([key, value]) => [
            "--secret",
            `${key}=${value}`,
        ]);
        const plain = ["--plaintext", `whatsapp:graphUrl=${simulator.url}`];
        await stack.#succeed(["config", "set-all", ...plain, ...values]);
        return stack;
    }

    /** Everything that a command writes, to the screen or into the file that it names. */
    async textOf(command: string): Promise<string> {
        const file = path.join(this.#project.dir, "channel.log");
        const isVariable = command === "PULUMI_DEBUG_GRPC";
        const [, ...args] = (isVariable ? "pulumi up" : command).split(" ");
        await this.#prepare(args[0] ?? "");
        if (args.at(-1) === "--event-log") args.push(file);
        const { output, exitCode } = await this.#run(
            [...args, ...(["up", "refresh", "destroy"].includes(args[0] ?? "") ? ["--yes"] : [])],
            isVariable ? { PULUMI_DEBUG_GRPC: file } : {},
        );
        assert.equal(exitCode, 0, output);
        const written = existsSync(file) ? readFileSync(file, "utf8") : "";
        rmSync(file, { force: true });
        return output + written;
    }

    async close(): Promise<void> {
        await this.#simulator.close();
        rmSync(this.#env["WHATSAPP_JOURNAL_DIR"] ?? "", { recursive: true, force: true });
        rmSync(this.#project.dir, { recursive: true, force: true });
    }

    /**
     * Prepares the stack for a command. An update needs an empty stack, so that it has something to
     * do. The others need a full one.
     */
    async #prepare(word: string): Promise<void> {
        const isEmptyNeeded = word === "up" || word === "preview";
        if (this.#isUp && isEmptyNeeded)
            await this.#succeed(["destroy", "--yes", "--skip-preview"]);
        if (!this.#isUp && !isEmptyNeeded) await this.#succeed(["up", "--yes", "--skip-preview"]);
        this.#isUp = word !== "preview" && word !== "destroy";
    }

    async #succeed(args: readonly string[]): Promise<void> {
        const { exitCode, output } = await this.#run(args, {});
        assert.equal(exitCode, 0, output);
    }

    async #run(args: readonly string[], env: Readonly<Record<string, string>>) {
        const surroundings = { cwd: this.#project.dir, env: { ...this.#env, ...env } };
        const { exitCode, stdout: out, stderr } = await runPulumi(this.#pulumi, args, surroundings);
        return { exitCode, output: `${out}${stderr}` };
    }
}
