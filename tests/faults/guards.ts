/** A guard of the provider, and the text that takes it away. */
export interface Guard {
    /** What it does. */
    readonly name: string;
    /** Below `provider/src`. */
    readonly file: string;
    /** Stands in the file exactly once. */
    readonly text: string;
    /** What stands there when the guard is gone. */
    readonly without: string;
    /** What must notice that it is gone. */
    readonly caughtBy: Catcher;
}

/** Cases of the matrix, by a regular expression of their names, or a spec with one of its facts. */
export type Catcher =
    | { readonly kind: "matrix"; readonly only: string }
    | { readonly kind: "spec"; readonly spec: string; readonly grep?: string };

const matrix = (only: string): Catcher => ({ kind: "matrix", only });
const causes = (grep: string): Catcher => ({
    kind: "spec",
    spec: "tests/faults/causes.spec.ts",
    grep,
});
const model: Catcher = { kind: "spec", spec: "tests/model/model.spec.ts" };
const moves: Catcher = { kind: "spec", spec: "tests/model/moveEveryHour.spec.ts" };
const budgetGuards: readonly Guard[] = [
    {
        name: "an eleventh deregistration is refused",
        file: "decisions/budget.ts",
        text: "if (plan.deregister > 0 && deregister.left < plan.deregister) {",
        without: "if (plan.deregister > 99) {",
        caughtBy: causes("a block on deregistering"),
    },
    {
        name: "one registration is kept in reserve",
        file: "decisions/budget.ts",
        text: "const reserve = plan.bringsBack && mayUseReserve(spent) ? 0 : 1;",
        without: "const reserve = 0;",
        caughtBy: moves,
    },
    {
        name: "a spent registration budget is refused",
        file: "decisions/budget.ts",
        text: "if (register.left < needed || (isBlocked && plan.deregister > 0)) {",
        without: "if (isBlocked && plan.deregister > 0) {",
        caughtBy: moves,
    },
    {
        name: "a block leaves nothing",
        file: "decisions/budget.ts",
        text: "const left = blockEndsMs === undefined ? Math.max(0, REQUESTS_PER_WINDOW - used) : 0;",
        without: "const left = Math.max(0, REQUESTS_PER_WINDOW - used);",
        caughtBy: causes("a block on deregistering"),
    },
    {
        name: "the journal's requests are counted",
        file: "lifecycle/SpentLedger.ts",
        text: "[known, journal.spentRequests(phoneNumberId), this.#sent],",
        without: "[known, this.#sent],",
        caughtBy: causes("a block on deregistering"),
    },
    {
        name: "a request is noted before it leaves",
        file: "lifecycle/SpentLedger.ts",
        text: "journal.begin(request);",
        without: "",
        caughtBy: { kind: "spec", spec: "tests/faults/journal.spec.ts" },
    },
];

const refusalGuards: readonly Guard[] = [
    {
        name: "a remembered refusal of registering is refused again",
        file: "lifecycle/preflight.ts",
        text: "if (!stillHolds(refusal, retryOf(session, { olds, inputs, now, localStorageRecipe }))) return;",
        without: "if (refusal !== undefined) return;",
        caughtBy: causes("a wrong PIN"),
    },
    {
        name: "a remembered refusal of deregistering is refused again",
        file: "lifecycle/delete.ts",
        text: "refuseRemembered(operation, session.phoneNumberId, spent);",
        without: "",
        caughtBy: causes("131000 on deregister,"),
    },
    {
        name: "what is wrong input waits a day",
        file: "decisions/refusalMemory.ts",
        text: "if (WRONG_INPUT.has(graphCode)) return DAY_MS;",
        without: "",
        caughtBy: causes("a wrong PIN"),
    },
    {
        name: "the pauses grow",
        file: "decisions/refusalMemory.ts",
        text: "return MAY_HEAL_AFTER_MS[attempts - 1] ?? DAY_MS;",
        without: "return MAY_HEAL_AFTER_MS[0];",
        caughtBy: causes("131000 on register,"),
    },
    {
        name: "an unverified number is refused before anything is sent",
        file: "decisions/refusals.ts",
        text: "if (isUnverified && !isRegistered(reading)) refusals.push(NOT_VERIFIED);",
        without: "",
        caughtBy: causes("an unverified number"),
    },
];

