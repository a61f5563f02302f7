import type { KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { phoneNumberIdProblem } from "../../decisions/propertyProblems";
import { withoutUndefined } from "../../graph/jsonObject";
import { CommandFailure, readTextFile, WrongUse } from "../CommandFailure";
import type { ConnectionOptions } from "../connect";
import { registrationsIn } from "../NumberRecords";
import { declaredNumbers, undeclaredNumber } from "./declaredNumbers";
import { digestOf } from "./digestOf";
import { privateKeyIn } from "./Envelope";
import type { DeclaredNumber, Scope } from "./Evidence";
import { ENVELOPE_FILE } from "./evidenceFiles";

/** The options of the command. */
export interface EvidenceOptions extends ConnectionOptions {
    readonly state?: string;
    readonly numbers?: readonly string[];
    readonly output?: string;
    readonly overwrite?: boolean;
    readonly signKey?: string;
    readonly timestampUrl?: string;
    readonly earlier?: readonly string[];
    readonly runBy?: string;
}

/** What the user asks for, before anything is sent. */
export interface EvidenceOrder {
    readonly output: string;
    readonly scope: Scope;
    readonly numbers: readonly DeclaredNumber[];
    readonly privateKey?: KeyObject;
    readonly timestampUrl?: string;
}

/**
 * Reads the options and the files that they name.
 *
 * @param folder - where relative paths start.
 * @throws WrongUse or CommandFailure that names the option or the file.
 */
export function evidenceOrder(folder: string, options: EvidenceOptions): EvidenceOrder {
    const { output, state, signKey } = options;
    const ids = options.numbers?.map(numberIdFrom);
    if (output === undefined) throw new WrongUse("give --output with the folder to write to.");
    if (state === undefined && ids === undefined) {
        throw new WrongUse("give --state with a file, --numbers with phone number ids, or both.");
    }
    refuseToOverwrite(folder, output, options.overwrite);
    const timestampUrl = timestampUrlFrom(options.timestampUrl);
    const readFile = (path: string, option: string) => readTextFile({ folder, path, option });
    const key = signKey && privateKeyIn(readFile(signKey, "--sign-key"), signKey);
    const text = state && readFile(state, "--state");
    return withoutUndefined({
        output,
        ...askedNumbers(state && text ? { path: state, text } : undefined, ids),
        privateKey: key === "" ? undefined : key,
        timestampUrl,
    });
}

/** @throws WrongUse that never repeats the value. */
function numberIdFrom(text: string): string {
    const problem = phoneNumberIdProblem(text);
    if (problem === undefined) return text;
    throw new WrongUse(`option --numbers: ${problem}`);
}

function refuseToOverwrite(folder: string, output: string, overwrite = false): void {
    const file = join(output, ENVELOPE_FILE);
    if (overwrite || !existsSync(resolve(folder, file))) return;
    throw new CommandFailure(
        `write ${file}`,
        "there is an evidence already. Name another folder with --output, or add --overwrite",
    );
}

type StateFile = Readonly<Record<"path" | "text", string>>;

/** The named numbers, or all numbers of the state; a named number need not be in it. */
function askedNumbers(
    state: StateFile | undefined,
    ids: readonly string[] | undefined,
): Pick<EvidenceOrder, "numbers" | "scope"> {
    if (state === undefined) {
        const numbers = [...new Set(ids)].map((id) => undeclaredNumber(id, false));
        return { numbers, scope: { isWholeState: false } };
    }
    const { path, text } = state;
    const inState = declaredNumbers(registrationsIn(path, text));
    const byId = new Map(inState.map((one) => [one.phoneNumberId, one]));
    const asked = new Set(ids ?? byId.keys());
    return {
        numbers: [...asked].map((id) => byId.get(id) ?? undeclaredNumber(id, true)),
        scope: {
            state: { file: basename(path), sha256: digestOf(text), numbers: byId.size },
            isWholeState: [...byId.keys()].every((id) => asked.has(id)),
        },
    };
}

function timestampUrlFrom(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    // Plain http is usual for these services: the answer is signed.
    if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === "") return url.href;
    throw new WrongUse("option --timestamp-url must be an http or https address without a user.");
}
