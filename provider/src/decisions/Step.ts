import type { GraphError } from "../graph/GraphError";
import type { PhoneNumber } from "../graph/phoneNumber";
import type { OnPremisesBackup } from "../graph/registration";
import type { StorageReading, WantedStorage } from "../graph/settings";
import type { TransportError } from "../graph/TransportError";
import type { KnownRefusal } from "./refusalMemory";
import type { Refusal } from "./refusals";
import type { CountedOperation } from "./spentRequests";

/** A request that reads. */
export type ReadStep = { readonly kind: "readNumber" } | { readonly kind: "readStorage" };

/** A request that writes; sent once, and never repeated because no answer came. */
export type WriteStep =
    | {
          readonly kind: "writeStorage";
          readonly storage: WantedStorage;
          /** On the way back: why the declared storage was given up. */
          readonly givenUp?: Stop | undefined;
      }
    | { readonly kind: "setPin"; readonly pin: string }
    | { readonly kind: "deregister" }
    | {
          readonly kind: "register";
          readonly pin: string;
          /** Where data is to rest by it; none where the registration leaves that as it is. */
          readonly storage?: WantedStorage | undefined;
          readonly isStorageInBody: boolean;
          readonly backup?: OnPremisesBackup | undefined;
          readonly backupMark?: string | undefined;
          readonly givenUp?: Stop | undefined;
      };

/** A pause: until the next look for what a write did, or because Meta asks for one. */
export interface WaitStep {
    readonly kind: "wait";
    readonly ms: number;
    readonly why: "effect" | "meta";
}

/** One thing to do. */
export type Step = ReadStep | WriteStep | WaitStep;

/** Why a reading did not come. */
export type ReadFailure =
    | { readonly kind: "refused"; readonly error: GraphError }
    | { readonly kind: "unanswered" | "notSent"; readonly error: TransportError };

/** What became of a write. */
export type Answer = { readonly kind: "accepted" } | ReadFailure;

/** Why nothing more is done, though the goal is not reached. */
export type Stop =
    /** Meta refused a step, or could not be asked. */
    | { readonly kind: "answered"; readonly step: ReadStep | WriteStep; readonly why: ReadFailure }
    /** A counted request was sent, and its effect did not show. */
    | {
          readonly kind: "unseen";
          readonly operation: CountedOperation;
          readonly unanswered?: TransportError | undefined;
          readonly lost?: ReadFailure | undefined;
      }
    /** A PIN was sent, and no answer came. */
    | { readonly kind: "pinUnknown"; readonly error: TransportError }
    /** The storage was written, and does not show. */
    | {
          readonly kind: "storageUnseen";
          readonly storage: WantedStorage;
          readonly isUnanswered: boolean;
          readonly lost?: ReadFailure | undefined;
      }
    /** The number is registered, and its storage is not as declared or could not be read. */
    | {
          readonly kind: "storageUnproved";
          readonly storage: WantedStorage;
          readonly lost?: ReadFailure | undefined;
      }
    /** No answer came, and a display name still waits. */
    | { readonly kind: "nameUnseen" }
    /** The declared storage was refused, and the number is registered again as before. */
    | { readonly kind: "cameBack"; readonly storage: WantedStorage; readonly first: Stop }
    /** Our own refusal: it would not be right to send this now. */
    | {
          readonly kind: "refused";
          readonly verb: string;
          readonly reasons: readonly Refusal[];
          /** What had failed before, where it is the way back that is refused. */
          readonly after?: Stop;
      }
    /** Meta refused the same before, and its time is not over. */
    | { readonly kind: "remembered"; readonly verb: string; readonly refusal: KnownRefusal };

/** What is learned. */
export type Event =
    | { readonly kind: "number"; readonly reading: PhoneNumber; readonly atMs: number }
    | { readonly kind: "storage"; readonly reading: StorageReading; readonly atMs: number }
    | {
          readonly kind: "readFailed";
          readonly step: ReadStep;
          readonly why: ReadFailure;
          readonly atMs: number;
      }
    | {
          readonly kind: "answer";
          readonly step: WriteStep;
          readonly answer: Answer;
          /** Tells it from another write of the same millisecond. */
          readonly id?: string;
          /** When it was sent; ISO 8601. */
          readonly at: string;
          /** When its answer came; ISO 8601. */
          readonly answeredAt: string;
      }
    | { readonly kind: "waited"; readonly step: WaitStep };
