import type { NumberInput, WorldInput } from "pulumi-whatsapp-simulator";

import { otherPin, pin } from "../Scene";
import { numberStates, type NumberState } from "./numberStates";

/** The accounts of the world. */
export const wabaIds = ["102290129340398", "102290129340399", "102290129340400"] as const;

/** A number of the world, and its state. */
export interface PlacedNumber {
    readonly id: string;
    readonly wabaId: string;
    readonly state: NumberState;
    /** The PIN that the stack's config gives for it. */
    readonly pin: string;
}

/** A world of numbers in three accounts. It has every state in turn, and then begins again. */
export function placedNumbers(count: number): readonly PlacedNumber[] {
    const [first] = numberStates;
    if (first === undefined) throw new Error("there are no states");
    return Array.from({ length: count }, (_none, at) => ({
        id: String(106_540_352_300_000 + at),
        // Each round begins with the next account, so that each state appears in all of them.
        wabaId: wabaIds[(statePlace(at) + Math.floor(at / numberStates.length)) % 3] ?? wabaIds[0],
        state: numberStates[statePlace(at)] ?? first,
        pin: at % 2 === 0 ? pin : otherPin,
    }));
}

/** The world for the simulator. */
export function worldOf(numbers: readonly PlacedNumber[]): WorldInput {
    return {
        accounts: wabaIds.map((id) => ({ id })),
        numbers: numbers.map(inputOf),
    };
}

function statePlace(at: number): number {
    return at % numberStates.length;
}

function inputOf({ id, wabaId, state }: PlacedNumber): NumberInput {
    return { ...state.number, id, wabaId, verifiedName: state.title };
}
