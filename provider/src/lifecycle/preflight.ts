import { createHash } from "node:crypto";

import { graphVersionLifetime } from "../configuration/graphVersionLifetime";
import { backupToSend } from "../decisions/backup";
import type { Plan } from "../decisions/budget";
import { describeRefusals, refusalOfEndedVersion, type Refusal } from "../decisions/refusals";
import { readingText, stillHolds, type Retry } from "../decisions/refusalMemory";
import { timeAndDistance } from "../decisions/budget";
import type { NumberSession } from "./NumberSession";
import { OperationFailure, sentence } from "./OperationFailure";
import type { Operation } from "./Operation";
import type { RegistrationInputs, RegistrationState } from "./RegistrationInputs";

/** What is about to be done to a number. */
export interface Intention {
    readonly verb: string;
    readonly plan: Plan;
    /** Reasons against it that are known already. */
    readonly refusals: readonly Refusal[];
}

/** Refuses, with all reasons at once and before anything is sent, what must not be done now. */
export function refuseUnlessSafe(
    operation: Operation,
    session: NumberSession,
    { verb, plan, refusals }: Intention,
): void {
    const all = [
        ...refusals,
        ...session.ledger.refusals(plan),
        ...refusalsOfVersion(operation, session.phoneNumberId),
    ];
    if (all.length === 0) return;
    const attempt = { verb, phoneNumberId: session.phoneNumberId };
    throw new OperationFailure("preflight", sentence(attempt, describeRefusals(all)));
}

function refusalsOfVersion(operation: Operation, phoneNumberId: string): readonly Refusal[] {
    const { graphApiVersion } = operation.configuration;
    const lifetime = graphVersionLifetime(graphApiVersion, operation.host.now());
    if (lifetime.kind !== "ended" || operation.isForced(phoneNumberId)) return [];
    return [refusalOfEndedVersion(graphApiVersion, lifetime.endsAt)];
}

/** Refuses again what Meta refused before, while nothing changed and its time is not over. */
export function refuseRemembered(
    operation: Operation,
    session: NumberSession,
    { olds, inputs }: { readonly olds: RegistrationState; readonly inputs: RegistrationInputs },
): void {
    const { refusal } = olds;
    if (refusal === undefined || operation.isForced(session.phoneNumberId)) return;
    const now = operation.host.now();
    const { localStorageRecipe } = operation.configuration;
    if (!stillHolds(refusal, retryOf(session, { olds, inputs, now, localStorageRecipe }))) return;
    throw new OperationFailure(
        "preflight",
        `${refusal.message} Already refused at ${refusal.at}, next try at ` +
            `${timeAndDistance(refusal.nextTryAt, now)}; nothing was sent. Change what is wrong, ` +
            `or set WHATSAPP_FORCE=${session.phoneNumberId} to try once now.`,
    );
}

/** What a try is made with. */
export interface Attempted {
    readonly olds: RegistrationState | undefined;
    readonly inputs: RegistrationInputs;
    readonly now: Date;
    /** As configured: `auto`, `settings` or `register`. */
    readonly localStorageRecipe: string;
}

/** What a try is for, to compare it with a remembered one. */
export function retryOf(
    session: NumberSession,
    { olds, inputs, now, localStorageRecipe }: Attempted,
): Retry {
    const backupToBeSent = backupToSend(session.phoneNumber ?? {}, inputs.backup, olds);
    return {
        reading: readingText(session.phoneNumber ?? {}),
        hasOtherPin: olds?.pin !== undefined && olds.pin !== inputs.pin,
        dataLocalizationRegion: inputs.dataLocalizationRegion,
        retentionMinutes: inputs.noStorage?.retentionMinutes,
        backupMark: backupMark(session.isMigrating ? inputs.backup : backupToBeSent),
        localStorageRecipe,
        now,
    };
}

// 16 bits tell a corrected backup from the refused one. They say nothing to who has not got the
// data, and who has it can try passwords on that itself.
const MARK_LENGTH = 4;

function backupMark(backup: RegistrationInputs["backup"]): string | undefined {
    if (backup === undefined) return undefined;
    const text = JSON.stringify([backup.data, backup.password]);
    return createHash("sha256").update(text).digest("hex").slice(0, MARK_LENGTH);
}
