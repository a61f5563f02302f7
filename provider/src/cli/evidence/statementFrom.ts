import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { EvidenceStatement } from "./Evidence";

/** The files of this package that an evidence is made with; three folders up, compiled or not. */
export const EVIDENCE_FOLDER = join(__dirname, "../../../evidence");

const SCHEMA_FILE = join(EVIDENCE_FOLDER, "evidence-v1.schema.json");

/** A value that is a statement of the published schema, or what is wrong with it. */
export type StatementReading =
    | { readonly kind: "statement"; readonly statement: EvidenceStatement }
    | { readonly kind: "problem"; readonly reason: string };

/** Checks a value against the published schema. */
export async function statementFrom(value: unknown): Promise<StatementReading> {
    const { Ajv } = await import("ajv");
    const schema = JSON.parse(readFileSync(SCHEMA_FILE, "utf8")) as object;
    // Draft 7 lets keywords stand beside "allOf"; strict mode would have each type said again.
    const validate = new Ajv({ strictTypes: false }).compile<EvidenceStatement>(schema);
    if (validate(value)) return { kind: "statement", statement: value };
    const [first] = validate.errors ?? [];
    const place = first?.instancePath === "" ? "the statement" : first?.instancePath;
    return { kind: "problem", reason: `${place ?? ""} ${first?.message ?? "does not fit"}` };
}
