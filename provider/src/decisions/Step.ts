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

/** A request that writes. The run sends it once, and does not repeat it if no answer comes. */
export type WriteStep =
    | {
          readonly kind: "writeStorage";
          readonly storage: WantedStorage;
          /** On the way back: why the run gave up the declared storage. */
          readonly givenUp?: Stop | undefined;
      }
    | { readonly kind: "setPin"; readonly pin: string }
    | { readonly kind: "deregister" }
    | {
          readonly kind: "register";
          readonly pin: string;
          /** The storage to register with. None if the registration leaves the storage as it is. */
          readonly storage?: WantedStorage | undefined;
          readonly isStorageInBody: boolean;
          readonly backup?: OnPremisesBackup | undefined;
          readonly backupMark?: string | undefined;
          readonly givenUp?: Stop | undefined;
      };

/** A pause before the next look for the effect of a write, or one that Meta asks for. */
export interface WaitStep {
    readonly kind: "wait";
    readonly ms: number;
    readonly why: "effect" | "meta";
}

/** One thing to do. */
export type Step = ReadStep | WriteStep | WaitStep;

/** Why a reading failed. */
export type ReadFailure =
    | { readonly kind: "refused"; readonly error: GraphError }
    | { readonly kind: "unanswered" | "notSent"; readonly error: TransportError };

/** The result of a write. */
export type Answer = { readonly kind: "accepted" } | ReadFailure;

/** Why the run stops before it reaches the goal. */
export type Stop =
    /** Meta refused a step, or Meta could not be reached. */
    | { readonly kind: "answered"; readonly step: ReadStep | WriteStep; readonly why: ReadFailure }
    /** The run sent a counted request, and its effect did not show. */
    | {
          readonly kind: "unseen";
          readonly operation: CountedOperation;
          readonly unanswered?: TransportError | undefined;
          readonly lost?: ReadFailure | undefined;
      }
    /** The run sent a PIN, and no answer came. */
    | { readonly kind: "pinUnknown"; readonly error: TransportError }
    /** The run wrote the storage, and it does not show. */
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
    /** The registration got no answer, and the display name still waits. */
    | { readonly kind: "nameUnseen" }
    /** Meta refused the declared storage, and the number is registered again as before. */
    | { readonly kind: "cameBack"; readonly storage: WantedStorage; readonly first: Stop }
    /** Our own refusal: the run must not send this now. */
    | {
          readonly kind: "refused";
          readonly verb: string;
          readonly reasons: readonly Refusal[];
          /** The earlier failure, if the refusal is of the way back. */
          readonly after?: Stop;
      }
    /** Meta refused the same attempt before, and its pause is not over. */
    | { readonly kind: "remembered"; readonly verb: string; readonly refusal: KnownRefusal };

/** Something that happened in a run. */
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
          /** Tells the write from another one of the same millisecond. */
          readonly id?: string;
          /** When it was sent; ISO 8601. */
          readonly at: string;
          /** When its answer came; ISO 8601. */
          readonly answeredAt: string;
      }
    | { readonly kind: "waited"; readonly step: WaitStep };
