import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";

import { journalPlace, noteMeeting } from "../../../provider/src/journal/journalPlace";
import { RequestJournal } from "../../../provider/src/journal/RequestJournal";
import { brokenSetups } from "./brokenSetups";
import { consultation, doctorTable } from "./doctorTable";
import { phoneNumberId, SimulatedCommandLine, wabaId } from "./SimulatedCommandLine";
import { twoCustomers } from "./twoCustomers";

interface DoctorJson {
    readonly ok: boolean;
    readonly findings: readonly { severity: string; kind: string; subject: string }[];
}

describe("doctor in a broken setup", () => {
    for (const setup of brokenSetups) {
        it(`names the cause in its first line, with the fewest requests: ${setup.name}`, async () => {
            const { exitCode, stdout, letters } = await consultation(setup);
            const [first = ""] = stdout.split("\n");
            assert.match(first, setup.isDoubtful === true ? /^Warning: / : /^Problem: /);
            assert.match(first, setup.cause);
            assert.equal(exitCode, setup.isDoubtful === true ? 0 : 1);
            assert.equal(letters, setup.letters);
            assert.doesNotMatch(stdout, /EAA-fake-token/);
        });
    }

    it("exits with 1 in JSON too, for a check of a pull request", async () => {
        for (const setup of brokenSetups.filter(({ isDoubtful }) => isDoubtful !== true)) {
            const { exitCode, stdout } = await consultation(setup, ["--json"]);
            const { ok, findings } = JSON.parse(stdout) as DoctorJson;
            assert.deepEqual([exitCode, ok, findings[0]?.severity], [1, false, "problem"]);
        }
    });

    // To write it again: UPDATE_DOCS=1 npx mocha tests/contract/cli/doctor.spec.ts
    it("says what the table in docs/doctor.md shows", async () => {
        const path = join(__dirname, "../../../docs/doctor.md");
        const before = readFileSync(path, "utf8");
        const table = await doctorTable(brokenSetups);
        const written = before.replace(
            /(<!-- broken setups -->\n)[^]*(<!-- end of broken setups -->)/,
            (_, start: string, end: string) => `${start}\n${table}\n\n${end}`,
        );
        const options = { ...(await resolveConfig(path)), parser: "markdown" };
        const after = await format(written, options);
        if (process.env["UPDATE_DOCS"] === "1") writeFileSync(path, after);
        else assert.equal(before, after);
    });
});

