import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters, styleText } from "node:util";

import type { NumberInput, WorldInput } from "pulumi-whatsapp-simulator";
import stringWidth from "string-width";

import { journalPlace, noteMeeting } from "../../../provider/src/journal/journalPlace";
import { phoneNumberId, SimulatedCommandLine, wabaId } from "./SimulatedCommandLine";
import { twoCustomers } from "./twoCustomers";

const numbers = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => ({
        id: String(106540352240000 + from + index),
        registered: index % 2 === 0,
    }));

const storedIn = (dataLocalizationRegion: "CH" | "IN") => ({
    status: "IN_COUNTRY_STORAGE_ENABLED" as const,
    dataLocalizationRegion,
});
const stored: NumberInput[] = [
    { id: phoneNumberId, registered: true, storage: storedIn("CH") },
    { id: "106540352242923", registered: true },
    { id: "106540352242924", storage: storedIn("IN") },
];
const unregistered: WorldInput = {
    ...twoCustomers,
    numbers: [{ id: phoneNumberId }, { id: "106540352242924", wabaId: "102290129340399" }],
};

function tokensUsed({ simulator }: SimulatedCommandLine): readonly (string | undefined)[] {
    return [...new Set(simulator.requests().map(({ token }) => token))];
}

describe("numbers", () => {
    let commandLine: SimulatedCommandLine;

    afterEach(async () => {
        await commandLine.stop();
    });

    it("lists an account's numbers in a table, with one request", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [
                { id: phoneNumberId, registered: true, displayPhoneNumber: "+41 00 000 00 00" },
                { id: "106540352242923", codeVerificationStatus: "NOT_VERIFIED" },
                { id: "106540352242924", registered: true, isOnBizApp: true },
            ],
        });
        const { exitCode, stdout } = await commandLine.run(["numbers", "--waba", wabaId]);
        const [heading = "", first = "", second = "", third = "", count] = stdout.split("\n");
        assert.equal(exitCode, 0);
        assert.match(heading, /^ID +REGISTERED +NUMBER +REMARK$/);
        assert.match(first, /^106540352242922 +yes +Example Shop, \+41 00 000 00 00$/);
        // Meta lists the numbers that were onboarded last first, and those that never were at the
        // end.
        assert.match(second, /^106540352242924 +yes .* also in the WhatsApp Business app$/);
        assert.match(third, /^106540352242923 +NO .* UNVERIFIED, ownership not verified$/);
        assert.equal(count, "3 numbers, 2 registered");
        assert.equal(first.indexOf("yes"), heading.indexOf("REGISTERED"));
        assert.equal(commandLine.simulator.letters(), "L");
    });

    it("names the account of each number where there are several", async () => {
        const other = "102290129340399";
        commandLine = await SimulatedCommandLine.start({
            accounts: [{ id: wabaId }, { id: other }],
            numbers: [{ id: phoneNumberId }, { id: "106540352242923", wabaId: other }],
        });
        const { stdout } = await commandLine.run(["numbers", "--waba", wabaId, other]);
        const headed =
            /^Account 102290129340398\nID .*\n106540352242922 [^]*^Account 102290129340399\nID .*\n106540352242923 /m;
        assert.match(stdout, headed);
        assert.equal(commandLine.simulator.letters(), "L L");
    });

    it("reads 250 numbers with three requests and tells the progress on stderr", async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: numbers(250) });
        const { stdout, stderr } = await commandLine.run(["numbers", "--waba", wabaId, "--json"]);
        const listed = (JSON.parse(stdout) as { numbers: { phoneNumberId: string }[] }).numbers;
        assert.equal(new Set(listed.map((row) => row.phoneNumberId)).size, 250);
        assert.equal(commandLine.simulator.letters(), "L L L");
        assert.equal(stderr, "200 numbers read\n250 numbers read\n");
    });

    it("tells of several accounts only what has grown", async () => {
        const wabaIds = [wabaId, "102290129340399", "102290129340400", "102290129340401"];
        const sizes = [160, 100, 60, 0];
        commandLine = await SimulatedCommandLine.start({
            accounts: wabaIds.map((id) => ({ id })),
            numbers: sizes.flatMap((size, account) =>
                numbers(size, account * 1000).map((number) => ({
                    ...number,
                    wabaId: wabaIds[account] ?? wabaId,
                })),
            ),
        });
        const { stderr } = await commandLine.run(["numbers", "--waba", ...wabaIds]);
        assert.equal(stderr, "160 numbers read\n260 numbers read\n320 numbers read\n");
    });

    it("reads with fewer fields where Meta refuses one", async () => {
        commandLine = await SimulatedCommandLine.start({
            switches: { unknownFields: ["is_on_biz_app"] },
        });
        const { exitCode, stdout } = await commandLine.run(["numbers", "--waba", wabaId]);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^1 number, 0 registered$/m);
        assert.equal(commandLine.simulator.letters(), "L L");
    });

    it("names the account that cannot be read, with the next step and the trace", async () => {
        commandLine = await SimulatedCommandLine.start();
        const args = ["numbers", "--waba", "102290129340399"];
        const { exitCode, stdout, stderr } = await commandLine.run(args);
        assert.deepEqual([exitCode, stdout], [1, ""]);
        assert.match(stderr, /^Cannot read the numbers of account 102290129340399: .*code 100/);
        assert.match(stderr, /Trace \S+\.\n$/);
        const json = await commandLine.run([...args, "--json"]);
        assert.equal(json.stderr, "");
        assert.match((JSON.parse(json.stdout) as { error: string }).error, /^Cannot read the num/);
    });

    it("asks whether it is a phone number id where Meta knows no such account", async () => {
        commandLine = await SimulatedCommandLine.start();
        for (const [id, code] of [
            [phoneNumberId, /code 2500/],
            ["999", /code 100, subcode 33/],
        ] as const) {
            for (const command of ["numbers", "import"]) {
                const { exitCode, stderr } = await commandLine.run([command, "--waba", id]);
                assert.equal(exitCode, 1);
                assert.match(stderr, /: the token reaches no such account: Meta answered/);
                assert.match(stderr, code);
                assert.match(stderr, /\. Is this a phone number id\? .*WhatsApp Manager/);
                assert.doesNotMatch(stderr, /Check the phone number id|whatsapp:graph/);
            }
        }
    });

    it("keeps Meta's other refusals of an account as they are", async () => {
        commandLine = await SimulatedCommandLine.start();
        const fault = { kind: "graphError", code: 200, message: "no permission" } as const;
        commandLine.simulator.addFault({ endpoint: "listPhoneNumbers", fault });
        const { stderr } = await commandLine.run(["numbers", "--waba", wabaId]);
        assert.match(stderr, /: Meta answered with code 200/);
        assert.doesNotMatch(stderr, /Is this a phone/);
    });

    it("watches until it is interrupted and prints only what has changed", async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: numbers(2) });
        const interrupt = new AbortController();
        const pauses: number[] = [];
        const sleep = (durationMs: number): Promise<void> => {
            pauses.push(durationMs);
            const id = "106540352240000";
            if (pauses.length === 2) commandLine.simulator.changeNumber(id, { registered: false });
            if (pauses.length === 4) interrupt.abort();
            return Promise.resolve();
        };
        const { exitCode, stdout } = await commandLine.run(
            ["numbers", "--waba", wabaId, "--watch", "--interval", "20"],
            { sleep, signal: interrupt.signal },
        );
        assert.equal(exitCode, 0);
        assert.deepEqual(pauses, [20_000, 20_000, 20_000, 20_000]);
        assert.equal(commandLine.simulator.letters(), "L L L L");
        assert.equal(stdout.match(/^ID /gm)?.length, 2);
        assert.match(stdout, /106540352240000 +NO .* DISCONNECTED\n1 number, 0 registered\n$/);
    });

    it("goes on watching after a reading that failed, and tells what is no longer listed", async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: numbers(2) });
        const { simulator } = commandLine;
        const interrupt = new AbortController();
        const fault = { kind: "graphError", code: 80007, message: "too many" } as const;
        const steps: readonly (() => void)[] = [
            () => {
                simulator.addFault({ endpoint: "any", fault, times: 4 });
            },
            () => {
                simulator.changeNumber("106540352240001", { removed: true });
            },
            () => {
                interrupt.abort();
            },
        ];
        let pauses = 0;
        const sleep = (): Promise<void> => {
            steps[pauses]?.();
            pauses += 1;
            return Promise.resolve();
        };
        const { exitCode, stdout, stderr } = await commandLine.run(
            ["numbers", "--waba", wabaId, "--watch"],
            { sleep, signal: interrupt.signal },
        );
        assert.equal(exitCode, 0);
        assert.match(
            stderr,
            /^Cannot read the numbers of account .* code 80007.* Still watching\.$/m,
        );
        assert.match(stdout, /2 numbers, 1 registered\n106540352240001 is no longer listed\n$/);
    });

    it("ends where already the first reading of a watch fails", async () => {
        commandLine = await SimulatedCommandLine.start();
        const args = ["numbers", "--waba", "102290129340399", "--watch"];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.deepEqual([exitCode, stdout], [1, ""]);
        assert.equal(commandLine.simulator.requests().length, 1);
    });

    it("watches in JSON with one line for each change", async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: numbers(2) });
        const interrupt = new AbortController();
        let pauses = 0;
        const sleep = (): Promise<void> => {
            pauses += 1;
            const id = "106540352240000";
            if (pauses === 1) commandLine.simulator.changeNumber(id, { registered: false });
            if (pauses === 2) interrupt.abort();
            return Promise.resolve();
        };
        const args = ["numbers", "--waba", wabaId, "--watch", "--json"];
        const { stdout } = await commandLine.run(args, { sleep, signal: interrupt.signal });
        const documents = stdout.trimEnd().split("\n");
        const changes = documents.map(
            (line) => JSON.parse(line) as { at: string; numbers: { registered: boolean }[] },
        );
        assert.deepEqual(
            changes.map((change) => change.numbers.map(({ registered }) => registered)),
            [[true, false], [false]],
        );
        assert.ok(changes.every(({ at }) => at.startsWith("2026-11-22T12:00")));
    });

    it("refuses a pause that would use up the calls that Meta allows", async () => {
        commandLine = await SimulatedCommandLine.start();
        const args = ["numbers", "--waba", wabaId, "--watch", "--interval", "5"];
        const { exitCode, stderr } = await commandLine.run(args);
        assert.equal(exitCode, 2);
        assert.match(stderr, /--interval.*Write whole seconds, 20 or more/);
        assert.equal(commandLine.simulator.letters(), "");
    });

    it("reads the accounts that the token names where none is given", async () => {
        commandLine = await SimulatedCommandLine.start(unregistered);
        const { env } = commandLine;
        const { stdout } = await commandLine.run(["numbers", "--token-name", "second"]);
        assert.match(stdout, /^106540352242924 /m);
        assert.match(stdout, /^1 number, 0 registered$/m);
        assert.deepEqual(tokensUsed(commandLine), ["second"]);
        assert.equal(env["WHATSAPP_ACCESS_TOKEN_SECOND"], "EAA-second-token");
    });

    it("reads the accounts of several tokens in one run, each with its own", async () => {
        commandLine = await SimulatedCommandLine.start(unregistered);
        const args = ["numbers", "--token-name", "first", "second"];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^Account 102290129340398, token first\n/);
        assert.match(stdout, /^Account 102290129340399, token second\n/m);
        const lists = commandLine.simulator
            .requests()
            .filter(({ endpoint }) => endpoint === "listPhoneNumbers");
        assert.deepEqual(
            lists.map(({ token, path }) => [token, path.includes("102290129340398")]),
            [
                ["first", true],
                ["second", false],
            ],
        );
        const one = await commandLine.run([...args, "--waba", "102290129340399", "999"]);
        assert.equal(one.exitCode, 1);
        assert.match(one.stdout, /^1 number/m);
        assert.match(one.stdout, /account 999: no given token names it/);
    });

    it("goes on past an account that cannot be read, and ends with 1", async () => {
        commandLine = await SimulatedCommandLine.start();
        const args = ["numbers", "--waba", "102290129340399", wabaId];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 1);
        assert.match(stdout, /^106540352242922 /m);
        assert.match(stdout, /^Cannot read the numbers of account 102290129340399: .*code 100/m);
        const json = JSON.parse((await commandLine.run([...args, "--json"])).stdout) as {
            numbers: unknown[];
            failures: { wabaId: string }[];
        };
        assert.equal(json.numbers.length, 1);
        assert.deepEqual(
            json.failures.map(({ wabaId: id }) => id),
            ["102290129340399"],
        );
    });

    it("goes on with the next customer where a token cannot be used", async () => {
        commandLine = await SimulatedCommandLine.start(unregistered);
        commandLine.env["WHATSAPP_ACCESS_TOKEN_FIRST"] = "EAA-revoked-token";
        const args = ["numbers", "--token-name", "first", "second"];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 1);
        assert.match(stdout, /^106540352242924 /m);
        assert.match(stdout, /accounts of the access token first: .*code 190/);
    });

    it("asks for storage only where that is asked for, one request a number", async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: stored });
        const { stdout } = await commandLine.run(["numbers", "--waba", wabaId, "--storage"]);
        assert.equal(commandLine.simulator.letters().split(" ").sort().join(" "), "L S S S");
        assert.match(stdout, /^106540352242922 +yes +CH /m);
        assert.match(stdout, /^106540352242923 +yes +none /m);
        assert.match(stdout, /^106540352242924 +NO +IN /m);
    });

    it("filters by region and registration, and a check has an exit code of its own", async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: stored });
        const outcomes: (readonly [number, readonly string[]])[] = [];
        for (const filter of [
            ["--region", "ch"],
            ["--region", "DE"],
            ["--region", "none", "--not-registered"],
            ["--not-registered"],
            [],
        ]) {
            const args = ["numbers", "--waba", wabaId, ...filter, "--check"];
            const { exitCode, stdout } = await commandLine.run(args);
            outcomes.push([exitCode, stdout.match(/^1065\d+/gm) ?? []]);
        }
        assert.deepEqual(outcomes, [
            [3, ["106540352242922"]],
            [0, []],
            [0, []],
            [3, ["106540352242924"]],
            [3, ["106540352242922", "106540352242923", "106540352242924"]],
        ]);
        const plain = await commandLine.run(["numbers", "--waba", wabaId, "--not-registered"]);
        assert.equal(plain.exitCode, 0);
    });

    it("fails a check if Meta does not tell where the data of a number rests", async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: stored });
        const fault = { kind: "graphError", code: 200, message: "no permission" } as const;
        commandLine.simulator.addFault({
            endpoint: "getSettings",
            phoneNumberId: "106540352242923",
            fault,
        });
        const args = ["numbers", "--waba", wabaId, "--region", "DE", "--check"];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 1);
        assert.match(stdout, /^106540352242923 +yes +unknown /m);
        assert.match(stdout, /^Cannot tell where the data of 106540352242923 rests: .*code 200/m);
    });

    it("shows with a state what is left, what was refused and when it is tried again", async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: stored });
        const at = "2026-11-22T11:00:00.000Z";
        const spent = { at, operation: "register", outcome: "refused", graphCode: 133005 };
        const refusal = {
            operation: "register",
            at,
            nextTryAt: "2026-11-23T11:00:00.000Z",
            attempts: 1,
            reading: "status PENDING",
            message: "Meta refused the PIN.",
        };
        const resource = (id: string, outputs: object) => ({
            type: "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration",
            urn: `urn:pulumi:dev::numbers::x::name-${id}`,
            id,
            outputs,
        });
        const resources = [
            resource("106540352242924", { spentRequests: [spent], refusal }),
            resource("106540352242999", {}),
        ];
        const file = join(commandLine.folder, "state.json");
        writeFileSync(file, JSON.stringify({ deployment: { resources } }));
        const { stdout } = await commandLine.run(["numbers", "--state", "state.json"]);
        assert.match(stdout, /^106540352242924 +NO +9\/10 /m);
        assert.match(stdout, /^106540352242922 +yes +10\/10 /m);
        assert.match(
            stdout,
            /^106540352242924: register was refused and is tried again at 2026-11-23T11:00:00.000Z, in 23 h 0 min\. Meta refused the PIN\.$/m,
        );
        assert.match(stdout, /^106540352242999 is in the state, and no account .* lists it$/m);
    });

    it("says with a state why nothing is sent where a journal cannot be read", async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: stored });
        const { env, simulator, folder } = commandLine;
        noteMeeting(env, simulator.url);
        const journal = (await journalPlace(env, simulator.url)).folder;
        mkdirSync(join(journal, "106540352242924.jsonl"), { recursive: true });
        const state = JSON.stringify({ deployment: { resources: [] } });
        writeFileSync(join(folder, "state.json"), state);
        const { stdout } = await commandLine.run(["numbers", "--state", "state.json"]);
        assert.match(stdout, /^106540352242924: nothing is sent now: .*not a regular file/m);
        assert.equal(stdout.match(/nothing is sent now/g)?.length, 1);
    });

    it("fits 80 columns on a terminal, as terminals count characters", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [
                ...stored,
                {
                    id: "106540352242931",
                    verifiedName: "例え商店 本店 カスタマーサポート窓口 東京",
                },
                { id: "106540352242932", verifiedName: "A name of many words that goes on and on" },
            ],
        });
        const args = ["numbers", "--waba", wabaId, "--storage"];
        const { stdout } = await commandLine.run(args, { isTerminal: true });
        const lines = stripVTControlCharacters(stdout).split("\n");
        assert.deepEqual(
            lines.filter((line) => stringWidth(line) > 80),
            [],
        );
        assert.match(stripVTControlCharacters(stdout), /カスタマーサポート窓口/);
        assert.ok(stdout.includes(styleText("red", "NO", { validateStream: false })));
        const piped = await commandLine.run(args);
        assert.equal(piped.stdout.trimEnd().split("\n").length, 7);
    });

    it("does not watch what takes a request a number", async () => {
        commandLine = await SimulatedCommandLine.start();
        for (const option of [["--storage"], ["--region", "CH"], ["--check"]]) {
            const { exitCode } = await commandLine.run(["numbers", "--watch", ...option]);
            assert.equal(exitCode, 2);
        }
        const wrong = await commandLine.run(["numbers", "--region", "US"]);
        assert.equal(wrong.exitCode, 2);
        assert.match(wrong.stderr, /Write a storage region, such as CH, or none, noStorage/);
        assert.equal(commandLine.simulator.letters(), "");
    });
});
