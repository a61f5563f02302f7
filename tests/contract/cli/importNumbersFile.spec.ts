import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readNumbers } from "pulumi-whatsapp/numbers";
import type { NumberInput } from "pulumi-whatsapp-simulator";

import { phoneNumberId, SimulatedCommandLine, wabaId } from "./SimulatedCommandLine";

const storage = {
    status: "IN_COUNTRY_STORAGE_ENABLED" as const,
    dataLocalizationRegion: "CH" as const,
};
const numbers: readonly NumberInput[] = [
    { id: phoneNumberId, registered: true, verifiedName: "Support", storage },
    { id: "106540352242923", registered: true, verifiedName: "Orders" },
    { id: "106540352242924", registered: true, verifiedName: "Support", storage },
];

describe("import --numbers", () => {
    let commandLine: SimulatedCommandLine;
    const at = (file: string): string => join(commandLine.folder, file);
    const text = (file = "numbers.yaml"): string => readFileSync(at(file), "utf8");
    const run = (...more: readonly string[]) =>
        commandLine.run(["import", "--waba", wabaId, "--numbers", "numbers.yaml", ...more]);
    const importedNames = (): readonly string[] =>
        (JSON.parse(text("import.json")) as { resources: { name: string }[] }).resources.map(
            ({ name }) => name,
        );

    beforeEach(async () => {
        commandLine = await SimulatedCommandLine.start({ numbers: [...numbers] });
    });

    afterEach(() => commandLine.stop());

    it("writes the file in place of the program, with the schema in its first line", async () => {
        const { exitCode, stdout } = await run();
        assert.equal(exitCode, 0);
        assert.match(stdout, /^3 numbers to import: import\.json and numbers\.yaml written\./);
        assert.match(stdout, /1\. Load it in the program: loadNumbers\("numbers\.yaml"\)/);
        assert.equal(existsSync(at("registrations.ts")), false);
        const [first = ""] = text().split("\n");
        assert.match(
            first,
            /^# yaml-language-server: \$schema=\.\/node_modules\/pulumi-whatsapp\//,
        );
        const entries = readNumbers(at("numbers.yaml"));
        assert.deepEqual(
            entries.map(({ name, phoneNumberId: id, dataLocalizationRegion: region }) => [
                name,
                id,
                region,
            ]),
            [
                [`support-${phoneNumberId}`, phoneNumberId, "CH"],
                ["orders", "106540352242923", undefined],
                ["support-106540352242924", "106540352242924", "CH"],
            ],
        );
        assert.deepEqual(
            importedNames(),
            entries.map(({ name }) => name),
        );
    });

    const reviewed = `# yaml-language-server: $schema=numbers.json

# Who may call whom: see the contract.
customers:
  zebra: { tokenName: zebra }   # last year's
  first:
    wabaId: "${wabaId}"
    dataLocalizationRegion: CH

numbers:
  # The oldest one.
  - name: orders
    customer: first
    phoneNumberId: "${phoneNumberId}"   # do not move

  - name: striped
    customer: zebra
    phoneNumberId: '106540352249999'
`;

    it("adds what is missing behind its customer's last entry and leaves the rest", async () => {
        writeFileSync(at("numbers.yaml"), reviewed);
        const { exitCode } = await run();
        assert.equal(exitCode, 0);
        const added = `
  # Orders, +41 00 000 00 00
  - name: orders-106540352242923
    customer: first
    phoneNumberId: "106540352242923"
    dataLocalizationRegion: none
  # Support, +41 00 000 00 00
  - name: support-106540352242924
    customer: first
    phoneNumberId: "106540352242924"`;
        const withoutNumbers = (file: string): string =>
            file.replace(/\+41 00 000 00 \d\d/g, "+41 00 000 00 00").replace(/(\S) +#/g, "$1 #");
        const anchor = " # do not move";
        assert.equal(
            withoutNumbers(text()),
            withoutNumbers(reviewed).replace(anchor, `${anchor}\n${added.slice(1)}`),
        );
        assert.deepEqual(importedNames(), [
            "orders",
            "orders-106540352242923",
            "support-106540352242924",
        ]);
    });

    it("gives each number the token that shows it, and says which tokens the stack needs", async () => {
        const [firstId, secondId] = [wabaId, "102290129340399"];
        commandLine.simulator.changeWorld({
            accounts: [{ id: firstId }, { id: secondId }],
            tokens: [
                { token: "EAA-first-token", name: "first", wabaIds: [firstId] },
                { token: "EAA-second-token", name: "second", wabaIds: [secondId] },
            ],
        });
        commandLine.simulator.changeNumber("106540352242924", { wabaId: secondId });
        commandLine.env["WHATSAPP_ACCESS_TOKEN_FIRST"] = "EAA-first-token";
        commandLine.env["WHATSAPP_ACCESS_TOKEN_SECOND"] = "EAA-second-token";
        const file = `customers:
  other: { wabaId: "${secondId}", tokenName: second }
numbers:
  - { name: oldest, phoneNumberId: "${phoneNumberId}", tokenName: theirs, dataLocalizationRegion: CH }
`;
        writeFileSync(at("numbers.yaml"), file);
        const args = ["--all", "--token-name", "first", "second", "--numbers", "numbers.yaml"];
        const { exitCode, stdout } = await commandLine.run(["import", ...args]);
        assert.equal(exitCode, 0);
        const declared = readNumbers(at("numbers.yaml")).map(({ name, customer, tokenName }) => [
            name,
            customer,
            tokenName,
        ]);
        assert.deepEqual(declared, [
            ["oldest", undefined, "theirs"],
            ["first-orders", undefined, "first"],
            ["second-support", "other", "second"],
        ]);
        const { resources } = JSON.parse(text("import.json")) as {
            resources: { name: string; inputs: { tokenName?: string } }[];
        };
        assert.deepEqual(
            resources.map(({ name, inputs }) => [name, inputs.tokenName]),
            declared.map(([name, , tokenName]) => [name, tokenName]),
        );
        assert.equal(text().match(/tokenName: second/g)?.length, 1, "the customer's is enough");
        for (const name of ["theirs", "first", "second"]) {
            assert.match(stdout, new RegExp(`config set --secret --path \\S+\\.${name}$`, "m"));
        }
    });

    it("changes nothing in a file that has everything", async () => {
        await run();
        const before = text();
        await run("--overwrite");
        assert.equal(text(), before);
    });

    it("leaves a declaration that differs, and says what the next up would do", async () => {
        writeFileSync(at("numbers.yaml"), reviewed.replace("Region: CH", "Region: DE"));
        commandLine.simulator.clearRequests();
        const { stdout } = await run();
        assert.match(
            stdout,
            /Look at orders \(\d+\): numbers\.yaml declares region DE and Meta has region CH\. The next "pulumi up" moves it/,
        );
    });

    it("keeps a JSON file JSON", async () => {
        const file = { numbers: [{ name: "orders", phoneNumberId }] };
        writeFileSync(at("numbers.json"), JSON.stringify(file));
        const args = ["import", "--waba", wabaId, "--numbers", "numbers.json"];
        assert.equal((await commandLine.run(args)).exitCode, 0);
        const written = JSON.parse(text("numbers.json")) as typeof file;
        assert.deepEqual(
            written.numbers.map((one) => one.phoneNumberId),
            [phoneNumberId, "106540352242923", "106540352242924"],
        );
    });

    it("asks nothing of Meta for a file that cannot be used, and names its lines", async () => {
        writeFileSync(at("numbers.yaml"), "numbers:\n  - name: a\n    phoneNumberId: 5\n");
        const { exitCode, stderr } = await run();
        assert.equal(exitCode, 1);
        assert.match(
            stderr,
            /Cannot use numbers\.yaml: *\nnumbers\.yaml:3: number "a": phoneNumber/,
        );
        assert.equal(commandLine.simulator.letters(), "");
    });
});
