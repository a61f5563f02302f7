import assert from "node:assert/strict";

import { phoneNumberId, SimulatedCommandLine } from "./SimulatedCommandLine";

const request = (method: string): readonly string[] => [
    ...["verify", "request", "--number", phoneNumberId],
    ...["--method", method, "--language", "en_US"],
];
const confirm = (code: string): readonly string[] => [
    ...["verify", "confirm", "--number", phoneNumberId, "--code", code],
];

describe("verify", () => {
    let commandLine: SimulatedCommandLine;
    const number = () => commandLine.simulator.number(phoneNumberId);
    const sentCode = (): string => number().code ?? "none";

    beforeEach(async () => {
        commandLine = await SimulatedCommandLine.start({
            numbers: [{ id: phoneNumberId, codeVerificationStatus: "NOT_VERIFIED" }],
        });
    });
    afterEach(async () => {
        await commandLine.stop();
    });

    it("has Meta send a code and confirms it, with one request each", async () => {
        const requested = await commandLine.run(request("SMS"));
        assert.equal(requested.exitCode, 0);
        assert.match(requested.stdout, /as a message \(SMS\).*\n.*verify confirm --number 1065/);
        assert.match(requested.stdout, /The PIN is six other digits/);
        const confirmed = await commandLine.run(confirm(sentCode()));
        assert.equal(confirmed.exitCode, 0);
        assert.equal(number().codeVerificationStatus, "VERIFIED");
        assert.equal(commandLine.simulator.letters(), "C V");
        const [sent] = commandLine.simulator.requests();
        assert.deepEqual(sent?.body, { code_method: "SMS", language: "en_US" });
    });

    it("takes the code with the hyphen of Meta's message", async () => {
        await commandLine.run(request("VOICE"));
        const code = sentCode();
        await commandLine.run(confirm(`${code.slice(0, 3)}-${code.slice(3)}`));
        assert.equal(number().codeVerificationStatus, "VERIFIED");
    });

    it("counts a number that reads as verified as success, in both steps", async () => {
        commandLine.simulator.changeNumber(phoneNumberId, { codeVerificationStatus: "VERIFIED" });
        for (const args of [request("SMS"), confirm("123456")]) {
            const { exitCode, stdout } = await commandLine.run([...args, "--json"]);
            assert.equal(exitCode, 0);
            assert.deepEqual(JSON.parse(stdout), {
                phoneNumberId,
                verified: true,
                wasVerified: true,
            });
        }
        assert.equal(commandLine.simulator.letters(), "C N V N", "read before it is said");
    });

    it("says so to a person, too", async () => {
        commandLine.simulator.changeNumber(phoneNumberId, { codeVerificationStatus: "VERIFIED" });
        const { stdout } = await commandLine.run(request("SMS"));
        assert.match(
            stdout,
            /^Phone number 106540352242922 is verified already; no code is needed/,
        );
    });

    const refusals: readonly (readonly [string, number, number | undefined, RegExp])[] = [
        ["136024 alone", 136024, undefined, /an hour if it says nothing/],
        ["136024 for a verified number", 136024, 2388366, /an hour if it says nothing/],
        ["136024 for too many codes", 136024, 2388367, /Wait as long as Meta's text says/],
        ["136024 for no move", 136024, 2388091, /register it and verify it/],
        ["136024 for a number that is not eligible", 136024, 2388093, /register it and verify it/],
        ["100 for a verified number", 100, 2388366, /an hour if it says nothing/],
        ["136025 alone", 136025, undefined, /ask for new ones with/],
    ];
    for (const [what, code, subcode, nextStep] of refusals) {
        it(`believes the reading and not ${what}`, async () => {
            const fault = { kind: "graphError", code, subcode } as const;
            commandLine.simulator.addFault({ endpoint: "requestCode", fault });
            const { exitCode, stdout, stderr } = await commandLine.run(request("SMS"));
            assert.deepEqual([exitCode, stdout], [1, ""]);
            assert.match(stderr, /^Cannot request a verification code for phone number 1065/);
            assert.match(stderr, /and the number reads code_verification_status NOT_VERIFIED\. /);
            assert.match(stderr, nextStep);
            assert.equal(commandLine.simulator.letters(), "C N");
        });
    }

    it("claims nothing of a number that cannot be read", async () => {
        commandLine.simulator.changeNumber(phoneNumberId, { codeVerificationStatus: "VERIFIED" });
        const fault = { kind: "graphError", code: 200, httpStatus: 403 } as const;
        commandLine.simulator.addFault({ endpoint: "getPhoneNumber", fault });
        const { exitCode, stdout, stderr } = await commandLine.run(request("SMS"));
        assert.deepEqual([exitCode, stdout], [1, ""]);
        assert.match(stderr, /136024.*, and the number cannot be read\. /);
    });

    for (const [typed, sent] of [
        ["sms", "SMS"],
        ["Voice", "VOICE"],
        ["IVR", "IVR"],
        ["ivr", "IVR"],
    ] as const) {
        it(`takes ${typed} for the method, and sends ${sent}`, async () => {
            assert.equal((await commandLine.run(request(typed))).exitCode, 0);
            const [received] = commandLine.simulator.requests();
            assert.equal(received?.body?.["code_method"], sent);
            assert.notEqual(number().code, null);
        });
    }

    it("takes a language of three letters", async () => {
        const args = [...request("SMS").slice(0, -1), "fil"];
        assert.equal((await commandLine.run(args)).exitCode, 0);
        const [received] = commandLine.simulator.requests();
        assert.equal(received?.body?.["language"], "fil");
        assert.notEqual(number().code, null);
    });

    it("fails for a wrong code, says that a PIN is something else, and repeats nothing", async () => {
        await commandLine.run(request("SMS"));
        const wrong = sentCode() === "654321" ? "123456" : "654321";
        const { exitCode, stdout, stderr } = await commandLine.run(confirm(wrong));
        assert.equal(exitCode, 1);
        assert.equal(stdout, "");
        assert.match(stderr, /^Cannot confirm the verification code of phone number 1065.*136025/);
        assert.match(
            stderr,
            /ask for new ones with "npx pulumi-whatsapp verify request"\. .*The PIN is six other digits/,
        );
        assert.ok(!stderr.includes(wrong));
        assert.equal(number().codeVerificationStatus, "NOT_VERIFIED");
    });

    it("explains the two kinds of six digits where Meta refuses them with code 100, too", async () => {
        const message = "(#100) Invalid parameter";
        const fault = { kind: "graphError", code: 100, message } as const;
        commandLine.simulator.addFault({ endpoint: "verifyCode", fault });
        const { stderr } = await commandLine.run(confirm("654321"));
        assert.match(stderr, /Check the six digits.*The PIN is six other digits.*Trace/);
        commandLine.simulator.addFault({
            endpoint: "verifyCode",
            fault: { ...fault, subcode: 33 },
        });
        const unseen = await commandLine.run(confirm("654321"));
        assert.match(unseen.stderr, /Check the phone number id/);
        assert.doesNotMatch(unseen.stderr, /six digits/);
    });

    it("keeps a code and a token out of its words even where Meta repeats them", async () => {
        const message = "no code 654321 for EAA-fake-token";
        const fault = { kind: "graphError", code: 100, message } as const;
        commandLine.simulator.addFault({ endpoint: "verifyCode", fault });
        const { exitCode, stderr } = await commandLine.run(confirm("654321"));
        assert.equal(exitCode, 1);
        assert.match(stderr, /"\[left out: it repeats a secret\]"/);
    });

    it("reads the number after an answer that got lost, and never confirms twice", async () => {
        await commandLine.run(request("SMS"));
        const fault = { kind: "cut", when: "after" } as const;
        commandLine.simulator.addFault({ endpoint: "verifyCode", fault });
        const { exitCode } = await commandLine.run(confirm(sentCode()));
        assert.equal(exitCode, 0);
        assert.equal(commandLine.simulator.letters(), "C V N");
    });

    it("fails where the lost confirmation did not take, and says how to go on", async () => {
        await commandLine.run(request("SMS"));
        const fault = { kind: "cut", when: "before" } as const;
        commandLine.simulator.addFault({ endpoint: "verifyCode", fault });
        const { exitCode, stderr } = await commandLine.run(confirm(sentCode()));
        assert.equal(exitCode, 1);
        assert.match(
            stderr,
            /code_verification_status NOT_VERIFIED\. Run again with the same code/,
        );
    });

    it("says that nothing was sent where Meta cannot be reached", async () => {
        await commandLine.simulator.close();
        for (const args of [request("SMS"), confirm("123456")]) {
            const { exitCode, stderr } = await commandLine.run(args);
            assert.equal(exitCode, 1);
            assert.match(stderr, /connection was refused .*Check the network and --graph-url/);
        }
    });

    it("does not ask for a second code after an answer that got lost", async () => {
        const fault = { kind: "cut", when: "after" } as const;
        commandLine.simulator.addFault({ endpoint: "requestCode", fault });
        const { exitCode, stderr } = await commandLine.run(request("SMS"));
        assert.equal(exitCode, 1);
        assert.match(stderr, /a code may have been sent\. Wait for it before asking again/);
        assert.equal(commandLine.simulator.letters(), "C");
    });

    const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
        ["a code that is too short", confirm("12345"), /option --code must be the six digits/],
        [
            "a language that is none",
            [...request("SMS").slice(0, -1), "English"],
            /option --language must have the form en_US/,
        ],
        ["a method that Meta does not know", request("FAX"), /Allowed choices are SMS, VOICE, IVR/],
        [
            "a phone number in place of its id",
            [...["verify", "confirm", "--code", "123456"], "--number", "+41 00 000 00 00"],
            /option --number: phoneNumberId looks like a phone number/,
        ],
    ];
    for (const [what, args, message] of wrong) {
        it(`sends nothing and exits with 2 for ${what}`, async () => {
            const { exitCode, stdout, stderr } = await commandLine.run(args);
            assert.deepEqual([exitCode, stdout], [2, ""]);
            assert.match(stderr, message);
            assert.ok(!stderr.includes("12345 "));
            assert.equal(commandLine.simulator.letters(), "");
        });
    }

    it("fails without a token and says where it is looked for", async () => {
        const { exitCode, stderr } = await commandLine.run(request("SMS"), { env: {} });
        assert.equal(exitCode, 1);
        assert.match(stderr, /^Cannot find an access token: .* WHATSAPP_ACCESS_TOKEN is not set/);
        assert.equal(commandLine.simulator.letters(), "");
    });
});
