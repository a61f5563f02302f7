import { describeStorage, describeWanted, storageReadsAs } from "../../decisions/storage";
import {
    type DeclaredNumber,
    type NumberEvidence,
    type NumberRead,
    type Reading,
    type StorageRead,
    type Summary,
    type Verdict,
    VERDICTS,
} from "./Evidence";

/** What was read of one number. */
export interface NumberReadings {
    readonly number: Reading<NumberRead>;
    readonly storage: Reading<StorageRead>;
}

/** Compares what is declared of a number with what was read. */
export function judge(declared: DeclaredNumber, readings: NumberReadings): NumberEvidence {
    const unread = unreadReasons(readings);
    const differences = differencesOf(declared, readings);
    const missing = declared.declared.kind === "none" ? [declared.declared.reason] : [];
    return {
        ...declared,
        verdict: verdictOf({ unread, differences, missing }),
        findings: [...differences, ...unread, ...missing],
        ...readings,
    };
}

type Reasons = Readonly<Record<"unread" | "differences" | "missing", readonly string[]>>;

/** A difference counts more than a missing reading. */
function verdictOf({ unread, differences, missing }: Reasons): Verdict {
    if (differences.length > 0) return "differs";
    if (unread.length > 0) return "unread";
    return missing.length > 0 ? "undeclared" : "agrees";
}

function unreadReasons({ number, storage }: NumberReadings): readonly string[] {
    if (number.failure === storage.failure) {
        return unreadReason("the number and its storage", number);
    }
    return [...unreadReason("the number", number), ...unreadReason("its storage", storage)];
}

function unreadReason(what: string, { failure }: Reading<unknown>): readonly string[] {
    return failure === undefined ? [] : [`${what} could not be read, because ${failure}`];
}

function differencesOf({ declared }: DeclaredNumber, readings: NumberReadings): readonly string[] {
    if (declared.kind === "none") return [];
    const { read: number } = readings.number;
    const { read: storage } = readings.storage;
    return [
        ...(number?.registered === false
            ? ["a registered number is declared, and it is not registered"]
            : []),
        ...(storage !== undefined && !storageReadsAs(storage, declared)
            ? [
                  `${describeWanted(declared)} is declared, and ${describeStorage({ kind: "answered", storage })}`,
              ]
            : []),
    ];
}

/** Counts the verdicts. */
export function summaryOf(numbers: readonly Pick<NumberEvidence, "verdict">[]): Summary {
    const counts = VERDICTS.map((verdict): [Verdict, number] => [
        verdict,
        numbers.filter((one) => one.verdict === verdict).length,
    ]);
    return {
        numbers: numbers.length,
        ...(Object.fromEntries(counts) as Record<Verdict, number>),
    };
}
