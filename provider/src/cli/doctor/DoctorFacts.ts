import type { AccessToken } from "../../configuration/AccessToken";
import type { LocalStorageRecipeSetting } from "../../configuration/Configuration";
import type { KnownName } from "../../decisions/displayName";
import type { RememberedRefusal } from "../../decisions/refusalMemory";
import type { SpentRequest } from "../../decisions/spentRequests";
import type { Account } from "../../graph/account";
import type { TokenInspection } from "../../graph/debugToken";
import type { PhoneNumber } from "../../graph/phoneNumber";
import type { StorageReading } from "../../graph/settings";
import type { JournalledRefusal } from "./journalledRefusal";
import type { Reading } from "./Reading";

/** Everything that a diagnosis is made from. */
export interface DoctorFacts {
    /** The time to judge by. */
    readonly now: Date;
    /** The version of the Graph API that was asked, such as `v24.0`. */
    readonly graphApiVersion: string;
    /** How regions are to be written. */
    readonly localStorageRecipe: LocalStorageRecipeSetting;
    /** Whether a backup is declared, which migrates numbers from the On-Premises API. */
    readonly hasBackup: boolean;
    /** The token, or why there is none; then there is nothing else either. */
    readonly token: TokenFacts;
    /** The accounts that were looked at. */
    readonly accounts: readonly AccountFacts[];
    /** The numbers that were looked at. */
    readonly numbers: readonly NumberFacts[];
}

/** What is known of the access token. */
export type TokenFacts =
    | { readonly kind: "missing"; readonly cause: string; readonly nextStep: string }
    | {
          readonly kind: "present";
          readonly token: AccessToken;
          readonly inspection: Reading<TokenInspection>;
      };

/** What is known of one account. */
export interface AccountFacts {
    /** Its id. */
    readonly wabaId: string;
    /** Whether the user named it; that it cannot be read is a warning for any other one. */
    readonly isNamed: boolean;
    /** The account itself. */
    readonly account: Reading<Account>;
    /** Whether all its numbers were asked for, and not only some that the user named. */
    readonly isWhole: boolean;
    /** Its numbers; absent where nobody needs to know how many are registered. */
    readonly numbers?: Reading<readonly PhoneNumber[]>;
    /** The ids of the apps that get its webhooks. */
    readonly subscribedAppIds: Reading<readonly string[]>;
}

/** What this machine and the state of a stack remember of one number. */
export interface RememberedOfNumber {
    /** The requests that the journal and the state know. */
    readonly spentRequests: readonly SpentRequest[];
    /** What Meta refused last, where a state knows it. */
    readonly refusal?: RememberedRefusal;
    /** What Meta refused last, where the journal of this machine knows and no given state does. */
    readonly journalledRefusal?: JournalledRefusal;
    /** What a state knows of a display name that waits. */
    readonly name?: KnownName;
}

/** What is known of one number. */
export interface NumberFacts extends RememberedOfNumber {
    /** Its id. */
    readonly phoneNumberId: string;
    /** Whether the user named it; what is wrong with any other one is a warning at most. */
    readonly isNamed: boolean;
    /** The number itself. */
    readonly phoneNumber: Reading<PhoneNumber>;
    /** Its storage, where that was read. */
    readonly storage?: Reading<StorageReading>;
}
