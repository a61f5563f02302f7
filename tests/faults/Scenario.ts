import type { NumberChange, NumberInput, SwitchesInput } from "pulumi-whatsapp-simulator";

import type { Declaration } from "./Declaration";

/** The number of every scenario. */
export const phoneNumberId = "106540352242922";

/** What the number must be after a successful operation. */
export type Goal = "registered" | "deregistered" | "unchanged";

/** An operation on one number, from a known start. */
export interface Scenario {
    readonly name: string;
    /** The number at the start. By default it is verified and was never registered. */
    readonly number?: Omit<NumberInput, "id">;
    readonly switches?: SwitchesInput;
    readonly config?: Readonly<Record<string, string>>;
    /**
     * The declaration of a first `up` without faults; none if the scenario begins with an empty
     * stack.
     */
    readonly before?: Declaration;
    /** What somebody else does then. A refresh follows. */
    readonly outside?: NumberChange;
    /** The operation that meets the faults. */
    readonly operation: "up" | "destroy" | "refresh";
    /** The program's declaration in it, and afterwards. */
    readonly declared: Declaration;
    /** The requests of the operation without a fault, from the foundation's table. */
    readonly letters: string;
    readonly goal: Goal;
    /** Deregisters and registers within one operation. */
    readonly isReplace?: boolean;
    /** Registers a number that is already registered and must not go down. */
    readonly staysUp?: boolean;
    /** The storage already reads as wanted before it is written. So a lost write loses nothing. */
    readonly isWrittenTwice?: boolean;
}

const main: Declaration = { name: "main", phoneNumberId, pin: "012345" };
const CH: Declaration = { ...main, dataLocalizationRegion: "CH" };
const DE: Declaration = { ...main, dataLocalizationRegion: "DE" };
const nowhere: Declaration = { ...main, noStorage: { retentionMinutes: 60 } };
const backup = { data: "fake-backup-data==", password: "fake-backup-password" };
const inSwitzerland = {
    registered: true,
    storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" },
} as const;

const up = { operation: "up", goal: "registered" } as const;

/** The operations. Every step of each meets every fault. */
export const scenarios: readonly Scenario[] = [
    { ...up, name: "create", declared: main, letters: "N S R N" },
    { ...up, name: "create with region", declared: CH, letters: "N S W S R N S" },
    {
        ...up,
        name: "create with region in the body",
        switches: { bodyRegion: "accepted" },
        config: { "whatsapp:localStorageRecipe": "register" },
        declared: CH,
        letters: "N S R N S",
    },
    { ...up, name: "adopt", number: inSwitzerland, declared: CH, letters: "N S" },
    {
        ...up,
        name: "PIN change",
        before: CH,
        declared: { ...CH, pin: "543210" },
        letters: "N P",
    },
    {
        ...up,
        name: "replace",
        before: CH,
        declared: DE,
        letters: "N S P D N W S R N S",
        isReplace: true,
    },
    {
        ...up,
        name: "replace, deleteBeforeReplace",
        before: { ...CH, deleteBeforeReplace: true },
        declared: { ...DE, deleteBeforeReplace: true },
        letters: "N S P D N W S R N S",
        isReplace: true,
    },
    {
        ...up,
        name: "replace by no region",
        before: CH,
        declared: main,
        letters: "N S P D N W S R N",
        isReplace: true,
        isWrittenTwice: true,
    },
    {
        ...up,
        name: "replace by no storage",
        before: CH,
        declared: nowhere,
        letters: "N S P D N W S R N S",
        isReplace: true,
    },
    {
        ...up,
        name: "migrate",
        number: { pin: "012345", onPremises: backup },
        declared: { ...CH, backup },
        letters: "N S W S R N S",
    },
    {
        ...up,
        name: "repair",
        before: CH,
        outside: { registered: false },
        declared: CH,
        letters: "N S W S R N S",
    },
    {
        ...up,
        name: "display name",
        before: CH,
        outside: {
            name: {
                newStatus: "APPROVED",
                newDisplayName: "New Shop",
                newApprovedAt: "2026-11-22T12:00:00.000Z",
            },
        },
        declared: CH,
        letters: "N R N",
        staysUp: true,
    },
    {
        operation: "destroy",
        goal: "deregistered",
        name: "delete",
        before: CH,
        declared: CH,
        letters: "N D N",
    },
    {
        operation: "refresh",
        goal: "unchanged",
        name: "refresh",
        before: CH,
        declared: CH,
        letters: "N S",
    },
];
