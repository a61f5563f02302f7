import assert from "node:assert/strict";

import { lines } from "../../../examples/several-numbers/lines";
import { playground } from "../../../demo/playground";
import { ExampleRun } from "./ExampleRun";

const { phoneNumberId, pin, accessToken } = playground;

describe("the example production-number", function () {
    this.timeout(120_000);
    let run: ExampleRun;

    beforeEach(async () => {
        run = await ExampleRun.open("production-number", {
            "whatsapp:accessToken": { secret: accessToken },
            "number:phoneNumberId": phoneNumberId,
            "number:pin": { secret: pin },
            "number:dataLocalizationRegion": "CH",
        });
        assert.equal((await run.stack.up()).exitCode, 0);
        assert.equal(run.countedLetters(), "R");
    });

    afterEach(() => run.close());

    it("refuses destroy and another region, and sends nothing", async () => {
        const { stack } = run;
        assert.notEqual((await stack.destroy()).exitCode, 0);
        stack.setConfig("number:dataLocalizationRegion", "DE");
        assert.notEqual((await stack.preview()).exitCode, 0);
        assert.notEqual((await stack.up()).exitCode, 0);
        assert.equal(run.simulator.letters(), "");
        assert.equal(run.simulator.number(phoneNumberId).registered, true);
    });

    it("is unlocked without a request, and then moves", async () => {
        const { stack } = run;
        stack.setConfig("number:unlocked", "true");
        assert.equal((await stack.up()).exitCode, 0);
        assert.equal(run.simulator.letters(), "");
        stack.setConfig("number:dataLocalizationRegion", "DE");
        assert.equal((await stack.up()).exitCode, 0);
        assert.equal(run.countedLetters(), "D R");
    });

    it("moves where the guard is taken away in the same update, as its page warns", async () => {
        const { stack } = run;
        stack.setConfig("number:unlocked", "true");
        stack.setConfig("number:dataLocalizationRegion", "DE");
        assert.equal((await stack.up()).exitCode, 0);
        assert.equal(run.countedLetters(), "D R");
    });

    it("moves where the guard is added in the same update, as its page warns", async () => {
        const { stack } = run;
        stack.setConfig("number:unlocked", "true");
        assert.equal((await stack.up()).exitCode, 0);
        stack.setConfig("number:unlocked", undefined);
        stack.setConfig("number:dataLocalizationRegion", "DE");
        assert.equal((await stack.up()).exitCode, 0);
        assert.equal(run.countedLetters(), "D R");
    });
});

describe("the example several-numbers", function () {
    this.timeout(120_000);
    let run: ExampleRun;

    beforeEach(async () => {
        const pins = Object.fromEntries(Object.keys(lines).map((name) => [name, pin]));
        const accessTokens = { first: "EAA-first-token", second: "EAA-second-token" };
        run = await ExampleRun.open("several-numbers", {
            "whatsapp:accessTokens": { secret: JSON.stringify(accessTokens) },
            "whatsapp:strictPreview": "false",
            "numbers:pins": { secret: JSON.stringify(pins) },
        });
    });

    afterEach(() => run.close());

    it("asks for each number with its own customer's token", async () => {
        const { exitCode, output } = await run.stack.up();
        assert.equal(exitCode, 0, output);
        for (const { phoneNumberId: id, tokenName } of Object.values(lines)) {
            assert.equal(run.simulator.number(id).registered, true);
            const requests = run.simulator.requests().filter((each) => each.phoneNumberId === id);
            assert.deepEqual([...new Set(requests.map(({ token }) => token))], [tokenName]);
        }
    });

    it("registers the others where one customer's number cannot be", async () => {
        const { phoneNumberId: shop } = lines["second-shop"] ?? assert.fail();
        run.simulator.changeNumber(shop, { codeVerificationStatus: "NOT_VERIFIED" });
        const { exitCode } = await run.stack.up({ continueOnError: true });
        assert.notEqual(exitCode, 0);
        const registered = Object.values(lines)
            .map(({ phoneNumberId: id }) => id)
            .filter((id) => run.simulator.number(id).registered);
        assert.deepEqual(registered, ["106540352242922", "106540352242923"]);
        assert.equal(run.simulator.letters(shop).includes("R"), false);
    });
});
