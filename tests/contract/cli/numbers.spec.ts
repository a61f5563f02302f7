import assert from "node:assert/strict";

import { phoneNumberId, SimulatedCommandLine, wabaId } from "./SimulatedCommandLine";

const numbers = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => ({
        id: String(106540352240000 + from + index),
        registered: index % 2 === 0,
    }));

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
        assert.match(heading, /^ID +NUMBER +NAME +REGISTERED +STATUS +VERIFIED/);
        assert.match(first, /^106540352242922 +\+41 00 000 00 00 .* yes +CONNECTED +VERIFIED/);
        // Meta lists those first that were onboarded last, and those that never were at the end.
        assert.match(second, /^106540352242924 .* also in the WhatsApp Business app$/);
        assert.match(third, /^106540352242923 .* no +UNVERIFIED +NOT_VERIFIED/);
        assert.equal(count, "3 numbers, 2 registered");
        assert.equal(first.indexOf("CONNECTED"), heading.indexOf("STATUS"));
        assert.equal(commandLine.simulator.letters(), "L");
    });

    it("names the account of each number where there are several", async () => {
        const other = "102290129340399";
        commandLine = await SimulatedCommandLine.start({
            accounts: [{ id: wabaId }, { id: other }],
            numbers: [{ id: phoneNumberId }, { id: "106540352242923", wabaId: other }],
        });
        const { stdout } = await commandLine.run(["numbers", "--waba", wabaId, other]);
        assert.match(stdout, /^ACCOUNT +ID /);
        assert.match(stdout, /^102290129340399 {2}106540352242923 /m);
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
                assert.match(stderr, /: it is no account that the token reaches: Meta answered/);
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
        assert.match(stdout, /106540352240000 .* no +DISCONNECTED.*\n1 number, 0 registered\n$/);
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
});
