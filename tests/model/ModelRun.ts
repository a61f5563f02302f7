import { Bench, type BenchRun } from "../faults/Bench";
import { type Declaration, placeOf } from "../faults/Declaration";
import { dueTime } from "../faults/dueTime";
import { MOST_NUMBERS, type EngineCommand, type ModelCommand } from "./ModelCommand";
import { outsideChange } from "./outsideChange";
import { RequestRules } from "./RequestRules";

const ids = Array.from({ length: MOST_NUMBERS }, (_, index) => `10654035224292${index + 2}`);
const secrets = ["EAA-fake-token", "012345", "543210"];
// Every resource may have a refusal of its own, with a time of its own.
const MOST_WAITS = 2 * MOST_NUMBERS;

/** One random life of a stack, and everything that was wrong in it. */
export class ModelRun {
    readonly #bench: Bench;
    readonly #program = new Map<number, Declaration>();
    readonly #rules = new RequestRules();
    readonly #problems: string[] = [];
    readonly #story: string[] = [];
    /** Numbers that changed since Pulumi last read them. */
    readonly #unseen = new Set<string>();
    /** Numbers with a PIN that somebody else set. */
    readonly #otherPin = new Set<string>();
    /** The last command was an `up` that succeeded, and nothing has happened since. */
    #isQuiet = false;

    private constructor(bench: Bench) {
        this.#bench = bench;
    }

    /** Plays the commands. Then repairs the world and checks that everything ends well. */
    static async play(commands: readonly ModelCommand[]): Promise<readonly string[]> {
        const bench = await Bench.start({ world: { numbers: ids.map((id) => ({ id })) } });
        try {
            return await new ModelRun(bench).#play(commands);
        } finally {
            await bench.close();
        }
    }

