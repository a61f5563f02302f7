import type { SimulatorClock } from "../clock/SimulatorClock";
import { accountOf, blankAccount, type Account } from "./Account";
import { appOf, type App } from "./App";
import { changedNumber } from "./changedNumber";
import { newNumber } from "./newNumber";
import { numberChangeSchema, type NumberChange, type NumberInput } from "./numberSchema";
import { parseInput, worldErrorOf } from "./parseInput";
import type { PhoneNumber } from "./PhoneNumber";
import { changedSwitches, DEFAULT_SWITCHES, type Switches } from "./switches";
import {
    worldChangeSchema,
    worldSchema,
    type AccountInput,
    type TokenInput,
    type WorldInput,
} from "./worldSchema";
import { defaultWorld, type DefaultWorld } from "./defaultWorld";
import { wrongReferences } from "./wrongReferences";

/** All state of the simulator: the objects and how they behave. */
export class World {
    /** The clock of everything in the world. */
    readonly clock: SimulatorClock;
    #app: App;
    #tokens: readonly TokenInput[];
    #switches: Switches;
    readonly #accounts = new Map<string, Account>();
    readonly #numbers = new Map<string, PhoneNumber>();

    /**
     * Makes a world.
     *
     * @param input - the world as a file or a test writes it
     * @param clock - its clock
     * @param subject - the name of the input in errors
     * @throws WorldError naming every place that is wrong
     */
    constructor(input: unknown, clock: SimulatorClock, subject = "the world") {
        const world = withDefaults(parseInput(worldSchema, input, subject));
        const wrong = wrongReferences(world);
        if (wrong.length > 0) throw worldErrorOf(subject, wrong);
        this.clock = clock;
        this.#app = appOf(world.app);
        this.#putAccounts(world.accounts);
        this.#tokens = world.tokens;
        this.#switches = changedSwitches(DEFAULT_SWITCHES, world.switches ?? {});
        this.#putNumbers(world.numbers);
    }

    /** The app that the tokens belong to. */
    get app(): App {
        return this.#app;
    }

    /** The accounts. */
    get accounts(): readonly Account[] {
        return [...this.#accounts.values()];
    }

    /** The tokens. */
    get tokens(): readonly TokenInput[] {
        return this.#tokens;
    }

    /** How undocumented things behave. */
    get switches(): Switches {
        return this.#switches;
    }

    /** The numbers in the order in which they were added, removed ones too. */
    get numbers(): readonly PhoneNumber[] {
        return [...this.#numbers.values()];
    }

    /**
     * The account with an id.
     *
     * @param id - an account id (WABA)
     */
    account(id: string): Account | undefined {
        return this.#accounts.get(id);
    }

    /**
     * Stores a new state of an account.
     *
     * @param account - an account of this world
     */
    putAccount(account: Account): void {
        this.#accounts.set(account.id, account);
    }

    /**
     * The number with an id, removed or not.
     *
     * @param id - a phone number id
     */
    number(id: string): PhoneNumber | undefined {
        return this.#numbers.get(id);
    }

    /**
     * Stores a new state of a number.
     *
     * @param number - a number of this world
     */
    putNumber(number: PhoneNumber): void {
        this.#numbers.set(number.id, number);
    }

    /**
     * Changes a number as somebody else would: without a request and without a count.
     *
     * @param id - its id
     * @param change - what to change; the rest stays
     * @throws WorldError if the number is unknown or the change is wrong
     */
    changeNumber(id: string, change: unknown): void {
        const parsed: NumberChange = parseInput(
            numberChangeSchema,
            change,
            `the change of number ${id}`,
        );
        const wrong = this.#wrongAccount(parsed.wabaId);
        if (wrong !== undefined) throw worldErrorOf(`the change of number ${id}`, [wrong]);
        this.putNumber(changedNumber(this.existingNumber(id), parsed, this.clock.now()));
    }

    /**
     * Changes the app, accounts, the tokens, the switches or numbers, or adds accounts and numbers.
     *
     * @param change - what to change; the rest stays
     * @throws WorldError naming every place that is wrong
     */
    change(change: unknown): void {
        const subject = "the change of the world";
        const {
            app,
            accounts = [],
            tokens,
            switches,
            numbers = [],
        } = parseInput(worldChangeSchema, change, subject);
        const wrong = wrongReferences({
            accounts: [...this.#accountsBeside(accounts), ...accounts],
            tokens: tokens ?? this.#tokens,
            numbers: [...this.#numbersBeside(numbers), ...numbers],
        });
        if (wrong.length > 0) throw worldErrorOf(subject, wrong);
        if (app !== undefined) this.#app = appOf(app, this.#app);
        this.#putAccounts(accounts);
        if (tokens !== undefined) this.#tokens = tokens;
        if (switches !== undefined) this.#switches = changedSwitches(this.#switches, switches);
        this.#putNumbers(numbers);
    }

    /**
     * The number with an id.
     *
     * @param id - a phone number id
     * @throws WorldError if there is none
     */
    existingNumber(id: string): PhoneNumber {
        const number = this.#numbers.get(id);
        if (number !== undefined) return number;
        const known = [...this.#numbers.keys()].join(", ");
        throw worldErrorOf(`number ${id}`, [`the world has none with this id. It has ${known}`]);
    }

    #putAccounts(inputs: readonly AccountInput[]): void {
        for (const input of inputs) {
            const before = this.account(input.id) ?? blankAccount(input.id, this.#app.id);
            this.putAccount(accountOf(input, before));
        }
    }

    #accountsBeside(inputs: readonly AccountInput[]): readonly Account[] {
        return this.accounts.filter(({ id }) => inputs.every((input) => input.id !== id));
    }

    #numbersBeside(inputs: readonly NumberInput[]): readonly PhoneNumber[] {
        return this.numbers.filter(({ id }) => inputs.every((input) => input.id !== id));
    }

    #putNumbers(inputs: readonly NumberInput[]): void {
        const wabaId = this.accounts[0]?.id ?? "";
        // One time for all: numbers that are added together are listed in the order of the input.
        const now = this.clock.now();
        for (const { id, ...input } of inputs) {
            const before = this.number(id);
            this.putNumber(
                before === undefined
                    ? newNumber({ id, ...input }, wabaId, now)
                    : changedNumber(before, input, now),
            );
        }
    }

    #wrongAccount(wabaId: string | undefined): string | undefined {
        if (wabaId === undefined || this.#accounts.has(wabaId)) return undefined;
        return `wabaId ("${wabaId}") is no account of this world. It has ${[...this.#accounts.keys()].join(", ")}`;
    }
}

function withDefaults(world: WorldInput): WorldInput & DefaultWorld {
    const { accounts, tokens, numbers } = defaultWorld();
    return {
        ...world,
        accounts: world.accounts ?? accounts,
        tokens: world.tokens ?? tokens,
        numbers: world.numbers ?? numbers,
    };
}
