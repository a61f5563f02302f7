import * as assert from "node:assert/strict";

import { CommanderError } from "commander";

import { benchOptions } from "../../bench/benchOptions";

/** The error. What commander prints besides is not shown. */
function refusalOf(args: readonly string[]): CommanderError {
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = () => true;
    try {
        benchOptions(args);
    } catch (error) {
        assert.ok(error instanceof CommanderError);
        return error;
    } finally {
        process.stderr.write = write;
    }
    throw new Error("it was accepted");
}

describe("benchOptions", () => {
    it("measures 100 and 1,000 numbers twice by default, without comparisons", () => {
        const { numbers, rounds, peers } = benchOptions([]);
        assert.deepEqual(
            { numbers, rounds, peers },
            { numbers: [100, 1000], rounds: 2, peers: false },
        );
    });

    it("takes several sizes, after one option or after one each", () => {
        assert.deepEqual(benchOptions(["--numbers", "5", "10"]).numbers, [5, 10]);
        assert.deepEqual(benchOptions(["--numbers", "5", "--numbers", "10"]).numbers, [5, 10]);
    });

    it("compares at 0 and 100 ms, in stacks of up to 1,000, with Pulumi's own parallelism", () => {
        const { latency, stackSize, region, parallel } = benchOptions(["--peers"]);
        assert.deepEqual(
            { latency, stackSize, region, parallel },
            { latency: [0, 100], stackSize: 1000, region: undefined, parallel: undefined },
        );
    });

    it("takes what belongs to a comparison", () => {
        const args = "--peers --latency 0 300 --stack-size 250 --region ch --parallel 64".split(
            " ",
        );
        const { latency, stackSize, region, parallel } = benchOptions(args);
        assert.deepEqual(
            { latency, stackSize, region, parallel },
            { latency: [0, 300], stackSize: 250, region: "CH", parallel: 64 },
        );
    });

    for (const [args, said] of [
        ["--numbers 0", /--numbers.* It must be a count from 1 to 999999\./],
        ["--numbers 1.5", /It must be a count/],
        ["--rounds many", /--rounds.* It must be a count/],
        ["--peers --latency -1", /--latency/],
        ["--peers --latency 1s", /It must be milliseconds, from 0 to 99999\./],
        ["--peers --region US", /Meta does not offer the United States/],
        ["--latency 100", /--latency needs --peers/],
        ["--stack-size 10", /--stack-size needs --peers/],
        ["--parallel 8", /--parallel needs --peers/],
        ["--pears", /unknown option '--pears'/],
        ["100", /too many arguments/],
    ] as const) {
        it(`refuses ${args}, and says why`, () => {
            const { message, exitCode } = refusalOf(args.split(" "));
            assert.match(message, said);
            assert.equal(exitCode, 1);
        });
    }
});
