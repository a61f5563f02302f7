import assert from "node:assert/strict";

import type { Fault, FaultRule, NumberInput } from "pulumi-whatsapp-simulator";

import {
    Fleet,
    type FleetOptions,
    type FleetRefresh,
    onboardedOneByOne,
    type RefreshOptions,
    swissNumbers,
} from "../contract/coalescing/Fleet";
import { type FaultClass, faultClasses } from "./FaultClass";
import { inParallel } from "./inParallel";

const AT_ONCE = 16;

/** A read is repeated three times. */
const READ_ATTEMPTS = 4;

const COUNT = 112;
const otherAccount = "102290129340399";

/** A refresh with a fault. Single reads show what the state must be. */
interface Case {
    readonly name: string;
    readonly fleet?: Partial<FleetOptions>;
    readonly refresh?: RefreshOptions;
    /**
     * Starts the fault of the coalesced refresh. With `isOracles` it also starts it for single
     * reads.
     */
    readonly begin?: (fleet: Fleet) => void;
    readonly isOracles?: boolean;
    /** A request that must be in the coalesced refresh, as a proof that the fault was met. */
    readonly met: RegExp | ((requests: FleetRefresh["requests"]) => boolean);
}

describe("a refresh with coalesced reads and a fault", () => {
    it("leaves the state that single reads leave, byte for byte", async function () {
        this.timeout(300_000);
        const failures = await inParallel(allCases(), AT_ONCE, problemsOf);
        assert.deepEqual(failures.flat(), []);
    });

    it("asks no further where Meta asks to wait for long", async () => {
        const limited = await Fleet.start({ numbers: numbers() });
        const before = (index: number): void => {
            if (index !== 60) return;
            const usage = { limitReached: true, minutesToRegainAccess: 5 };
            limited.rig.simulator.changeWorld({ switches: { usage } });
            limited.rig.simulator.clearRequests();
        };
        const { states, counted } = await limited.refresh({ parallel: 1, before });
        const { states: whole } = await singleReads({});
        await limited.stop();
        const texts = Object.entries(states);
        const failed = texts.filter(([, text]) => text.includes("asks to wait 5 min"));
        assert.ok(failed.length > 10, `${failed.length} failed`);
        const others = texts.filter((each) => !failed.includes(each));
        assert.deepEqual(
            others.filter(([id, text]) => text !== whole[id]),
            [],
        );
        assert.ok(counted < 60, `${counted} requests were sent after Meta refused the first`);
    });
});

/** A list that begins with the last number, read one number after the other. */
const fromOtherEnd = {
    fleet: { numbers: onboardedOneByOne(numbers(), "last") },
    refresh: { parallel: 1 },
} satisfies Partial<Case>;

function allCases(): readonly Case[] {
    return [...faultCases(), ...worldCases()];
}

/** Every fault of a read, in every kind of request that a coalesced refresh sends. */
function faultCases(): readonly Case[] {
    const classes = [...faultClasses.filter(({ at }) => at.includes("S")), ...waiting];
    return classes.flatMap(({ name, fault }) => [
        atEndpoint(`the list: ${name}`, fault, { endpoint: "listPhoneNumbers" }),
        atEndpoint(`the list, for good: ${name}`, fault, {
            endpoint: "listPhoneNumbers",
            times: READ_ATTEMPTS,
        }),
        atEndpoint(`the second page: ${name}`, fault, { endpoint: "listPhoneNumbers", call: 2 }),
        {
            ...atEndpoint(`the other end of the list: ${name}`, fault, {
                endpoint: "listPhoneNumbers",
                call: 2,
            }),
            ...fromOtherEnd,
        },
        atEndpoint(`the first batch: ${name}`, fault, { endpoint: "batch" }),
        atEndpoint(`the second batch: ${name}`, fault, { endpoint: "batch", call: 2 }),
        atNumber(`a call of a batch: ${name}`, fault, 1),
        atNumber(`the storage of a number, for good: ${name}`, fault, 99),
    ]);
}