    async #play(commands: readonly ModelCommand[]): Promise<readonly string[]> {
        for (const command of commands) await this.#step(command);
        await this.#endWell();
        return this.#problems.length === 0 ? [] : [...this.#problems, ...this.#story];
    }

    async #step(command: ModelCommand): Promise<void> {
        const { simulator } = this.#bench;
        switch (command.kind) {
            case "declare":
                this.#declare(command);
                return;
            case "undeclare":
                this.#isQuiet = false;
                this.#program.delete(command.resource);
                this.#tell(`undeclare r${command.resource}`);
                return;
            case "outside": {
                const id = idOf(command.number);
                const change = outsideChange(command.event, simulator.clock.now());
                simulator.changeNumber(id, change);
                this.#unseen.add(id);
                if (command.event === "PIN changed") this.#otherPin.add(id);
                this.#tell(`outside: ${id} ${command.event}`);
                return;
            }
            case "fault": {
                const { endpoint, call, times, fault } = command;
                simulator.addFault({ endpoint, call, times, fault });
                this.#isQuiet = false;
                this.#tell(`fault: ${endpoint} ${call}+${times} ${JSON.stringify(fault)}`);
                return;
            }
            case "wait":
                simulator.clock.advance({ minutes: command.minutes });
                this.#tell(`wait ${command.minutes} min`);
                return;
            case "kill": {
                // From then on every request gets no answer and has no effect.
                const call = command.afterRequests + 1;
                const fault = { kind: "cut", when: "before" } as const;
                simulator.addFault({ endpoint: "any", call, times: 10_000, fault });
                this.#tell(`killed after ${command.afterRequests} requests:`);
                await this.#run("up, killed before anything is saved");
                simulator.clearFaults();
                return;
            }
            case "run":
                await this.#run(command.command);
                // A fault lasts for one operation only.
                simulator.clearFaults();
        }
    }

    #declare(command: Extract<ModelCommand, { kind: "declare" }>): void {
        const { resource, number, place, pin } = command;
        const phoneNumberId = idOf(number);
        const others = [...this.#program].filter(([key]) => key !== resource);
        if (others.some(([, each]) => each.phoneNumberId === phoneNumberId)) return;
        this.#isQuiet = false;
        const declaration = { name: `r${resource}`, phoneNumberId, pin };
        this.#program.set(resource, { ...declaration, ...declaredPlace(place) });
        this.#tell(
            `declare r${resource} = ${phoneNumberId} ${place ?? "-"} PIN ${pin.slice(0, 2)}…`,
        );
    }

    async #run(command: EngineCommand): Promise<BenchRun> {
        const before = new Set(ids.filter((id) => this.#bench.simulator.number(id).registered));
        const run = await this.#engine(command);
        this.#tell(`${command}: exit ${run.exitCode}, "${run.letters}" ${run.errors.join(" | ")}`);
        this.#problems.push(...this.#rules.take(this.#bench.simulator.requests()));
        this.#holdReadOnly(command, run);
        if (command.startsWith("up")) this.#holdOneDown(before);
        if (run.exitCode === 0) this.#holdSuccess(command, before);
        const isUp = command.startsWith("up");
        const isSilent = run.letters === "" || command === "up --refresh";
        if (this.#isQuiet && isUp) this.#hold(isSilent, `a second up sends "${run.letters}"`);
        this.#isQuiet = isUp && run.exitCode === 0;
        this.#searchSecrets(run);
        return run;
    }

    #searchSecrets({ errors }: BenchRun): void {
        const { stack, lines } = this.#bench;
        const texts = [stack.text, this.#bench.journalText(), ...lines.splice(0), ...errors];
        const shown = secrets.filter((secret) => texts.some((text) => text.includes(secret)));
        this.#hold(shown.length === 0, "a secret is in clear");
    }

    #engine(command: EngineCommand): Promise<BenchRun> {
        const program = [...this.#program.values()];
        switch (command) {
            case "preview":
                return this.#bench.preview(program);
            case "up":
                return this.#bench.up(program);
            case "up --refresh":
                return this.#bench.up(program, { refresh: true });
            case "up, stopped between the halves of a replace":
                return this.#bench.up(program, { stopBetweenReplaceHalves: true });
            case "up, deletes in a second process":
                return this.#bench.up(program, { deleteInSecondProcess: true });
            case "up, killed before anything is saved":
                return this.#bench.killedUp(program);
            case "refresh":
                return this.#bench.refresh();
            case "destroy":
                return this.#bench.destroy();
        }
    }

    #holdReadOnly(command: EngineCommand, { letters }: BenchRun): void {
        if (command === "preview") this.#hold(letters === "", `a preview sends "${letters}"`);
        if (command === "refresh") {
            this.#hold(/^[NS ]*$/.test(letters), `a refresh sends "${letters}"`);
        }
    }

    /**
     * If a declared number was taken down and did not come back, no other declared number is taken
     * down.
     */
    #holdOneDown(before: ReadonlySet<string>): void {
        const { simulator } = this.#bench;
        const declared = [...this.#program.values()].map(({ phoneNumberId }) => phoneNumberId);
        const requests = simulator.requests();
        const taken = (id: string): number =>
            requests.findIndex(
                (one) => one.phoneNumberId === id && one.endpoint === "deregister" && one.effect,
            );
        const stranded = declared.filter(
            (id) => before.has(id) && taken(id) >= 0 && !simulator.number(id).registered,
        );
        this.#hold(stranded.length <= 1, `taken down and left there: ${stranded.join(", ")}`);
    }

    #holdSuccess(command: EngineCommand, before: ReadonlySet<string>): void {
        if (command === "up --refresh") this.#unseen.clear();
        if (!command.startsWith("up")) return;
        for (const declaration of this.#program.values()) {
            const { phoneNumberId: id } = declaration;
            const number = this.#bench.simulator.number(id);
            const isOutOfReach = number.removed || ["BANNED", "MIGRATED"].includes(number.status);
            if (before.has(id)) {
                this.#hold(
                    number.registered,
                    `${id} is declared, and a successful run took it down`,
                );
            }
            if (isOutOfReach || this.#unseen.has(id)) continue;
            this.#hold(number.registered, `${id} is not registered after a successful up`);
            const there = placeOf(number.storage);
            const wanted = placeOf(declaration);
            // A refresh does not ask for the region of a number that is declared without one.
            if (wanted === undefined && there === "JP") continue;
            this.#hold(there === wanted, `${id} is in ${String(there)}, not ${String(wanted)}`);
            if (this.#otherPin.has(id)) continue;
            this.#hold(number.pin === declaration.pin, `${id} has another PIN than is declared`);
        }
    }

    async #endWell(): Promise<void> {
        this.#heal();
        this.#tell("healed");
        for (let run = 0; run < 2; run += 1) {
            const due = await this.#whenDue("up --refresh");
            if (run === 1)
                this.#hold(due.exitCode === 0, `does not converge: ${due.errors.join()}`);
        }
        const third = await this.#run("up");
        this.#hold(third.letters === "", `the third up sends "${third.letters}"`);
        const managed = this.#bench.stack.registrations.map(({ id }) => id);
        const gone = await this.#whenDue("destroy");
        this.#hold(gone.exitCode === 0, `cannot be destroyed: ${gone.errors.join()}`);
        for (const id of gone.exitCode === 0 ? managed : []) {
            const { registered } = this.#bench.simulator.number(id);
            this.#hold(!registered, `${id} is still registered after a destroy`);
        }
    }

    /**
     * What a person repairs: the PIN is the declared one again, and Meta has no reason to refuse.
     */
    #heal(): void {
        const { simulator } = this.#bench;
        simulator.clearFaults();
        const now = simulator.clock.now();
        for (const id of ids) {
            const declared = [...this.#program.values()].find((one) => one.phoneNumberId === id);
            const pin = declared === undefined ? {} : { pin: declared.pin };
            const isManaged = this.#bench.stack.registrations.some((one) => one.id === id);
            // A refused adoption names this way out: deregister the number yourself first.
            const free = isManaged ? {} : { registered: false };
            simulator.changeNumber(id, { ...outsideChange("healed", now), ...pin, ...free });
        }
        this.#isQuiet = false;
    }

    /** Runs, and runs again at the time that a refusal names. */
    async #whenDue(command: EngineCommand): Promise<BenchRun> {
        const { clock } = this.#bench.simulator;
        let run = await this.#run(command);
        for (let waits = 0; waits < MOST_WAITS && run.exitCode === 1; waits += 1) {
            const due = dueTime(run.errors);
            // When Meta reports a block for the first time, only the next refusal names its end.
            const isNewBlock = run.errors.some((text) => text.includes("code 133016"));
            if (due === undefined && !isNewBlock) break;
            if (due !== undefined && due <= clock.now().toISOString()) break;
            if (due !== undefined) clock.set(due);
            run = await this.#run(command);
        }
        return run;
    }

    #hold(fact: boolean, otherwise: string): void {
        if (fact) return;
        this.#problems.push(otherwise);
        this.#tell(`^^^ ${otherwise}`);
    }

    #tell(line: string): void {
        this.#story.push(`    ${line}`);
    }
}

function idOf(number: number): string {
    return ids[number] ?? "";
}

function declaredPlace(place: string | undefined): Partial<Declaration> {
    if (place === "nowhere") return { noStorage: { retentionMinutes: 60 } };
    return place === undefined ? {} : { dataLocalizationRegion: place };
}
