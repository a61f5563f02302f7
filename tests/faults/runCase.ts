import type { EndpointName, Fault } from "pulumi-whatsapp-simulator";

import { Bench, type BenchRun } from "./Bench";
import { countOf } from "./countOf";
import { type Declaration, placeOf } from "./Declaration";
import { dueTime } from "./dueTime";
import { expectationOf, looksForEffect } from "./expectationOf";
import type { StepLetter } from "./FaultClass";
import type { FaultCase } from "./faultMatrix";
import { phoneNumberId, type Scenario } from "./Scenario";

const ENDPOINTS: Readonly<Record<StepLetter, EndpointName>> = {
    N: "getPhoneNumber",
    S: "getSettings",
    W: "setStorage",
    P: "setPin",
    R: "register",
    D: "deregister",
};

// A read is repeated three times. Only a longer fault has an effect.
const READ_ATTEMPTS = 4;
// Short, because a case waits for it. Long enough for requests without a fault on a busy machine.
const SHORT_TIMEOUT_SECONDS = "1";

/** Runs a case on a bench of its own. Returns everything that is wrong, in words. */
export async function runCase(each: FaultCase): Promise<readonly string[]> {
    const { switches, number, config } = each.scenario;
    const world = {
        numbers: [{ id: phoneNumberId, ...number }],
        ...(switches === undefined ? {} : { switches }),
    };
    const bench = await Bench.start({ world });
    Object.assign(bench.config, config);
    try {
        return await new CaseRun(bench, each).run();
    } finally {
        await bench.close();
    }
}

class CaseRun {
    readonly #bench: Bench;
    readonly #case: FaultCase;
    readonly #problems: string[] = [];
    readonly #runs: BenchRun[] = [];
    /** Register and deregister requests of all runs. */
    #counted = 0;
    /** Whether the number was ever in the state. */
    #isStored = false;

    constructor(bench: Bench, each: FaultCase) {
        this.#bench = bench;
        this.#case = each;
    }

    async run(): Promise<readonly string[]> {
        const { scenario, afterwards } = this.#case;
        // Set before the first run, because refresh and destroy use the config in the state.
        if (isTimeout(this.#case.faultClass.fault)) {
            this.#bench.config["whatsapp:requestTimeoutSeconds"] = SHORT_TIMEOUT_SECONDS;
        }
        await this.#prepare(scenario);
        const faulty = await this.#meetFault();
        this.#judge(faulty);
        if (afterwards === "up" || scenario.operation === "refresh") await this.#converge();
        await this.#destroy();
        this.#searchSecrets();
        return this.#problems;
    }

    async #prepare({ before, outside }: Scenario): Promise<void> {
        if (before !== undefined) await this.#up(before);
        if (outside === undefined) return;
        this.#bench.simulator.changeNumber(phoneNumberId, outside);
        await this.#noted(this.#bench.refresh());
    }

