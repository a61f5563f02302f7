import * as fc from "fast-check";
import type { EndpointName, Fault } from "pulumi-whatsapp-simulator";

/** What somebody else, or Meta, does to a number. */
export const outsideEvents = [
    "deregistered",
    "PIN changed",
    "region changed",
    "registering blocked",
    "deregistering blocked",
    "banned",
    "migrated",
    "removed",
    "verification lost",
    "healed",
] as const;

/** One of them. */
export type OutsideEvent = (typeof outsideEvents)[number];

/** What a person or a pipeline runs with Pulumi. */
export const engineCommands = [
    "preview",
    "up",
    "up --refresh",
    "up, stopped between the halves of a replace",
    "up, deletes in a second process",
    "up, killed before anything is saved",
    "refresh",
    "destroy",
] as const;

/** One of them. */
export type EngineCommand = (typeof engineCommands)[number];

/** A step of a random life of a stack. */
export type ModelCommand =
    | {
          readonly kind: "declare";
          /** The index of the resource, and the index of its number. */
          readonly resource: number;
          readonly number: number;
          /** A region, `nowhere` for No Storage, or none. */
          readonly place: string | undefined;
          readonly pin: string;
      }
    | { readonly kind: "undeclare"; readonly resource: number }
    | { readonly kind: "outside"; readonly number: number; readonly event: OutsideEvent }
    | {
          readonly kind: "fault";
          readonly endpoint: EndpointName;
          readonly call: number;
          readonly times: number;
          readonly fault: Fault;
      }
    | { readonly kind: "wait"; readonly minutes: number }
    | { readonly kind: "run"; readonly command: EngineCommand }
    /**
     * An `up` whose engine and provider are killed. Nothing is saved, and no later request gets
     * through.
     */
    | { readonly kind: "kill"; readonly afterRequests: number };

/** The most numbers of a program. */
export const MOST_NUMBERS = 4;

const index = fc.integer({ min: 0, max: MOST_NUMBERS - 1 });

const declare = fc
    .record({
        resource: index,
        // Sometimes a resource takes the number of another one: a swap or a rename.
        other: fc.option(index, { freq: 6, nil: undefined }),
        place: fc.constantFrom(undefined, "CH", "DE", "SG", "nowhere"),
        pin: fc.constantFrom("012345", "012345", "012345", "543210"),
    })
    .map(({ resource, other, place, pin }): ModelCommand => ({
        kind: "declare",
        resource,
        number: other ?? resource,
        place,
        pin,
    }));

const writeFaults: readonly Fault[] = [
    { kind: "cut", when: "before" },
    { kind: "cut", when: "after" },
    { kind: "successFalse", effect: false },
    { kind: "successFalse", effect: true },
    { kind: "malformed", body: "cutJson", when: "after" },
    ...[1, 4, 10, 12, 190, 131000, 131009, 133000, 133004, 133005, 133010, 133015, 133016].map(
        (code): Fault => ({ kind: "graphError", code }),
    ),
];

// Other failed reads are repeated after real pauses. Hundreds of runs would wait for them.
const readFaults: readonly Fault[] = [3, 10, 100, 190, 200].map((code) => ({
    kind: "graphError",
    code,
    ...(code === 100 ? { subcode: 33 } : {}),
}));

const fault = fc.oneof(
    faultAt(["register", "register", "deregister", "setStorage", "setPin"], writeFaults),
    faultAt(["getPhoneNumber", "getSettings"], readFaults),
);

function faultAt(
    endpoints: readonly EndpointName[],
    faults: readonly Fault[],
): fc.Arbitrary<ModelCommand> {
    return fc
        .record({
            endpoint: fc.constantFrom(...endpoints),
            call: fc.integer({ min: 1, max: 3 }),
            times: fc.integer({ min: 1, max: 3 }),
            fault: fc.constantFrom(...faults),
        })
        .map((rule): ModelCommand => ({ kind: "fault", ...rule }));
}

/** Any step. */
export const modelCommand: fc.Arbitrary<ModelCommand> = fc.oneof(
    { weight: 5, arbitrary: declare },
    {
        weight: 1,
        arbitrary: index.map((resource): ModelCommand => ({ kind: "undeclare", resource })),
    },
    {
        weight: 3,
        arbitrary: fc
            .record({ number: index, event: fc.constantFrom(...outsideEvents) })
            .map((outside): ModelCommand => ({ kind: "outside", ...outside })),
    },
    { weight: 4, arbitrary: fault },
    {
        weight: 2,
        arbitrary: fc
            .constantFrom(1, 6, 31, 121, 481, 1441, 4321)
            .map((minutes): ModelCommand => ({ kind: "wait", minutes })),
    },
    {
        weight: 9,
        arbitrary: fc
            .constantFrom<EngineCommand>(...engineCommands, "up", "up", "up --refresh")
            .map((command): ModelCommand => ({ kind: "run", command })),
    },
    {
        weight: 3,
        arbitrary: fc
            .integer({ min: 1, max: 24 })
            .map((afterRequests): ModelCommand => ({ kind: "kill", afterRequests })),
    },
);
