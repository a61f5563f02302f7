import assert from "node:assert/strict";

import { playground } from "../../../demo/playground";
import { whatToTypeNext } from "../../../demo/whatToTypeNext";
import { ExampleRun } from "./ExampleRun";

const { phoneNumberId } = playground;

describe("what to type after npm start -- --keep", function () {
    this.timeout(60_000);
    let run: ExampleRun;
    let text: string;

    before(async () => {
        run = await ExampleRun.open("single-number", {});
        const { simulator, stack } = run;
        simulator.changeNumber(phoneNumberId, { pin: "999999", attempts: tenRegistrations() });
        text = whatToTypeNext(simulator);
        for (const [, key = "", value = ""] of text.matchAll(
            /config set (?:--secret )?(\S+) (\S+)/g,
        ))
            stack.setConfig(key, value);
        for (const [, key = "", value = ""] of text.matchAll(/export (\w+)=(\S+)/g))
            stack.setEnv(key, value);
    });

    after(() => run.close());

    it("is enough for the example to register the number", async () => {
        const { exitCode, output } = await run.stack.up();
        assert.equal(exitCode, 0, output);
        assert.equal(run.simulator.number(phoneNumberId).registered, true);
    });

    it("has a call that deregisters the number as somebody else would", async () => {
        const call = /curl -X (\w+) --json '(.+)' (\S+)/.exec(text);
        const [, method = "", body = "", url = ""] = call ?? [];
        const headers = { "Content-Type": "application/json" };
        const answer = await fetch(url, { method, headers, body });
        assert.equal(answer.status, 200);
        assert.equal(run.simulator.number(phoneNumberId).registered, false);
    });
});

function tenRegistrations(): { readonly register: string[] } {
    return { register: Array.from({ length: 10 }, () => new Date().toISOString()) };
}
