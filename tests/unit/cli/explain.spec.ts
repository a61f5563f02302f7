import assert from "node:assert/strict";

import { GRAPH_ERRORS } from "../../../provider/src/graph/catalogue";
import { commandLineRun } from "./commandLineRun";

describe("explain", () => {
    it("says what a code means, what it costs and what to do next", async () => {
        const { exitCode, stdout, stderr } = await commandLineRun(["explain", "133005"]);
        assert.equal(exitCode, 0);
        assert.equal(stderr, "");
        assert.match(stdout, /^Code 133005 \(pinMismatch\): the PIN is not the number's PIN\.\n/);
        assert.match(stdout, /Cost: {3}counts as one of ten/);
        assert.match(stdout, /Next: {3}Set "pin" to the number's current six digits/);
    });

    it("does not claim to know what a refused token costs, and says what the budget takes it for", async () => {
        for (const code of ["0", "104", "190"]) {
            const { stdout } = await commandLineRun(["explain", code]);
            const costs = stdout.match(/^ {2}Cost: .*$/gm) ?? [];
            assert.ok(costs.length > 0);
            for (const cost of costs) {
                assert.match(cost, /not documented by Meta.*the budget counts it as one of ten/);
            }
        }
    });

    it("takes the code as Meta writes it, with a hash", async () => {
        const { stdout } = await commandLineRun(["explain", "#133016"]);
        assert.match(stdout, /^Code 133016 \(requestLimit\)/);
        assert.match(stdout, /about 72 h/);
    });

    it("lists everything that a code can mean where no subcode is given", async () => {
        const { stdout } = await commandLineRun(["explain", "190", "--json"]);
        const names = (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
        const known = GRAPH_ERRORS.filter(({ graphCode }) => graphCode === 190);
        assert.deepEqual([...names].sort(), known.map(({ name }) => name).sort());
        assert.equal(names[0], "tokenUnusable");
    });

    it("says once what several meanings have in common", async () => {
        const { stdout } = await commandLineRun(["explain", "190"]);
        assert.equal(stdout.match(/^Code 190/gm)?.length, 8);
        assert.equal(stdout.match(/^ {2}Kind:/gm)?.length, 1);
        assert.equal(stdout.match(/^ {2}Next:/gm)?.length, 1);
        assert.doesNotMatch(stdout, /simulator/);
    });

    it("tells one meaning where the subcode is given", async () => {
        const { stdout } = await commandLineRun(["explain", "190", "--subcode", "463"]);
        assert.match(
            stdout,
            /^Code 190, subcode 463 \(tokenExpired\): the access token has expired/,
        );
        assert.equal(stdout.match(/^Code/gm)?.length, 1);
    });

    it("finds the one meaning that Meta's text tells", async () => {
        const text = "(#100) Expected data localization region: 'IN'";
        const { exitCode, stdout } = await commandLineRun(["explain", "100", "--text", text]);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^Code 100, text like .* \(regionExpected\)/);
        assert.match(stdout, /Next: {3}Declare the region that Meta's text names as "dataLocali/);
        assert.equal(stdout.match(/^Code/gm)?.length, 1);
        const other = await commandLineRun(["explain", "100", "--text", "Invalid parameter"]);
        assert.match(other.stdout, /^Code 100 \(invalidParameter\)/);
    });

    it("calls both codes around a verification generic, and takes none for proof", async () => {
        for (const code of ["136024", "136025"]) {
            const { stdout } = await commandLineRun(["explain", code]);
            assert.match(stdout, /refused, for one of several reasons/, code);
            assert.doesNotMatch(stdout, /is verified already/, code);
        }
        const { stdout } = await commandLineRun(["explain", "136024", "--subcode", "2388366"]);
        assert.match(stdout, /may be verified already.*\n.*read the number to be sure/);
    });

    it("says what to do where the account of a number is not assigned", async () => {
        const text = "Unsupported request - method type: post";
        const { stdout } = await commandLineRun(["explain", "100", "--text", text]);
        assert.match(stdout, /^Code 100, text like .* \(accountNotAssigned\)/);
        assert.match(stdout, /Next: {3}Assign the WhatsApp Business account itself/);
    });

    it("says what to do about each error of a migration, On-Premises or between accounts", async () => {
        const steps: readonly (readonly [string, RegExp])[] = [
            ["133001", /Check data and password of `backup`; another .* tried at once/],
            ["133002", /Check data and password of `backup`; another .* tried at once/],
            ["133003", /Check data and password of `backup`; another .* tried at once/],
            ["133007", /Ask for a review in WhatsApp Manager/],
            ["2388012", /npx pulumi-whatsapp numbers"/],
            ["2388091", /Wait as long as Meta's text says/],
            ["2388093", /register it and verify it/],
            ["2388103", /Finish that account in WhatsApp Manager/],
        ];
        for (const [code, step] of steps) {
            const { exitCode, stdout } = await commandLineRun(["explain", code]);
            assert.equal(exitCode, 0, code);
            assert.match(stdout, step, code);
            // A client that is not registered cannot make a new backup.
            assert.doesNotMatch(stdout, /new backup/, code);
        }
    });

    it("tells a business without No Storage from a missing permission, by Meta's text", async () => {
        const text =
            "(#10) Application does not have permission for this action, No storage has not been enabled for this business";
        const { stdout } = await commandLineRun(["explain", "10", "--text", text]);
        assert.match(
            stdout,
            /\(noStorageNotEnabled\): Meta has not enabled No Storage for this bus/,
        );
        assert.match(stdout, /Next: {3}Take "noStorage" away, or ask Meta to enable it/);
        assert.equal(stdout.match(/^Code/gm)?.length, 1);
        const other = await commandLineRun(["explain", "10", "--text", "(#10) no permission"]);
        assert.match(other.stdout, /^Code 10 \(permissionDenied\)/);
    });

    it("advises no recipe for code 12 that may be set already", async () => {
        const { stdout } = await commandLineRun(["explain", "12"]);
        assert.match(
            stdout,
            /registration takes no storage from v21\.0 on.*settings of the number/,
        );
        assert.match(stdout, /whatsapp:graphUrl.*the token's access to them/);
        assert.doesNotMatch(stdout, /set .*"auto"/i);
    });

    it("tells the two kinds of six digits apart where they can be mixed up", async () => {
        const words: readonly (readonly [string, RegExp])[] = [
            ["133005", /not the verification code of an SMS/],
            ["133006", /That code is not the PIN/],
            ["136025", /six digits, which are not the PIN/],
        ];
        for (const [code, word] of words) {
            assert.match((await commandLineRun(["explain", code])).stdout, word, code);
        }
    });

    it("explains every code of the catalogue", async () => {
        for (const { graphCode, graphSubcode, name } of GRAPH_ERRORS) {
            const subcode = graphSubcode === undefined ? [] : ["--subcode", `${graphSubcode}`];
            const { exitCode, stdout } = await commandLineRun([
                "explain",
                `${graphCode}`,
                ...subcode,
            ]);
            assert.equal(exitCode, 0, name);
            assert.match(stdout, new RegExp(`\\(${name}\\)`), name);
        }
    });

    it("exits with 1 for a code that is not in the catalogue", async () => {
        const { exitCode, stdout } = await commandLineRun(["explain", "424242"]);
        assert.equal(exitCode, 1);
        assert.match(stdout, /^Code 424242 \(unknown\): an error that is not in the catalogue/);
    });
});
