import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { phoneNumberId, SimulatedCommandLine } from "./SimulatedCommandLine";

const [first, second] = ["102290129340398", "102290129340399"];
const stored = (dataLocalizationRegion: "CH" | "DE") => ({
    registered: true,
    storage: { status: "IN_COUNTRY_STORAGE_ENABLED" as const, dataLocalizationRegion },
});
const tokens = [
    { token: "EAA-first-token", name: "first", wabaIds: [first] },
    { token: "EAA-second-token", name: "second", wabaIds: [second] },
];
const world = {
    accounts: [{ id: first }, { id: second }],
    tokens,
    numbers: [
        { id: phoneNumberId, wabaId: first, ...stored("CH") },
        { id: "106540352242923", wabaId: first, registered: true },
        { id: "106540352242924", wabaId: second, ...stored("DE") },
    ],
};

const file = `customers:
  first: { tokenName: first, wabaId: "${first}" }
  second: { tokenName: second, wabaId: "${second}" }
numbers:
  - { name: support, customer: first, phoneNumberId: "${phoneNumberId}", dataLocalizationRegion: CH }
  - { name: orders, customer: first, phoneNumberId: "106540352242923" }
  - { name: shop, customer: second, phoneNumberId: "106540352242924", dataLocalizationRegion: DE }
`;

interface Row {
    readonly phoneNumberId: string;
    readonly kind: string;
    readonly detail: string;
    readonly line?: number;
    readonly name?: string;
}

describe("numbers --numbers", () => {
    let commandLine: SimulatedCommandLine;

    beforeEach(async () => {
        commandLine = await SimulatedCommandLine.start(world);
        commandLine.env["WHATSAPP_ACCESS_TOKEN_FIRST"] = "EAA-first-token";
        commandLine.env["WHATSAPP_ACCESS_TOKEN_SECOND"] = "EAA-second-token";
    });

    afterEach(() => commandLine.stop());

    const run = (text: string, ...more: readonly string[]) => {
        writeFileSync(join(commandLine.folder, "numbers.yaml"), text);
        return commandLine.run(["numbers", "--numbers", "numbers.yaml", ...more]);
    };

    /** The differences, each as `line name kind`. */
    async function differences(text: string, ...more: readonly string[]) {
        const { exitCode, stdout } = await run(text, "--json", ...more);
        const { differences: rows } = JSON.parse(stdout) as { readonly differences: Row[] };
        assert.equal(exitCode, rows.length === 0 ? 0 : 1);
        return rows.map(({ line, name, kind }) => [line, name, kind].join(" ").trim());
    }

    it("finds nothing where everything is as declared, with a list an account", async () => {
        const { exitCode, stdout } = await run(file);
        assert.equal(exitCode, 0);
        assert.equal(stdout, "3 numbers in numbers.yaml: 3 as declared, 0 not; 0 undeclared\n");
        assert.equal(commandLine.simulator.letters(), "L L S S S");
    });

    it("asks for each account and number with its own token", async () => {
        await run(file);
        const used = commandLine.simulator.requests().map(({ token, path }) => `${token} ${path}`);
        assert.equal(used.filter((one) => one.startsWith("first ")).length, 3, used.join("\n"));
        assert.equal(used.filter((one) => one.startsWith("second ")).length, 2);
    });

    it("tells what is missing, undeclared, not registered and stored elsewhere", async () => {
        const { simulator } = commandLine;
        simulator.changeNumber("106540352242924", { registered: false });
        const text = file
            .replace("Region: CH", "Region: DE")
            .replace('"106540352242923"', '"106540352249999"');
        assert.deepEqual(await differences(text), [
            "5 support storage",
            "6 orders missing",
            "7 shop notRegistered",
            "undeclared",
        ]);
    });

    it("shows a person lines, names, and what is there", async () => {
        const { stdout } = await run(file.replace("Region: CH", "Region: DE"));
        const [heading = "", row = "", summary] = stdout.split("\n");
        assert.match(heading, /^LINE +NAME +ID +DIFFERENCE +WHAT IS THERE$/);
        assert.match(row, /^5 +support +106540352242922 +other storage +local storage reads IN_/);
        assert.match(row, /ENABLED in CH, declared region DE$/);
        assert.equal(summary, "3 numbers in numbers.yaml: 2 as declared, 1 not; 0 undeclared");
    });

    it("tells a number that is in another account", async () => {
        commandLine.simulator.changeWorld({ tokens: [{ token: "EAA-first-token", name: "all" }] });
        commandLine.env["WHATSAPP_ACCESS_TOKEN_SECOND"] = "EAA-first-token";
        const text = file.replace("support, customer: first", "support, customer: second");
        assert.deepEqual(await differences(text), ["5 support account"]);
    });

    it("reads a number on its own where the file names no account", async () => {
        const text = file.replaceAll(/, wabaId: "\d+"/g, "");
        assert.deepEqual(await differences(text), []);
        assert.equal(commandLine.simulator.letters().split(" ").sort().join(""), "NNNSSS");
    });

    it("looks for undeclared numbers in accounts of --waba too", async () => {
        const text = file.replace(/ {2}- \{ name: shop.*\n/, "");
        assert.deepEqual(await differences(text), []);
        const token = ["--token-name", "second"];
        assert.deepEqual(await differences(text, "--waba", second, ...token), ["undeclared"]);
    });

    it("goes on with other customers where a token was revoked or is missing", async () => {
        commandLine.simulator.changeWorld({ tokens: tokens.slice(1) });
        assert.deepEqual(await differences(file), ["5 support unread", "6 orders unread"]);
        commandLine.env["WHATSAPP_ACCESS_TOKEN_SECOND"] = undefined;
        assert.equal((await differences(file)).length, 3);
    });

    it("names the lines of a file that cannot be used, and sends nothing", async () => {
        const { exitCode, stderr } = await run(file.replace("Region: CH", "Region: US"));
        assert.equal(exitCode, 1);
        assert.match(stderr, /numbers\.yaml:5: number "support": "US" is not a storage region/);
        assert.equal(commandLine.simulator.letters(), "");
    });

    const LIST_OPTIONS = [
        ["--watch"],
        ["--storage"],
        ["--check"],
        ["--not-registered"],
        ["--region", "CH"],
        ["--state", "state.json"],
    ];
    for (const option of LIST_OPTIONS) {
        it(`refuses ${option.join(" ")}, which is for a list`, async () => {
            const { exitCode, stderr } = await run(file, ...option);
            assert.equal(exitCode, 2);
            assert.match(stderr, new RegExp(`--numbers <file>.*cannot be used.*${option[0]}`));
            assert.equal(commandLine.simulator.letters(), "");
        });
    }

    it("takes one token beside those of the file", async () => {
        const { exitCode, stderr } = await run(file, "--token-name", "first", "second");
        assert.equal(exitCode, 2);
        assert.match(stderr, /--numbers takes one --token-name/);
        assert.equal(commandLine.simulator.letters(), "");
    });
});