    async #meetFault(): Promise<BenchRun> {
        const { scenario, faultClass, isOutage, letter, call, step } = this.#case;
        const { fault } = faultClass;
        const isRead = letter === "N" || letter === "S";
        const { simulator, config } = this.#bench;
        if (isOutage) simulator.addFault({ endpoint: "any", call: step + 1, times: 10_000, fault });
        else {
            const times = isRead ? READ_ATTEMPTS : 1;
            simulator.addFault({ endpoint: ENDPOINTS[letter], call, times, fault });
        }
        const run = await this.#operate(scenario);
        delete config["whatsapp:requestTimeoutSeconds"];
        simulator.clearFaults();
        return run;
    }

    #operate({ operation, declared }: Scenario): Promise<BenchRun> {
        switch (operation) {
            case "up":
                return this.#up(declared);
            case "destroy":
                return this.#noted(this.#bench.destroy());
            case "refresh":
                return this.#noted(this.#bench.refresh());
        }
    }

    #judge(run: BenchRun): void {
        const expected = expectationOf(this.#case);
        const registers = countOf(run, "R");
        const deregisters = countOf(run, "D");
        this.#hold(run.exitCode === expected.exitCode, `exit ${run.exitCode}: ${told(run)}`);
        this.#hold(registers <= expected.mostRegisters, `${registers} registers: ${told(run)}`);
        this.#hold(
            deregisters <= expected.mostDeregisters,
            `${deregisters} deregisters: ${told(run)}`,
        );
        if (run.exitCode === 0) this.#holdGoal(this.#case.scenario, "after the fault");
        this.#holdTruth(run);
    }

    /** The state agrees with the simulator, or says what is still open. */
    #holdTruth(run: BenchRun): void {
        const { scenario } = this.#case;
        const outputs = this.#bench.stack.outputsOf("main");
        if (outputs === undefined) {
            const sent = countOf(run, "R") + countOf(run, "D");
            const mayBeGone = scenario.goal === "deregistered" && run.exitCode === 0;
            this.#hold(sent === 0 || mayBeGone, `no state although it sent: ${told(run)}`);
            return;
        }
        const [state] = this.#bench.stack.registrations.filter((one) => !one.delete);
        const number = this.#bench.simulator.number(phoneNumberId);
        const isOpen = run.exitCode === 1 && (state?.initErrors.length ?? 0) > 0;
        const isSaved = run.exitCode === 0 || isOpen;
        if (!isSaved) return;
        if (scenario.operation === "refresh") return;
        const { registered, regionVerified, pin, pinProvedAt } = outputs;
        const isBlind = this.#case.isOutage || this.#isBlind();
        const agrees = registered === number.registered;
        this.#hold(
            agrees || (isOpen && isBlind),
            `state says registered ${String(registered)}, Meta ${String(number.registered)}`,
        );
        const there = placeOf(number.storage);
        if (regionVerified === true) {
            this.#hold(
                number.registered && there === placeOf(scenario.declared),
                `regionVerified, and the number is in ${String(there)}`,
            );
        }
        if (registered === true && !isOpen) {
            this.#hold(placeOf(outputs) === there, "the region in state is not Meta's");
        }
        if (pinProvedAt !== undefined) {
            this.#hold(pin === number.pin, "the state holds a proved PIN that is not the number's");
        }
        const spent = outputs["spentRequests"];
        const known = Array.isArray(spent) ? spent.length : 0;
        this.#hold(
            known === this.#counted,
            `the state knows ${known} of ${this.#counted} requests`,
        );
    }

    /** Whether the fault hit a reading that should have shown the effect of a write. */
    #isBlind(): boolean {
        return looksForEffect(this.#case) && this.#case.faultClass.graphCode !== undefined;
    }

    /** Runs without the fault: first the run that is due, then one with nothing left to do. */
    async #converge(): Promise<void> {
        const wanted: Scenario = { ...this.#case.scenario, operation: "up", goal: "registered" };
        const run = await this.#whenDue(() => this.#up(wanted.declared));
        this.#hold(run.exitCode === 0, `the due run fails: ${told(run)}`);
        this.#holdGoal(wanted, "after the due run");
        const quiet = await this.#up(wanted.declared);
        this.#hold(
            quiet.exitCode === 0 && quiet.letters === "",
            `the run after that sends "${quiet.letters}": ${told(quiet)}`,
        );
    }

    /** Runs at once. If that is refused, runs once more at the time that the refusal names. */
    async #whenDue(run: () => Promise<BenchRun>): Promise<BenchRun> {
        const first = await run();
        const due = first.exitCode === 0 ? undefined : dueTime(first.errors);
        if (due === undefined) return first;
        const sent = countOf(first, "R") + countOf(first, "D");
        this.#hold(sent === 0, `refused, and sent all the same: ${told(first)}`);
        this.#bench.simulator.clock.set(due);
        return run();
    }

    async #destroy(): Promise<void> {
        // With `deleteBeforeReplace`, a create that failed completely leaves a resource that the
        // engine drops without a call. The documentation of the option says so.
        const isDroppedByEngine = this.#bench.stack.registrations.some(
            ({ pendingReplacement }) => pendingReplacement,
        );
        const run = await this.#whenDue(() => this.#noted(this.#bench.destroy()));
        this.#hold(run.exitCode === 0, `destroy fails: ${told(run)}`);
        const left = this.#bench.stack.registrations.length;
        this.#hold(left === 0, `destroy leaves ${left} resources in the state`);
        if (run.exitCode === 1 || !this.#isStored || isDroppedByEngine) return;
        const { registered } = this.#bench.simulator.number(phoneNumberId);
        this.#hold(!registered, "destroy is done, and the number is still registered");
    }

    #holdGoal({ goal, declared }: Scenario, when: string): void {
        const number = this.#bench.simulator.number(phoneNumberId);
        if (goal === "unchanged") return;
        const wanted = goal === "registered";
        this.#hold(number.registered === wanted, `registered ${String(number.registered)} ${when}`);
        if (!wanted) return;
        const there = placeOf(number.storage);
        const { pin } = declared;
        this.#hold(there === placeOf(declared), `the region is ${String(there)} ${when}`);
        const isPinRight = number.pin === pin || number.pin === null;
        this.#hold(isPinRight, `the PIN is another one ${when}`);
        const outputs = this.#bench.stack.outputsOf("main");
        this.#hold(outputs?.["registered"] === true, `the state does not say registered ${when}`);
        this.#hold(outputs?.["refusal"] === undefined, `a refusal is still remembered ${when}`);
    }

    #searchSecrets(): void {
        const texts = [
            this.#bench.stack.text,
            this.#bench.journalText(),
            ...this.#bench.lines,
            ...this.#runs.flatMap(({ errors }) => errors),
        ];
        const secrets = ["EAA-fake-token", "012345", "543210", "fake-backup"];
        const found = secrets.filter((secret) => texts.some((text) => text.includes(secret)));
        this.#hold(found.length === 0, `in clear: ${found.join(", ")}`);
    }

    #up(declaration: Declaration): Promise<BenchRun> {
        return this.#noted(this.#bench.up([declaration]));
    }

    async #noted(running: Promise<BenchRun>): Promise<BenchRun> {
        const run = await running;
        this.#runs.push(run);
        this.#counted += countOf(run, "R") + countOf(run, "D");
        this.#isStored ||= this.#bench.stack.registrations.length > 0;
        return run;
    }

    #hold(fact: boolean, otherwise: string): void {
        if (!fact) this.#problems.push(otherwise);
    }
}

function isTimeout({ kind }: Fault): boolean {
    return kind === "timeout";
}

function told({ exitCode, letters, errors }: BenchRun): string {
    return `exit ${exitCode}, "${letters}", ${errors.join(" | ")}`;
}