/** A gateway that asks to wait. Then all reads of the account wait. */
const waiting: readonly Pick<FaultClass, "name" | "fault">[] = [
    { name: "Retry-After", fault: { kind: "status", httpStatus: 429, retryAfterSeconds: 1 } },
];

type Place = Omit<FaultRule, "fault">;

function atEndpoint(name: string, fault: Fault, place: Place): Case {
    const begin = ({ rig }: Fleet): void => {
        rig.simulator.addFault({ ...place, fault });
    };
    const { call = 1, endpoint, phoneNumberId } = place;
    const met = (requests: FleetRefresh["requests"]): boolean =>
        requests.filter(
            (request) =>
                request.endpoint === endpoint &&
                (phoneNumberId === undefined || request.phoneNumberId === phoneNumberId),
        ).length >= call;
    return { name, begin, met };
}

/** The fault comes first in a batch. If it lasts, the read of that number alone meets it, too. */
function atNumber(name: string, fault: Fault, times: number): Case {
    const place = { endpoint: "getSettings", phoneNumberId: idAt(30), times } as const;
    return { ...atEndpoint(name, fault, place), isOracles: times > READ_ATTEMPTS };
}

/** Changes in Meta's world. */
function worldCases(): readonly Case[] {
    const change = (fleet: Fleet, index: number, to: object): void => {
        fleet.rig.simulator.changeNumber(idAt(index), to);
    };
    const onlyNumbers = {
        token: "EAA-fake-token",
        name: "default",
        wabaIds: [],
        phoneNumberIds: numbers().map(({ id }) => id),
    };
    const withoutTheHundredth = numbers()
        .map(({ id }) => id)
        .filter((id) => id !== idAt(99));
    return [
        { name: "nothing goes wrong", met: /^N.* L.* M/ },
        { name: "one after the other", refresh: { parallel: 1 }, met: /^N S N S N S L .*M/ },
        { name: "no batches", refresh: { mode: "list" }, met: / L / },
        {
            name: "a token without the list",
            fleet: { world: { tokens: [onlyNumbers] } },
            met: / L/,
        },
        {
            name: "a field that is not known",
            fleet: { world: { switches: { unknownFields: ["is_pin_enabled"] } } },
            met: /N/,
        },
        {
            name: "a field that the list does not know",
            begin: ({ rig }) => {
                const message = "(#100) Tried accessing nonexisting field (is_pin_enabled)";
                const fault = { kind: "graphError", code: 100, message } as const;
                rig.simulator.addFault({ endpoint: "listPhoneNumbers", times: 99, fault });
            },
            met: / L/,
        },
        {
            name: "a list that begins at its other end",
            ...fromOtherEnd,
            met: /^N S N S N S L L .*M/,
        },
        {
            name: "a list that cannot be sorted",
            ...fromOtherEnd,
            begin: ({ rig }) => {
                const message = "(#100) Param sort must be one of {}";
                const fault = { kind: "graphError", code: 100, message } as const;
                rig.simulator.addFault({ endpoint: "listPhoneNumbers", call: 2, fault });
            },
            met: /^N S N S N S L L L/,
        },
        {
            name: "a number that has moved to another account",
            begin: (fleet) => {
                change(fleet, 40, { wabaId: otherAccount });
            },
            isOracles: true,
            met: / L/,
        },
        {
            name: "a page whose cursor goes away",
            fleet: { ids: withoutTheHundredth },
            refresh: {
                parallel: 1,
                mode: "list",
                before: (index, fleet) => {
                    if (index === 50) change(fleet, 99, { removed: true });
                },
            },
            isOracles: true,
            met: / L/,
        },
        {
            name: "numbers that come and go between two pages",
            fleet: { ids: withoutTheHundredth },
            refresh: {
                parallel: 1,
                mode: "list",
                before: (index, fleet) => {
                    if (index !== 50) return;
                    change(fleet, 0, { wabaId: otherAccount });
                    change(fleet, 105, { wabaId: otherAccount });
                },
            },
            isOracles: true,
            met: / L/,
        },
        {
            name: "a write between list and use",
            refresh: {
                parallel: 1,
                before: async (index, fleet, provider) => {
                    if (index === 10) await provider.delete(idAt(20), fleet.stateOf(idAt(20)));
                },
            },
            isOracles: true,
            met: / D /,
        },
    ];
}

