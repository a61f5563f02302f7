import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { startSimulator, type Simulator, type WorldInput } from "pulumi-whatsapp-simulator";

import { resourceType } from "../../../provider/src/resourceType";
import { commandLineRun } from "../../unit/cli/commandLineRun";
import type { Stack } from "../availableEngines";
import { onEveryEngine } from "../scenarios/onEveryEngine";
import { secretsInClear } from "../scenarios/secretsInClear";
import { commandsIn, operationOf } from "./commandsIn";

const root = path.resolve(__dirname, "../../..");
const section = "Numbers that are registered already";
const customers = ["first", "second", "third", "fourth"];
const numbersEach = 15;

const wabaIdOf = (customer: number): string => `10229012934030${customer}`;
const numbers = customers.flatMap((_, customer) =>
    Array.from({ length: numbersEach }, (__, index) => ({
        id: String(106540352242000 + customer * 100 + index),
        wabaId: wabaIdOf(customer),
        registered: true,
        pin: `0${customer}23${String(index).padStart(2, "0")}`,
        // Customers choose names without asking each other, so some are the same.
        verifiedName: index === 0 ? "Support" : `Shop ${index}`,
    })),
);
const world: WorldInput = {
    accounts: customers.map((_, customer) => ({ id: wabaIdOf(customer) })),
    tokens: customers.map((name, customer) => ({
        token: `EAA-${name}-token`,
        name,
        wabaIds: [wabaIdOf(customer)],
    })),
    numbers,
};
const tokens = Object.fromEntries(
    customers.map((name) => [`WHATSAPP_ACCESS_TOKEN_${name.toUpperCase()}`, `EAA-${name}-token`]),
);

onEveryEngine("sixty numbers of four customers, typed as the README has it", (engine) => {
    let simulator: Simulator;
    let stack: Stack;
    let folder: string;
    const said: string[] = [];

    before(async function () {
        this.timeout(300_000);
        simulator = await startSimulator({ world });
        folder = mkdtempSync(path.join(tmpdir(), "four-customers-"));
        symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
        writeFileSync(path.join(folder, "Pulumi.yaml"), "name: numbers\nruntime: nodejs\n");
        writeFileSync(path.join(folder, "package.json"), '{ "name": "numbers", "private": true }');
        const lines = numbers.map(({ id, pin }) => `${id},${pin}`);
        writeFileSync(path.join(folder, "pins.csv"), `id,pin\r\n${lines.join("\r\n")}\r\n`);
        stack = await engine.open({
            programDir: folder,
            config: { "whatsapp:graphUrl": simulator.url },
            env: { ...tokens, WHATSAPP_JOURNAL_DIR: path.join(folder, "journal") },
            warmProgram: true,
        });
        for (const command of commandsIn("README.md", section)) await enter(command);
    });

    after(async () => {
        await stack.close();
        await simulator.close();
        rmSync(folder, { recursive: true, force: true });
    });

    /** Types a command, and keeps its output. */
    async function enter(command: string): Promise<void> {
        const own = /^npx pulumi-whatsapp (.*)$/.exec(command)?.[1];
        if (own !== undefined) {
            const args = [...own.split(" "), "--graph-url", simulator.url];
            const { exitCode, stdout, stderr } = await commandLineRun(args, {
                folder,
                env: tokens,
            });
            assert.equal(exitCode, 0, stderr);
            said.push(stdout, stderr);
        } else if (command.startsWith("pulumi config set-all ")) {
            for (const [key, secret] of secretsOf(command)) stack.setConfig(key, { secret });
        } else if (command.startsWith("pulumi ")) {
            const outcome = await operationOf({ stack, folder }, command);
            assert.equal(outcome.exitCode, 0, `${command}\n${outcome.output}`);
            said.push(outcome.output);
        } else if (!command.startsWith("export WHATSAPP_ACCESS_TOKEN_FIRST=")) {
            execFileSync("sh", ["-c", command], { cwd: folder });
        }
    }

    /** The arguments of `set-all`, as the shell passes them. */
    function secretsOf(command: string): readonly (readonly [string, string])[] {
        const shown = execFileSync("sh", ["-c", command.replace("pulumi", "echo")], {
            cwd: folder,
        });
        const pairs = [...shown.toString().matchAll(/--secret=(\S+?)=(\S+)/g)];
        return pairs.map(([, key = "", value = ""]) => [`numbers:${key}`, value]);
    }

    it("takes in every number with its own customer's token, and counts nothing", async () => {
        const sent = simulator.requests();
        assert.deepEqual([...new Set(sent.map(({ token }) => token))], customers);
        for (const { id, wabaId } of numbers) {
            const ofNumber = sent.filter(({ phoneNumberId }) => phoneNumberId === id);
            const token = customers[Number(wabaId.at(-1))];
            assert.deepEqual([...new Set(ofNumber.map((each) => each.token))], [token], id);
            assert.equal(simulator.number(id).registered, true);
        }
        assert.doesNotMatch(simulator.letters(), /[RD]/);
        const stored = (await stack.state()).filter(({ type }) => type === resourceType);
        assert.equal(stored.length, numbers.length);
        const proved = stored.filter(({ outputs }) => outputs?.["pinProvedAt"] !== undefined);
        assert.equal(proved.length, numbers.length);
    });

    it("gives each its own name, also where customers chose the same", async () => {
        const stored = (await stack.state()).filter(({ type }) => type === resourceType);
        const names = stored.map(({ urn }) => urn.split("::").at(-1));
        assert.equal(new Set(names).size, numbers.length);
        for (const customer of customers) assert.ok(names.includes(`${customer}-support`));
    });

    it("has nothing to do afterwards", async () => {
        simulator.clearRequests();
        assert.equal((await stack.up()).exitCode, 0);
        assert.equal(simulator.letters(), "");
    }).timeout(120_000);

    it("writes no PIN and no token in clear", async () => {
        const texts = {
            "import.json": readFileSync(path.join(folder, "import.json"), "utf8"),
            "registrations.ts": readFileSync(path.join(folder, "registrations.ts"), "utf8"),
            "what was said": said.join("\n"),
            "state files": await stack.stateFiles(),
        };
        const pins = Object.fromEntries(numbers.map(({ id, pin }) => [id, pin]));
        assert.deepEqual(secretsInClear(texts, { ...tokens, ...pins }), []);
    });
});