describe("doctor", () => {
    let commandLine: SimulatedCommandLine;

    afterEach(async () => {
        await commandLine.stop();
    });

    it("finds nothing wrong with a good setup, and sends nothing but reads", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [{ id: phoneNumberId, registered: true, pin: "012345" }],
        });
        const { exitCode, stdout } = await commandLine.run(["doctor", "--number", phoneNumberId]);
        assert.equal(exitCode, 0);
        assert.match(
            stdout,
            /^All is well: nothing would stop a registration now\.\nNote: access token: SYSTEM_USER of app/,
        );
        assert.match(
            stdout,
            /permissions whatsapp_business_management, .*accounts 102290129340398/,
        );
        assert.match(stdout, /^Note: Graph API v24\.0: it is served until 2028-02-18\.$/m);
        assert.match(
            stdout,
            /^Note: storage regions: they are written with the recipe "settings"/m,
        );
        assert.match(
            stdout,
            /it is registered \(status CONNECTED, .*; account 102290129340398; Example Shop, \+41 00 000 00 00\.$/m,
        );
        assert.ok(commandLine.simulator.requests().every(({ method }) => method === "GET"));
    });

    it("does not call it well that a number is down, which it does not know to come back", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [{ id: phoneNumberId, codeVerificationStatus: "VERIFIED" }],
        });
        const first = async (...args: readonly string[]): Promise<string> => {
            const { exitCode, stdout } = await commandLine.run(["doctor", ...args]);
            assert.equal(exitCode, 0);
            return stdout.split("\n")[0] ?? "";
        };
        assert.equal(
            await first("--number", phoneNumberId),
            "Nothing known here would stop a registration; phone number 106540352242922 is NOT registered: `pulumi up` registers it.",
        );
        for (const last of ["3", "4", "5", "6"]) {
            commandLine.simulator.changeWorld({ numbers: [{ id: `10654035224292${last}` }] });
        }
        assert.match(
            await first(),
            /; phone number 106540352242922, (?:phone number \d+[, ]*){2} and 2 more are NOT registered: `pulumi up` registers those that are declared\.$/,
        );
    });

    it("leaves to a state what it knows of a refused request", async () => {
        commandLine = await SimulatedCommandLine.start();
        const at = "2026-11-22T11:30:00.000Z";
        const refused = { outcome: "refused", graphCode: 133005 } as const;
        const { env, simulator } = commandLine;
        noteMeeting(env, simulator.url);
        const journal = new RequestJournal((await journalPlace(env, simulator.url)).folder);
        const request = { phoneNumberId, operation: "register", at, stack: undefined } as const;
        journal.begin(request);
        journal.complete(request, refused);
        const args = ["doctor", "--number", phoneNumberId];
        assert.match((await commandLine.run(args)).stdout, /^Problem: .* by the journal of this/);
        const type = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
        const outputs = { spentRequests: [{ operation: "register", at, ...refused }] };
        const state = { deployment: { resources: [{ type, id: phoneNumberId, outputs }] } };
        writeFileSync(join(commandLine.folder, "state.json"), JSON.stringify(state));
        const { exitCode, stdout } = await commandLine.run([...args, "--state", "state.json"]);
        assert.equal(exitCode, 0);
        assert.doesNotMatch(stdout, /by the journal/);
    });

    it("calls a journal that cannot be read a problem", async () => {
        commandLine = await SimulatedCommandLine.start();
        const { env, simulator } = commandLine;
        noteMeeting(env, simulator.url);
        const folder = (await journalPlace(env, simulator.url)).folder;
        mkdirSync(join(folder, `${phoneNumberId}.jsonl`), { recursive: true });
        const run = await commandLine.run(["doctor", "--number", phoneNumberId, "--json"]);
        assert.equal(run.exitCode, 1);
        const [first] = (JSON.parse(run.stdout) as DoctorJson).findings;
        assert.equal(`${first?.severity} ${first?.kind}`, "problem journal");
    });

    it("looks at every number of the token's accounts, and none of them is more than a warning", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [
                { id: phoneNumberId, registered: true },
                { id: "106540352242923", codeVerificationStatus: "NOT_VERIFIED" },
                { id: "106540352242924", registered: true, isOnBizApp: true },
                { id: "106540352242925", registered: true, name: { newStatus: "APPROVED" } },
                { id: "106540352242926", registered: true, status: "FLAGGED" },
            ],
        });
        const { exitCode, stdout } = await commandLine.run(["doctor", "--json"]);
        const { ok, findings } = JSON.parse(stdout) as DoctorJson;
        assert.deepEqual([exitCode, ok], [0, true]);
        const kinds = findings
            .filter(({ severity }) => severity === "warning")
            .map(({ kind, subject }) => `${subject.slice(-3)} ${kind}`);
        assert.deepEqual(kinds, [
            "924 coexistence",
            "925 nameWaits",
            "926 troubled",
            "923 notVerified",
        ]);
        assert.equal(commandLine.simulator.letters(), "T A L B S");
    });

    it("counts the account's registered numbers if the number itself is not registered", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [
                { id: phoneNumberId },
                { id: "106540352242923", registered: true },
                { id: "106540352242924", registered: true, isOnBizApp: true },
            ],
        });
        const { stdout } = await commandLine.run(["doctor", "--number", phoneNumberId]);
        assert.match(stdout, /account 102290129340398: 3 numbers, 2 registered/);
        assert.doesNotMatch(stdout, /10654035224292[34]/);
        assert.equal(commandLine.simulator.letters(), "T N S A L B");
    });

    it("finds no problem in a registered number whose account the token does not reach", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [{ id: phoneNumberId, registered: true, pin: "012345" }],
        });
        const message = "Unsupported get request";
        const fault = { kind: "graphError", code: 100, subcode: 33, message } as const;
        commandLine.simulator.addFault({ endpoint: "getAccount", fault, times: 2 });
        const args = ["doctor", "--number", phoneNumberId];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 0);
        assert.match(
            stdout,
            /^Warning: account 102290129340398: the token reaches no such account/,
        );
        assert.equal((await commandLine.run([...args, "--waba", wabaId])).exitCode, 1);
    });

    it("names the end of a new sign-up's 14 days, and nothing of it once it is registered", async () => {
        const onboardedAt = "2026-11-20T12:00:00Z";
        commandLine = await SimulatedCommandLine.start({
            numbers: [{ id: phoneNumberId, onboardedAt }],
        });
        const args = ["doctor", "--number", phoneNumberId];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^Warning: .* must be registered by 2026-12-04T12:00:00\.000Z\. /);
        commandLine.simulator.changeNumber(phoneNumberId, { registered: true });
        assert.doesNotMatch((await commandLine.run(args)).stdout, /Embedded Signup/);
    });

    it("says nothing of a former region, which no reading tells", async () => {
        const number = { id: phoneNumberId, rememberedRegion: "IN" } as const;
        commandLine = await SimulatedCommandLine.start({ numbers: [number] });
        const { exitCode, stdout } = await commandLine.run(["doctor", "--number", phoneNumberId]);
        assert.equal(exitCode, 0);
        assert.doesNotMatch(stdout, /\bIN\b|former/);
    });

    it("finds no problem in an On-Premises number whose backup is declared", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [{ id: phoneNumberId, platformType: "ON_PREMISE", pin: "012345" }],
        });
        const args = ["doctor", "--number", phoneNumberId, "--with-backup"];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^Warning: .* two-step verification is on: .* wrong PIN fails/m);
        assert.doesNotMatch(stdout, /012345/);
    });

    it("knows from a stack's state what is spent, refused, and since when a name waits", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [{ id: phoneNumberId, registered: true, name: { newStatus: "APPROVED" } }],
        });
        const type = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
        const at = "2026-11-22T11:00:00.000Z";
        const refusal = { operation: "deregister", at, message: "Refused", reading: "x" };
        const outputs = {
            spentRequests: [{ operation: "register", at, outcome: "accepted" }],
            refusal: { ...refusal, attempts: 1, nextTryAt: "2026-11-23T11:00:00.000Z" },
            registerDisplayNameBy: "2026-11-30T12:00:00.000Z",
        };
        const state = { deployment: { resources: [{ type, id: phoneNumberId, outputs }] } };
        writeFileSync(join(commandLine.folder, "state.json"), JSON.stringify(state));
        const args = ["doctor", "--number", phoneNumberId, "--state", "state.json"];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 0);
        assert.match(
            stdout,
            /deregister was refused and is tried again at 2026-11-23T11.*: Refused/,
        );
        assert.match(stdout, /by 2026-11-30T12:00:00\.000Z\. Run "pulumi up --refresh"/);
        assert.match(stdout, /9 of 10 register and 10 of 10 deregister/);
    });

    it("reads nothing at Meta where the state cannot be read", async () => {
        commandLine = await SimulatedCommandLine.start();
        const args = ["doctor", "--number", phoneNumberId, "--state", "state.json"];
        const { exitCode, stderr } = await commandLine.run(args);
        assert.equal(exitCode, 1);
        assert.match(stderr, /^Cannot read state\.json: there is no such file\. Give --state/);
        assert.equal(commandLine.simulator.letters(), "");
    });

    it("looks only at the accounts that are named", async () => {
        commandLine = await SimulatedCommandLine.start({
            accounts: [{ id: wabaId }, { id: "102290129340399" }],
        });
        await commandLine.run(["doctor", "--waba", wabaId]);
        const targets = commandLine.simulator.requests().map(({ path }) => path);
        assert.ok(!targets.some((path) => path.includes("102290129340399")));
    });

    it("says that an expired verification is usual on a registered number", async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [{ id: phoneNumberId, registered: true, codeVerificationStatus: "EXPIRED" }],
        });
        const { exitCode, stdout } = await commandLine.run(["doctor", "--number", phoneNumberId]);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^Note: .*expired, which is usual on registered numbers/m);
    });

    it("warns of a token that ends within a week", async () => {
        const expiresAt = "2026-11-28T12:00:00Z";
        commandLine = await SimulatedCommandLine.start({
            tokens: [{ token: "EAA-fake-token", name: "default", expiresAt }],
        });
        const { exitCode, stdout } = await commandLine.run(["doctor"]);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^Warning: access token: it expires at 2026-11-28T12:00:00\.000Z\./);
    });

    it("goes on where the token may not ask about itself", async () => {
        commandLine = await SimulatedCommandLine.start();
        const fault = { kind: "graphError", code: 100, message: "not your app" } as const;
        commandLine.simulator.addFault({ endpoint: "debugToken", fault });
        const { exitCode, stdout } = await commandLine.run(["doctor", "--number", phoneNumberId]);
        assert.equal(exitCode, 0);
        assert.match(
            stdout,
            /^Note: access token: Meta does not show its permissions: .*not your/m,
        );
        assert.match(stdout, /it is not registered \(status PENDING/);
    });

    it("uses the token of that name", async () => {
        commandLine = await SimulatedCommandLine.start({
            tokens: [{ token: "EAA-brand-token", name: "brand" }],
        });
        commandLine.env["WHATSAPP_ACCESS_TOKEN_BRAND_A"] = "EAA-brand-token";
        const args = ["doctor", "--number", phoneNumberId, "--token-name", "brand-a"];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 0);
        assert.match(stdout, /from environment variable WHATSAPP_ACCESS_TOKEN_BRAND_A/);
        assert.doesNotMatch(stdout, /EAA-/);
    });

    it("looks at the accounts of several tokens in one run", async () => {
        commandLine = await SimulatedCommandLine.start(twoCustomers);
        const args = ["doctor", "--token-name", "first", "second"];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 0, stdout);
        assert.match(stdout, /^Note: access token first: /m);
        assert.match(stdout, /^Note: access token second: /m);
        assert.match(stdout, /^Note: phone number 106540352242922: it is registered/m);
        assert.match(stdout, /^Note: phone number 106540352242924: it is registered/m);
        assert.equal(stdout.match(/^Note: Graph API v/gm)?.length, 1);
        const missing = await commandLine.run(["doctor", "--token-name", "first", "third"]);
        assert.equal(missing.exitCode, 1);
        assert.match(
            missing.stdout,
            /^Problem: access token third: .*ACCESS_TOKEN_THIRD is not set/,
        );
        const wrongUse = await commandLine.run([...args, "--number", phoneNumberId]);
        assert.equal(wrongUse.exitCode, 2);
        assert.match(wrongUse.stderr, /leave out --waba and --number, or give one --token-name/);
    });

    it("looks at the numbers that a preview changes, each with its own token", async () => {
        commandLine = await SimulatedCommandLine.start(twoCustomers);
        const type = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
        const step = (op: string, name: string, inputs: Readonly<Record<string, string>>) => {
            const urn = `urn:pulumi:dev::numbers::${type}::${name}`;
            const state = { urn, type, id: inputs["phoneNumberId"], inputs };
            return { op, urn, newState: state, ...(op === "create" ? {} : { oldState: state }) };
        };
        const write = (...steps: readonly object[]): void => {
            const config = { "whatsapp:graphUrl": commandLine.simulator.url };
            const preview = JSON.stringify({ config, steps });
            writeFileSync(join(commandLine.folder, "preview.json"), preview);
        };
        const args = ["doctor", "--preview", "preview.json"];
        write(
            step("create", "support", { phoneNumberId, tokenName: "first" }),
            step("update", "shop", { phoneNumberId: "106540352242924", tokenName: "second" }),
            step("same", "orders", { phoneNumberId: "106540352242923", tokenName: "first" }),
        );
        const { exitCode, stdout } = await commandLine.runWithoutUrl(args);
        assert.equal(exitCode, 0, stdout);
        const looked = commandLine.simulator
            .requests()
            .filter(({ endpoint }) => endpoint === "getPhoneNumber")
            .map(({ phoneNumberId: id, token }) => `${id ?? ""} ${token}`);
        assert.deepEqual(looked, [`${phoneNumberId} first`, "106540352242924 second"]);
        commandLine.simulator.clearRequests();
        write(step("same", "orders", { phoneNumberId }));
        const quiet = await commandLine.runWithoutUrl(args);
        assert.equal(quiet.stdout, "The preview changes no number: there is nothing to check.\n");
        assert.deepEqual([quiet.exitCode, commandLine.simulator.letters()], [0, ""]);
        const both = await commandLine.run([...args, "--number", phoneNumberId]);
        assert.equal(both.exitCode, 2);
        assert.match(both.stderr, /leave out --waba, --number and --token-name/);
    });

    const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
        [
            "a token in place of its name",
            ["--token-name", "EAA fake token"],
            /tokenName must begin/,
        ],
        ["a version without its v", ["--graph-api-version", "24.0"], /must have the form v24\.0/],
        ["an account that is none", ["--waba", "main"], /option --waba/],
    ];
    for (const [what, args, message] of wrong) {
        it(`exits with 2 and repeats nothing for ${what}`, async () => {
            commandLine = await SimulatedCommandLine.start();
            const { exitCode, stdout, stderr } = await commandLine.run(["doctor", ...args]);
            assert.deepEqual([exitCode, stdout], [2, ""]);
            assert.match(stderr, message);
            assert.ok(!stderr.includes("EAA fake token"));
            assert.equal(commandLine.simulator.letters(), "");
        });
    }
});
