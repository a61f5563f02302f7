import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { FaultRule, NumberInput } from "pulumi-whatsapp-simulator";

import { providerLine } from "../../../provider/src/providerLine";
import { Rig } from "../lifecycle/Rig";
import { declarationsIn } from "./declarationsIn";
import { phoneNumberId, SimulatedCommandLine, wabaId } from "./SimulatedCommandLine";
import { twoCustomers } from "./twoCustomers";

interface ImportFile {
    readonly resources: readonly {
        readonly type: string;
        readonly name: string;
        readonly id: string;
        readonly inputs: Record<string, unknown>;
        readonly outputs: Record<string, unknown>;
    }[];
}

const storedIn = (dataLocalizationRegion: "CH" | "DE") => ({
    status: "IN_COUNTRY_STORAGE_ENABLED" as const,
    dataLocalizationRegion,
});
const registered: readonly NumberInput[] = [
    {
        id: phoneNumberId,
        registered: true,
        pin: "012345",
        storage: storedIn("CH"),
        verifiedName: "Café Zürich */ & Söhne",
        displayPhoneNumber: "+41 00 000 00 00",
    },
    { id: "106540352242923", registered: true, pin: "012346", verifiedName: "Example Shop" },
];
const outOfReach: readonly NumberInput[] = [
    { id: "106540352242931", registered: true, isOnBizApp: true },
    { id: "106540352242932", codeVerificationStatus: "NOT_VERIFIED" },
    { id: "106540352242933", registered: true, status: "BANNED" },
    { id: "106540352242934", registered: true, platformType: "ON_PREMISE" },
    { id: "106540352242935" },
];
const withoutStorage: NumberInput = {
    id: "106540352242924",
    registered: true,
    pin: "012347",
    storage: { status: "NO_STORAGE_ENABLED", retentionMinutes: 60 },
    verifiedName: "Passing",
};