async function problemsOf(each: Case): Promise<readonly string[]> {
    const coalesced = await refreshed(each, each);
    const single = await singleReads(each);
    const { requests } = coalesced;
    const letters = requests.map(({ letter }) => letter).join(" ");
    const isMet = each.met instanceof RegExp ? each.met.test(letters) : each.met(requests);
    const differing = Object.keys(single.states).filter(
        (id) => withoutRequestIds(coalesced.states[id]) !== withoutRequestIds(single.states[id]),
    );
    const told = differing
        .slice(0, 2)
        .map((id) => `${coalesced.states[id]}, not ${single.states[id]}`);
    return [
        ...told.map((text) => `${each.name}: ${text}`),
        ...(isMet ? [] : [`${each.name}: not met by ${letters}`]),
        ...warningsOf(coalesced)
            .filter((text) => !warningsOf(single).includes(text))
            .map((text) => `${each.name}: warns "${text}"`),
    ];
}

/** Each of the two has other ids for the requests that it sent. */
function withoutRequestIds(state: string | undefined): string | undefined {
    return state?.replace(/"id":"[0-9a-f]{8}"/g, '"id":""');
}

const ordinaryFleet: Partial<FleetOptions> = {};

/** The results of single reads without a fault, by what was read. */
const faultless = new Map<Partial<FleetOptions>, Promise<FleetRefresh>>();

/** The result of single reads, for comparison. */
function singleReads(each: Partial<Case>): Promise<FleetRefresh> {
    const { fleet = ordinaryFleet, refresh, isOracles = false } = each;
    const off = { parallel: refresh?.parallel ?? 8, mode: "off" } as const;
    if (isOracles) return refreshed(each, { ...each, refresh: { ...refresh, ...off } });
    const known = faultless.get(fleet) ?? refreshed({ fleet }, { refresh: off });
    faultless.set(fleet, known);
    return known;
}

async function refreshed(
    { name = "", fleet: options }: Partial<Case>,
    { refresh, begin }: Partial<Case>,
): Promise<FleetRefresh> {
    const fleet = await Fleet.start(optionsOf(options));
    try {
        if (name.includes("timeout")) fleet.rig.config["whatsapp:requestTimeoutSeconds"] = "1";
        begin?.(fleet);
        return await fleet.refresh(refresh);
    } finally {
        await fleet.stop();
    }
}

function warningsOf({ lines }: FleetRefresh): readonly string[] {
    return lines.filter(({ severity }) => severity === "warning").map(({ message }) => message);
}

function optionsOf(options: Partial<FleetOptions> = {}): FleetOptions {
    const accounts = [{ id: "102290129340398" }, { id: otherAccount }];
    return { numbers: numbers(), ...options, world: { accounts, ...options.world } };
}

function idAt(index: number): string {
    return String(100_000_000_000 + index);
}

/**
 * Numbers of every kind: as declared, elsewhere, offline, in trouble, and with a name that quotes a
 * PIN.
 */
function numbers(): readonly NumberInput[] {
    const kinds: readonly Partial<NumberInput>[] = [
        {},
        { registered: false },
        { storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "DE" } },
        { storage: { status: "DEFAULT" } },
        { verifiedName: "Shop 012345" },
        { verifiedName: "Caf\u00e9 \u202e" },
        { status: "BANNED" },
        { isOnBizApp: true },
        { qualityRating: "RED" },
        {
            name: {
                newStatus: "APPROVED",
                newDisplayName: "New",
                newApprovedAt: "2026-11-22T12:00:00.000Z",
            },
        },
    ];
    return swissNumbers(COUNT).map((number, index) => ({
        ...number,
        // Meta lists the number first that was onboarded last. Here all came at the same time, long
        // ago.
        onboardedAt: "2026-10-20T12:00:00.000Z",
        // The first few are as declared, because a stack begins with them.
        ...(index < 3 ? {} : kinds[index % kinds.length]),
    }));
}