const readingGuards: readonly Guard[] = [
    {
        name: "a number that is registered as declared is adopted",
        file: "lifecycle/create.ts",
        text: "if (this.#isAsDeclared(storage)) return this.#adopt();",
        without: "",
        caughtBy: matrix("^adopt: .*then up"),
    },
    {
        name: "a number that reads deregistered is not deregistered",
        file: "lifecycle/delete.ts",
        text: "if (!isRegistered(reading) && !isIncomplete) return;",
        without: "",
        caughtBy: matrix("^replace: R1 131000, then destroy"),
    },
    {
        name: "a number that is still declared is left alone by delete",
        file: "lifecycle/delete.ts",
        text: "if (operation.isDeclared(id)) {",
        without: 'if (id === "") {',
        caughtBy: matrix("^replace: P1 cut before"),
    },
    {
        name: "another process's declarations count",
        file: "lifecycle/Operation.ts",
        text: "this.#operationNotes.isDeclaredElsewhere(phoneNumberId)",
        without: "false",
        caughtBy: model,
    },
    {
        name: "a registration is success only when it reads so",
        file: "lifecycle/NumberSession.ts",
        text: 'await this.#settle("register", outcome, true);',
        without: "",
        caughtBy: matrix("^create: R1 cut before"),
    },
    {
        name: "a deregistration is success only when it reads so",
        file: "lifecycle/NumberSession.ts",
        text: 'await this.#settle("deregister", outcome, false);',
        without: "",
        caughtBy: matrix("^delete: D1 cut before"),
    },
    {
        name: "a region is read back after the registration",
        file: "lifecycle/bringUp.ts",
        text: "if (isProvedOff) return;",
        without: "if (isProvedOff || region !== undefined) return;",
        caughtBy: matrix("^create with region: S3 "),
    },
    {
        name: "a deregistration that only the journal knows is drift",
        file: "lifecycle/diff.ts",
        text: "return isUnseen ? { ...state, registered: false } : state;",
        without: "return state;",
        caughtBy: matrix("^delete: N2 190, then up"),
    },
];

const replaceGuards: readonly Guard[] = [
    {
        name: "the PIN is proved before the number goes down",
        file: "lifecycle/replaceRegistration.ts",
        text: "if (hasPin) await session.setPin(declared.pin);",
        without: "",
        caughtBy: matrix("^replace: P1 133010"),
    },
    {
        name: "there is no way back where the caller is refused",
        file: "lifecycle/replaceRegistration.ts",
        text: "if (NO_WAY_BACK.has(graphCode) || isPermission(graphCode)) return false;",
        without: "",
        caughtBy: matrix("^replace: W1 190"),
    },
    {
        name: "there is a way back where the region is refused only",
        file: "lifecycle/replaceRegistration.ts",
        text: "return graphCode === REGION_NOT_TAKEN || OTHER_REGION_EXPECTED.test(wordsOf(graphError));",
        without: "return true;",
        caughtBy: matrix("^replace: R1 133005"),
    },
    {
        name: "no other number is taken down after one that did not come back",
        file: "lifecycle/Operation.ts",
        text: "if (isDown()) this.#stranded = phoneNumberId;",
        without: "",
        caughtBy: { kind: "spec", spec: "tests/model/oneDown.spec.ts" },
    },
    {
        name: "a backup serves one migration",
        file: "decisions/backup.ts",
        text: "return isBegun || isNew ? backup : undefined;",
        without: "return backup;",
        caughtBy: { kind: "spec", spec: "tests/contract/lifecycle/migration.spec.ts" },
    },
    {
        name: "a display name counts as registered only where that was seen",
        file: "lifecycle/NumberSession.ts",
        text: 'if (outcome.kind === "accepted" || !wasRegistered) this.#registeredAt = at;',
        without: "this.#registeredAt = at;",
        caughtBy: matrix("^display name: R1"),
    },
    {
        name: "storage that was never read back is looked at again",
        file: "decisions/changesBetween.ts",
        text: "regionVerified: olds.regionVerified === false && declaresStorage(news),",
        without: "regionVerified: false,",
        caughtBy: { kind: "spec", spec: "tests/contract/lifecycle/openEnds.spec.ts" },
    },
    {
        name: "what was sent is saved, although the operation failed",
        file: "lifecycle/create.ts",
        text: "return isCounted || (this.#wasRegistered && hasTakenEffect);",
        without: "return false;",
        caughtBy: matrix("^create: R1 133005"),
    },
];

/**
 * The guards, to be taken away one at a time. A text that no longer stands in its file fails the
 * run: the list has to follow the code.
 */
export const guards: readonly Guard[] = [
    ...budgetGuards,
    ...refusalGuards,
    ...readingGuards,
    ...replaceGuards,
];
