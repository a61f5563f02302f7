import type { Budgets } from "../../decisions/budget";
import { isRegistered, outOfReach } from "../../decisions/registrationStatus";
import { storageAsRead } from "../../decisions/storage";
import { withoutUndefined } from "../../graph/jsonObject";
import type { PhoneNumber } from "../../graph/phoneNumber";
import type { StorageReading } from "../../graph/settings";
import type { Refusal } from "../../decisions/refusals";
import type { RefusedUntil } from "../NumberRecords";
import type { ListedNumber } from "./listNumbers";

/** What the journal and a state know of a number. */
export interface NumberRecord {
    readonly budgets: Budgets;
    /** Why nothing is sent for it, if its journal cannot be read. */
    readonly doubt?: Refusal;
    /** What was refused and is not tried again yet. */
    readonly refusals: readonly RefusedUntil[];
}

/** What a row holds besides the number's own reading. */
export interface RowSources {
    /** Whether storage was asked for. */
    readonly withStorage: boolean;
    /** Absent if no state was given. */
    readonly record: NumberRecord | undefined;
}

/** One number as the table and `--json` show it. */
export type NumberRow = ReturnType<typeof numberRowOf>;

/** Puts together what is known of a number; `dataAtRest` only where its storage was asked for. */
export function numberRowOf(
    { phoneNumber: reading, storage, source }: ListedNumber,
    { withStorage, record }: RowSources,
) {
    return withoutUndefined({
        phoneNumberId: reading.id,
        wabaId: reading.wabaId ?? source.wabaId,
        tokenName: source.connection.tokenName,
        displayPhoneNumber: reading.displayPhoneNumber,
        verifiedName: reading.verifiedName,
        registered: isRegistered(reading),
        status: reading.status,
        platformType: reading.platformType ?? reading.hostPlatform,
        codeVerificationStatus: reading.codeVerificationStatus,
        qualityRating: reading.qualityRating,
        dataAtRest: withStorage ? dataAtRestOf(storage) : undefined,
        budget: record?.budgets,
        doubt: record?.doubt,
        refusals: record?.refusals,
        remark: remarkOf(reading),
    });
}

/** A region, or one of the words that `--region` takes beside regions. */
function dataAtRestOf(storage: StorageReading | undefined): string {
    const read = storageAsRead(storage);
    switch (read?.kind) {
        case "region":
            return read.region;
        case "noStorage":
            return "noStorage";
        case "off":
            return "none";
        case undefined:
            return "unknown";
    }
}

/** What is special about a number; undefined if nothing is. */
function remarkOf(reading: PhoneNumber): string | undefined {
    const { status, codeVerificationStatus: ownership, qualityRating: quality } = reading;
    const remarks = [
        ...(status === undefined || status === "CONNECTED" ? [] : [status]),
        ...(ownership === "NOT_VERIFIED" ? ["ownership not verified"] : []),
        ...(quality === "RED" || quality === "YELLOW" ? [`quality ${quality}`] : []),
        ...reachOf(reading),
    ];
    return remarks.length === 0 ? undefined : remarks.join(", ");
}

function reachOf(reading: PhoneNumber): readonly string[] {
    switch (outOfReach(reading)) {
        case "coexistence":
            return ["also in the WhatsApp Business app"];
        case "onPremises":
            return ["on the On-Premises API"];
        case "lost":
            return ["moved, deleted or banned"];
        case undefined:
            return reading.newNameStatus === "APPROVED"
                ? ["an approved name waits for a registration"]
                : [];
    }
}