describe("import", () => {
    let commandLine: SimulatedCommandLine;
    const start = async (numbers: readonly NumberInput[]): Promise<void> => {
        commandLine = await SimulatedCommandLine.start({ numbers: [...numbers] });
    };
    const text = (file: string): string => readFileSync(join(commandLine.folder, file), "utf8");
    const importFile = (): ImportFile => JSON.parse(text("import.json")) as ImportFile;

    afterEach(async () => {
        await commandLine.stop();
    });

    it("writes inputs and outputs for Pulumi, with the frozen line and no PIN", async () => {
        await start(registered);
        const { exitCode, stdout } = await commandLine.run(["import", "--waba", wabaId]);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^2 numbers to import: import\.json and registrations\.ts written\./);
        const [first, second] = importFile().resources;
        assert.equal(first?.type, "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration");
        assert.deepEqual([first.name, first.id], ["cafe-zurich-sohne", phoneNumberId]);
        assert.deepEqual(first.inputs, {
            __provider: providerLine,
            phoneNumberId,
            dataLocalizationRegion: "CH",
            registered: true,
            displayNameRegistered: true,
        });
        assert.equal(first.outputs["status"], "CONNECTED");
        assert.equal(first.outputs["dataLocalizationRegion"], "CH");
        assert.equal(second?.inputs["dataLocalizationRegion"], undefined);
        assert.doesNotMatch(`${text("import.json")}${stdout}`, /01234[56]|"pin"|EAA-/);
        assert.equal(commandLine.simulator.letters(), "L S S");
    });

    it("writes a program that declares the same numbers, with PINs as secrets of config", async () => {
        await start(registered);
        await commandLine.run(["import", "--waba", wabaId]);
        assert.deepEqual(declarationsIn(text("registrations.ts")), [
            {
                name: "cafe-zurich-sohne",
                args: {
                    phoneNumberId,
                    pin: `secret pin-${phoneNumberId}`,
                    dataLocalizationRegion: "CH",
                },
            },
            {
                name: "example-shop",
                args: {
                    phoneNumberId: "106540352242923",
                    pin: "secret pin-106540352242923",
                },
            },
        ]);
    });

    it("lists what cannot be managed with the reason, and does not read its storage", async () => {
        await start([...registered, ...outOfReach]);
        const { exitCode, stdout } = await commandLine.run(["import", "--waba", wabaId, "--json"]);
        assert.equal(exitCode, 0);
        const { leftOut } = JSON.parse(stdout) as {
            leftOut: { phoneNumberId: string; reason: string }[];
        };
        const reasons = new Map(leftOut.map((one) => [one.phoneNumberId, one.reason]));
        assert.match(reasons.get("106540352242931") ?? "", /coexistence.* leave it out/);
        assert.match(
            reasons.get("106540352242932") ?? "",
            /not verified .*verify request --number.*verify confirm".*declare it/,
        );
        assert.match(reasons.get("106540352242933") ?? "", /banned/);
        assert.match(reasons.get("106540352242934") ?? "", /On-Premises.* with `backup`/);
        assert.match(reasons.get("106540352242935") ?? "", /not registered \(status PENDING\)/);
        assert.deepEqual(
            [...reasons.keys()].sort(),
            outOfReach.map(({ id }) => id),
        );
        assert.equal(commandLine.simulator.letters(), "L S S");
    });

    it("says of a display name that waits what it will cost, and when", async () => {
        await start(registered);
        commandLine.simulator.changeNumber(phoneNumberId, {
            name: {
                newStatus: "APPROVED",
                newDisplayName: "New Shop",
                newApprovedAt: "2026-11-20T12:00:00.000Z",
            },
        });
        const { stdout } = await commandLine.run(["import", "--waba", wabaId]);
        const expectations = stdout.match(/Expect one registration of .*/g) ?? [];
        assert.equal(expectations.length, 1);
        assert.match(expectations[0], /106540352242922 .*second "pulumi up"/);
        assert.match(expectations[0], /ignoreChanges: \["displayNameRegistered"\]/);
    });

    it("declares No Storage where a number has it, in the file and in the program", async () => {
        await start([withoutStorage]);
        const { stdout } = await commandLine.run(["import", "--waba", wabaId, "--json"]);
        const [resource] = importFile().resources;
        const noStorage = { retentionMinutes: 60 };
        assert.deepEqual(resource?.inputs["noStorage"], noStorage);
        assert.deepEqual(
            [resource.outputs["noStorage"], resource.outputs["storageStatus"]],
            [noStorage, "NO_STORAGE_ENABLED"],
        );
        assert.ok(!("dataLocalizationRegion" in resource.inputs));
        const [declared] = declarationsIn(text("registrations.ts"));
        assert.deepEqual(declared?.args["noStorage"], noStorage);
        const { imported } = JSON.parse(stdout) as { imported: { noStorage: object }[] };
        assert.deepEqual(imported[0]?.noStorage, noStorage);
    });

    it("exits with 1 and writes nothing where no number can be imported", async () => {
        await start(outOfReach);
        const { exitCode, stdout } = await commandLine.run(["import", "--waba", wabaId]);
        assert.equal(exitCode, 1);
        assert.match(stdout, /^No number can be imported; no file was written\./);
        assert.ok(!existsSync(join(commandLine.folder, "import.json")));
    });

    it("says so where Meta does not tell in which region a number's data is", async () => {
        await start(registered);
        commandLine.simulator.changeWorld({ switches: { settingsEndpoint: "unknownPath" } });
        const { exitCode, stdout } = await commandLine.run(["import", "--number", phoneNumberId]);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^Look at 106540352242922 .*: Meta does not say where its data/m);
        assert.equal(importFile().resources[0]?.inputs["dataLocalizationRegion"], undefined);
    });

    it("never gives two numbers one name, whatever their order", async () => {
        const twins = registered.map((number) => ({ ...number, verifiedName: "支持" }));
        const sames = twins.map((number, index) => ({
            ...number,
            id: `10654035224294${index}`,
            verifiedName: "Example",
        }));
        await start([...twins, ...sames]);
        await commandLine.run(["import", "--waba", wabaId]);
        assert.deepEqual(
            importFile().resources.map(({ name }) => name),
            [
                `number-${phoneNumberId}`,
                "number-106540352242923",
                "example-106540352242940",
                "example-106540352242941",
            ],
        );
    });

    it("takes all accounts that the token names, a file of accounts, and single numbers", async () => {
        await start(registered);
        const ways: readonly (readonly [readonly string[], string])[] = [
            [["--all"], "T L S S"],
            [["--file", "accounts.txt"], "L S S"],
            [["--number", phoneNumberId, "106540352242923"], "N N S S"],
            [["--waba", wabaId, "--number", phoneNumberId], "L N S S"],
        ];
        writeFileSync(join(commandLine.folder, "accounts.txt"), `# ours\n${wabaId} # main\n\n`);
        for (const [args, letters] of ways) {
            commandLine.simulator.clearRequests();
            const { exitCode } = await commandLine.run(["import", ...args, "--overwrite"]);
            assert.equal(exitCode, 0, args.join(" "));
            assert.equal(commandLine.simulator.letters(), letters, args.join(" "));
            assert.equal(importFile().resources.length, 2);
        }
    });

    it("reads 250 numbers of three accounts and tells the progress", async () => {
        const wabaIds = [wabaId, "102290129340399", "102290129340400"];
        commandLine = await SimulatedCommandLine.start({
            accounts: wabaIds.map((id) => ({ id })),
            numbers: Array.from({ length: 250 }, (_, index) => ({
                id: String(106540352240000 + index),
                wabaId: wabaIds[index % 3] ?? wabaId,
                registered: index % 5 !== 0,
            })),
        });
        const { stdout, stderr } = await commandLine.run(["import", "--all"]);
        assert.match(stdout, /^200 numbers to import/);
        assert.equal(stdout.match(/^Left out .* not registered/gm)?.length, 50);
        assert.match(stderr, /^storage of 50 of 200 numbers read$/m);
        assert.match(stderr, /^storage of 200 of 200 numbers read$/m);
        const names = importFile().resources.map(({ name }) => name);
        assert.equal(new Set(names).size, 200);
        assert.deepEqual(
            declarationsIn(text("registrations.ts")).map(({ name }) => name),
            names,
        );
        const letters = commandLine.simulator.letters().split(" ");
        assert.deepEqual(
            ["T", "L", "S"].map((letter) => letters.filter((one) => one === letter).length),
            [1, 3, 200],
        );
    });

    it("asks Meta nothing when it would write over a file", async () => {
        await start(registered);
        writeFileSync(join(commandLine.folder, "registrations.ts"), "// mine\n");
        const { exitCode, stderr } = await commandLine.run(["import", "--waba", wabaId]);
        assert.equal(exitCode, 1);
        assert.match(stderr, /^Cannot write registrations\.ts: it exists already\..*--overwrite/);
        assert.equal(text("registrations.ts"), "// mine\n");
        assert.equal(commandLine.simulator.letters(), "");
    });

    const refused = { kind: "graphError", code: 10, message: "(#10) not for you" } as const;

    it("leaves out a number whose storage Meta refuses to tell, and imports the others", async () => {
        await start(registered);
        const rule = { endpoint: "getSettings", phoneNumberId, fault: refused } as const;
        commandLine.simulator.addFault(rule);
        const { exitCode, stdout } = await commandLine.run(["import", "--waba", wabaId]);
        assert.equal(exitCode, 0);
        assert.match(
            stdout,
            /^Left out 106540352242922 \(Caf.*\): its storage settings cannot be read: .*code 10, "not for you"\. Give the token .* Trace \S+\.$/m,
        );
        assert.deepEqual(
            importFile().resources.map(({ id }) => id),
            ["106540352242923"],
        );
    });

    it("leaves out a named number that Meta does not show, and imports the others", async () => {
        await start(registered);
        const numbers = ["106540352242999", phoneNumberId];
        const args = ["import", "--json", "--number", ...numbers];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 0);
        const { imported, leftOut } = JSON.parse(stdout) as {
            imported: { phoneNumberId: string }[];
            leftOut: { phoneNumberId: string; reason: string }[];
        };
        assert.deepEqual(
            [imported, leftOut].map((some) => some.map((one) => one.phoneNumberId)),
            [[phoneNumberId], ["106540352242999"]],
        );
        assert.match(leftOut[0]?.reason ?? "", /^it cannot be read: .*subcode 33.*Check the phone/);
    });

    it("exits with 1 where the only number is one that Meta refuses to tell of", async () => {
        await start(registered);
        // 368 ends by itself, like a limit of requests, but it is a block of one account.
        for (const [endpoint, code] of [
            ["getPhoneNumber", 10],
            ["getSettings", 10],
            ["getSettings", 368],
        ] as const) {
            commandLine.simulator.addFault({ endpoint, fault: { ...refused, code } });
            const args = ["import", "--number", phoneNumberId];
            const { exitCode, stdout } = await commandLine.run(args);
            assert.equal(exitCode, 1);
            assert.match(
                stdout,
                /^No number can be imported; no file was written\.\nLeft out 1065/,
            );
            assert.ok(!existsSync(join(commandLine.folder, "import.json")));
        }
    });

    it("names what cannot be read where the others could not be either, and writes nothing", async () => {
        await start(registered);
        const ended = { ...refused, code: 190, subcode: 463 };
        const limited = { ...refused, code: 80007 };
        const cut = { kind: "cut", when: "before" } as const;
        const failures: readonly (readonly [FaultRule, readonly string[], RegExp])[] = [
            [{ endpoint: "getPhoneNumber", fault: ended }, ["--number"], /read phone number 1065/],
            [
                { endpoint: "getSettings", fault: ended },
                ["--number"],
                /storage settings of phone number 1065/,
            ],
            [
                { endpoint: "getSettings", fault: limited, times: 4 },
                ["--number"],
                /storage settings of phone number 1065.*code 80007/,
            ],
            [
                { endpoint: "debugToken", fault: refused },
                ["--all", "--number"],
                /accounts of the acc/,
            ],
            [{ endpoint: "getPhoneNumber", fault: cut, times: 4 }, ["--number"], /Run again\.$/m],
        ];
        for (const [rule, args, message] of failures) {
            commandLine.simulator.addFault(rule);
            const { exitCode, stdout, stderr } = await commandLine.run([
                "import",
                ...args,
                phoneNumberId,
            ]);
            assert.deepEqual([exitCode, stdout], [1, ""]);
            assert.match(stderr, message);
            assert.ok(!existsSync(join(commandLine.folder, "import.json")));
        }
    });

    it("says so where the token names no account", async () => {
        await start(registered);
        const tokens = [{ token: "EAA-fake-token", name: "default", wabaIds: [] }];
        commandLine.simulator.changeWorld({ tokens });
        const { exitCode, stderr } = await commandLine.run(["import", "--all"]);
        assert.equal(exitCode, 1);
        assert.match(stderr, /Meta names none\. Name them yourself with --waba\.$/m);
    });

    it("tells an import that the program can have, whatever the folder is called", async () => {
        await start(registered);
        const folders: readonly (readonly [string, string])[] = [
            [".", "./registrations"],
            ["imported", "./imported/registrations"],
            [join(commandLine.folder, "absolute"), "./absolute/registrations"],
        ];
        for (const [output, expected] of folders) {
            const args = ["import", "--waba", wabaId, "--output", output];
            const { stdout } = await commandLine.run(args);
            const [, specifier] =
                /such as with: export { numbers } from "([^"]+)";/.exec(stdout) ?? [];
            assert.equal(specifier, expected, output);
        }
        const nested = join(commandLine.folder, "program");
        mkdirSync(nested);
        const { stdout } = await commandLine.run(
            ["import", "--waba", wabaId, "--output", join("..", "besides")],
            { folder: nested },
        );
        assert.match(stdout, /from "\.\.\/besides\/registrations";/);
    });

    it("imports the numbers of several customers in one run, each with its own token", async () => {
        commandLine = await SimulatedCommandLine.start(twoCustomers);
        const args = ["import", "--all", "--token-name", "first", "second"];
        const { exitCode, stdout } = await commandLine.run(args);
        assert.equal(exitCode, 0, stdout);
        assert.deepEqual(
            importFile().resources.map(({ name, inputs }) => [name, inputs["tokenName"]]),
            [
                ["first-example-shop", "first"],
                ["second-example-shop", "second"],
            ],
        );
        assert.match(
            stdout,
            /^ +printf %s "\$WHATSAPP_ACCESS_TOKEN_SECOND" \| pulumi config set --secret --path whatsapp:accessTokens\.second$/m,
        );
        const reads = commandLine.simulator.requests();
        const secondId = "106540352242924";
        assert.deepEqual(
            [
                ...new Set(
                    reads.filter((one) => one.phoneNumberId === secondId).map(({ token }) => token),
                ),
            ],
            ["second"],
        );
        assert.doesNotMatch(`${stdout}${text("registrations.ts")}`, /EAA-/);
    });

    it("finds a named number with the token that shows it", async () => {
        commandLine = await SimulatedCommandLine.start(twoCustomers);
        const args = ["import", "--number", "106540352242924", "--token-name", "first", "second"];
        assert.equal((await commandLine.run(args)).exitCode, 0);
        assert.deepEqual(
            importFile().resources.map(({ inputs }) => inputs["tokenName"]),
            ["second"],
        );
    });

    it("gives names a prefix, and none that the stack has already", async () => {
        await start([...registered, { ...registered[1], id: "106540352242925" }]);
        const resource = {
            type: "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration",
            urn: "urn:pulumi:dev::numbers::x::eu-example-shop",
            id: "106540352242923",
            outputs: {},
        };
        const state = JSON.stringify({ deployment: { resources: [resource] } });
        writeFileSync(join(commandLine.folder, "state.json"), state);
        const args = ["import", "--waba", wabaId, "--name-prefix", "eu", "--state", "state.json"];
        const { stdout } = await commandLine.run(args);
        assert.deepEqual(
            importFile().resources.map(({ name }) => name),
            ["eu-cafe-zurich-sohne", "eu-example-shop-106540352242925"],
        );
        assert.match(stdout, /^Left out 106540352242923 .*has it already, as eu-example-shop/m);
    });

    it("takes PINs from a file, prints none, and says whose is missing", async () => {
        await start([...registered, withoutStorage]);
        const lines = [
            "id,pin",
            `${phoneNumberId},012345`,
            "# later",
            "106540352242923,012346",
            "",
        ];
        writeFileSync(join(commandLine.folder, "pins.csv"), lines.join("\r\n"));
        const args = ["import", "--waba", wabaId, "--pins", "pins.csv"];
        const { exitCode, stdout, stderr } = await commandLine.run(args);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^No PIN for 106540352242924 .* in pins\.csv: add a line with it\.$/m);
        const [, line = ""] = /^ +(pulumi config set-all .*)$/m.exec(stdout) ?? [];
        const seen = execFileSync("sh", ["-c", line.replace("pulumi", "echo")], {
            cwd: commandLine.folder,
        });
        assert.equal(
            seen.toString().trim(),
            "config set-all --secret=pin-106540352242922=012345 --secret=pin-106540352242923=012346",
        );
        const files = `${text("import.json")}${text("registrations.ts")}`;
        assert.doesNotMatch(`${stdout}${stderr}${files}`, /01234[56]/);
    });

    it("sets the PINs of a few numbers in one line", async () => {
        await start(registered);
        const { stdout } = await commandLine.run(["import", "--waba", wabaId]);
        assert.match(
            stdout,
            /3\. pulumi config set-all --secret pin-106540352242922=… --secret pin-106540352242923=…$/m,
        );
    });

    it("names the line of a wrong PIN, and does not print its text", async () => {
        await start(registered);
        for (const [line, message] of [
            [`${phoneNumberId},12345`, /line 2 is not a PIN\..*leading zero/],
            [`${phoneNumberId};012345`, /line 2 is not a PIN/],
            ["106540352242923,654321", /line 2 names 106540352242923 again/],
        ] as const) {
            const pins = `106540352242923,012346\n${line}\n`;
            writeFileSync(join(commandLine.folder, "pins.csv"), pins);
            const args = ["import", "--waba", wabaId, "--pins", "pins.csv"];
            const { exitCode, stderr } = await commandLine.run(args);
            assert.equal(exitCode, 1);
            assert.match(stderr, message);
            assert.doesNotMatch(stderr, /,12345|;012345|654321/);
        }
        assert.equal(commandLine.simulator.letters(), "");
    });

    it("says so where the folder cannot be written", async () => {
        await start(registered);
        writeFileSync(join(commandLine.folder, "taken"), "");
        const args = ["import", "--number", phoneNumberId, "--output", "taken"];
        const { exitCode, stderr } = await commandLine.run(args);
        assert.equal(exitCode, 1);
        assert.match(stderr, /^Cannot write taken.import\.json and .*: E[A-Z]+\. Name a folder/);
    });

    it("ends where the folder cannot be made, also in a place that never has one", async () => {
        await start(registered);
        writeFileSync(join(commandLine.folder, "taken"), "");
        // On procfs Node makes parent folders again and again, so the command would never end.
        for (const output of ["taken/a/b", "/proc/a", "/proc/a/b"]) {
            const args = ["import", "--number", phoneNumberId, "--output", output];
            const { exitCode, stderr } = await commandLine.run(args);
            assert.equal(exitCode, 1, output);
            assert.match(stderr, /^Cannot write .*: E[A-Z]+\. Name a folder that can be written/);
        }
    });

    it("makes a folder with its parents", async () => {
        await start(registered);
        await commandLine.run(["import", "--number", phoneNumberId, "--output", "a/b/c"]);
        assert.ok(existsSync(join(commandLine.folder, "a/b/c/import.json")));
    });

    const wrong: readonly (readonly [string, readonly string[], number, RegExp])[] = [
        ["no numbers at all", [], 2, /give --waba, --file, --number or --all/],
        ["an account that is none", ["--waba", "main"], 2, /option --waba: .*digits only/],
        ["a line that is no id", ["--file", "accounts.txt"], 1, /line 2 is not an account id/],
    ];
    for (const [what, args, expected, message] of wrong) {
        it(`sends nothing and says what is right for ${what}`, async () => {
            await start(registered);
            writeFileSync(join(commandLine.folder, "accounts.txt"), `${wabaId}\n+41 00\n`);
            const { exitCode, stderr } = await commandLine.run(["import", ...args]);
            assert.equal(exitCode, expected);
            assert.match(stderr, message);
            assert.equal(commandLine.simulator.letters(), "");
        });
    }
});

