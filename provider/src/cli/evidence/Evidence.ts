import type { WantedStorage } from "../../graph/settings";

/** Where the predicate is described: a file of this package. */
export const PREDICATE_TYPE = "pkg:npm/pulumi-whatsapp#evidence/evidence-v1.schema.json";

/** The type of an in-toto statement (https://in-toto.io/Statement/v1, read 2026-11-29). */
export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

/** An in-toto statement about the answers of Meta that an evidence is made from. */
export interface EvidenceStatement {
    readonly _type: typeof STATEMENT_TYPE;
    /** The files beside the statement: what was asked for, and each answer that was kept. */
    readonly subject: readonly FileDigest[];
    readonly predicateType: typeof PREDICATE_TYPE;
    readonly predicate: Evidence;
}

/** One file and its digest. */
export interface FileDigest {
    /** Its path in the folder of the evidence. */
    readonly name: string;
    readonly digest: { readonly sha256: string };
}

/** What was asked for, what Meta answered, and who looked. */
export interface Evidence {
    /** When the last answer was read; ISO 8601. */
    readonly madeAt: string;
    readonly madeBy: Maker;
    /** The address of the Graph API. */
    readonly graphUrl: string;
    readonly scope: Scope;
    readonly summary: Summary;
    readonly numbers: readonly NumberEvidence[];
}

/** Who made an evidence, and with what. */
export interface Maker {
    readonly package: { readonly name: string; readonly version: string };
    /** The person or account that ran the command, as the environment or an option says. */
    readonly runBy?: string;
    /** The commit that was checked out. */
    readonly commit?: string;
    /** The run of the pipeline. */
    readonly runUrl?: string;
}

/** Which numbers an evidence is about. */
export interface Scope {
    /** The state that the declarations come from. */
    readonly state?: {
        readonly file: string;
        readonly sha256: string;
        /** How many numbers it declares. */
        readonly numbers: number;
    };
    /** Whether every number of the state was looked at. */
    readonly isWholeState: boolean;
}

/** How many numbers there are of each verdict. */
export type Summary = { readonly numbers: number } & Readonly<Record<Verdict, number>>;

/**
 * How a declaration and a reading compare.
 *
 * - `agrees`: the number is registered, and its data rests where that is declared.
 * - `differs`: it is not registered, or its data rests elsewhere.
 * - `unread`: one of the two could not be read.
 * - `undeclared`: it was read, and there is no declaration to compare it with.
 */
export type Verdict = (typeof VERDICTS)[number];

/** All verdicts, the worst first. */
export const VERDICTS = ["differs", "unread", "undeclared", "agrees"] as const;

/** What is declared of one number. */
export interface DeclaredNumber {
    readonly phoneNumberId: string;
    /** The name of its resource. */
    readonly resource?: string;
    /** The name of its access token, which stands for a customer. */
    readonly tokenName?: string;
    /** The account that it belongs to. */
    readonly wabaId?: string;
    readonly declared: Declared;
}

/** Where data is declared to rest, or why that is not known. */
export type Declared = WantedStorage | { readonly kind: "none"; readonly reason: string };

/** What is known of one number. */
export interface NumberEvidence extends DeclaredNumber {
    readonly verdict: Verdict;
    /** What is not as declared, and what could not be read, as sentences. */
    readonly findings: readonly string[];
    readonly number: Reading<NumberRead>;
    readonly storage: Reading<StorageRead>;
}

/** A reading at Meta, or a reading that failed. */
export interface Reading<T> {
    /** When the answer came, or when it was given up; ISO 8601. */
    readonly at: string;
    /** What the answer says; absent if it could not be read. */
    readonly read?: T;
    /** Why it could not be read. */
    readonly failure?: string;
    /** The answer; absent if none came. */
    readonly answer?: AnswerEvidence;
}

/** An answer of Meta, for anybody who wants to ask Meta about it. */
export interface AnswerEvidence {
    /** The path that was asked, with the version. */
    readonly path: string;
    readonly httpStatus: number;
    readonly versionAsked: string;
    /** The version that answered, where Meta names it. */
    readonly versionServed?: string;
    /** Meta's trace id. */
    readonly fbtraceId?: string;
    /** Digest of the body's bytes. */
    readonly sha256: string;
    /** The file with the body; absent if it repeated a secret and was not kept. */
    readonly file?: string;
}

/** A number as read. */
export interface NumberRead {
    readonly registered: boolean;
    readonly status?: string;
    readonly platformType?: string;
    readonly displayPhoneNumber?: string;
    readonly verifiedName?: string;
    readonly wabaId?: string;
    /** When it was last onboarded, in Meta's form. */
    readonly lastOnboardedTime?: string;
}

/** Storage as read. */
export interface StorageRead {
    readonly state: "on" | "off" | "noStorage" | "unknown";
    /** Meta's word. */
    readonly status?: string;
    readonly dataLocalizationRegion?: string;
    readonly retentionMinutes?: number;
}