describe("what import writes", () => {
    it("previews as PINs to take in and nothing else, and is proved by one free request each", async () => {
        const numbers = [...registered, withoutStorage];
        const commandLine = await SimulatedCommandLine.start({ numbers });
        const rig = await Rig.start({ world: { numbers } });
        try {
            await commandLine.run(["import", "--waba", wabaId]);
            const file = readFileSync(join(commandLine.folder, "import.json"), "utf8");
            const program = readFileSync(join(commandLine.folder, "registrations.ts"), "utf8");
            const declared = new Map(declarationsIn(program).map(({ name, args }) => [name, args]));
            for (const { name, id, inputs, outputs } of (JSON.parse(file) as ImportFile)
                .resources) {
                const { failures } = await rig.operation().check({}, inputs);
                assert.deepEqual(failures, []);
                const args = { ...declared.get(name), pin: rig.simulator.number(id).pin };
                const operation = rig.operation();
                const news = await rig.check(args, operation);
                const { changes, replaces } = await operation.diff(id, outputs, news);
                assert.deepEqual([changes, replaces], [true, []]);
                assert.equal(rig.letters(), "");
                const { outs = {} } = await operation.update(id, outputs, news);
                assert.equal(rig.letters(), "N P");
                const next = rig.operation();
                const again = await next.diff(id, outs, await rig.check(args, next));
                assert.equal(again.changes, false);
            }
        } finally {
            await rig.stop();
            await commandLine.stop();
        }
    });
});
