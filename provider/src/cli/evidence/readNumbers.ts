import { phoneNumberIdProblem, tokenNameProblem } from "../../decisions/propertyProblems";
import { isGraphError } from "../../graph/GraphError";
import { withoutUndefined } from "../../graph/jsonObject";
import { getPhoneNumber } from "../../graph/phoneNumber";
import { getStorageConfiguration } from "../../graph/settings";
import { isTransportError } from "../../graph/TransportError";
import type { WitnessedAnswer } from "../../graph/WitnessedAnswer";
import type { Advice } from "../CommandFailure";
import { type Connection, connectionFor, type ConnectionOptions } from "../connect";
import type { Shell } from "../Shell";
import { numberAsRead, storageAsTold } from "./asRead";
import { digestOf } from "./digestOf";
import type { AnswerEvidence, DeclaredNumber, NumberEvidence, Reading } from "./Evidence";
import { judge, type NumberReadings } from "./judge";

/** Numbers with Meta's answers about them, and the answers to keep. */
export interface ReadNumbers {
    readonly numbers: readonly NumberEvidence[];
    /** The bodies by the path of their file. */
    readonly answers: ReadonlyMap<string, Uint8Array>;
    /** What to do about missing tokens, as sentences without their full stops. */
    readonly advice: readonly string[];
}

/**
 * Reads numbers and their storage at Meta, one after the other, each with the token of its name. A
 * number that cannot be read has the reason instead.
 */
export async function readNumbers(
    shell: Shell,
    options: ConnectionOptions,
    declared: readonly DeclaredNumber[],
): Promise<ReadNumbers> {
    const answers = new Map<string, Uint8Array>();
    const readers = new Map<string | undefined, Reader | Advice>();
    const numbers: NumberEvidence[] = [];
    for (const one of declared) {
        const tokenName = one.tokenName ?? options.tokenName;
        const reader =
            readers.get(tokenName) ?? readerFor(shell, { ...options, tokenName }, answers);
        readers.set(tokenName, reader);
        numbers.push(judge(one, await readingsOf(shell, reader, one.phoneNumberId)));
        if (numbers.length % 50 === 0) shell.progress(`${numbers.length} numbers read`);
    }
    const advice = [...readers.values()].flatMap((one) => ("nextStep" in one ? one.nextStep : []));
    return { numbers, answers, advice };
}

type ReaderOptions = Omit<ConnectionOptions, "tokenName"> & {
    readonly tokenName: string | undefined;
};

/** A way to Meta with one token; or why there is none. */
function readerFor(
    shell: Shell,
    options: ReaderOptions,
    answers: Map<string, Uint8Array>,
): Reader | Advice {
    const { tokenName } = options;
    const problem = tokenName === undefined ? undefined : tokenNameProblem(tokenName);
    if (problem !== undefined) {
        return { cause: "its tokenName cannot be used", nextStep: problem };
    }
    const seen: WitnessedAnswer[] = [];
    const connection = connectionFor(shell, withoutUndefined(options), (answer) => {
        seen.push(answer);
    });
    if (connection.kind === "missing") return connection;
    return new Reader(shell, connection, { seen, answers });
}

async function readingsOf(
    { surroundings: { now } }: Shell,
    reader: Reader | Advice,
    phoneNumberId: string,
): Promise<NumberReadings> {
    const isId = phoneNumberIdProblem(phoneNumberId) === undefined;
    if (isId && reader instanceof Reader) {
        return {
            number: await reader.number(phoneNumberId),
            storage: await reader.storage(phoneNumberId),
        };
    }
    const reason = reader instanceof Reader ? undefined : reader.cause;
    const failure = isId && reason ? reason : "the state holds no valid id";
    const failed = { at: now().toISOString(), failure };
    return { number: failed, storage: failed };
}

/** Where answers go: all of them to `seen`, those to keep to `answers`. */
interface Answers {
    readonly seen: WitnessedAnswer[];
    readonly answers: Map<string, Uint8Array>;
}

/** Reads with one token, and keeps the answers. */
class Reader {
    readonly #shell: Shell;
    readonly #connection: Connection;
    readonly #answers: Answers;

    constructor(shell: Shell, connection: Connection, answers: Answers) {
        this.#shell = shell;
        this.#connection = connection;
        this.#answers = answers;
    }

    /** The number itself. */
    number(phoneNumberId: string): Promise<NumberReadings["number"]> {
        const { calls } = this.#connection;
        return this.#reading(`answers/${phoneNumberId}.number.json`, async () => ({
            read: numberAsRead(await getPhoneNumber(calls, phoneNumberId)),
        }));
    }

    /** Where its data rests. */
    storage(phoneNumberId: string): Promise<NumberReadings["storage"]> {
        const { calls } = this.#connection;
        return this.#reading(`answers/${phoneNumberId}.settings.json`, async () => {
            const reading = await getStorageConfiguration(calls, phoneNumberId);
            return reading.kind === "answered"
                ? { read: storageAsTold(reading.storage) }
                : { failure: reading.error.message };
        });
    }

    /** The last answer that was seen is the one that decided; earlier ones were repeated. */
    async #reading<T>(
        file: string,
        read: () => Promise<Pick<Reading<T>, "read" | "failure">>,
    ): Promise<Reading<T>> {
        const { seen } = this.#answers;
        seen.length = 0;
        const outcome = await read().catch((thrown: unknown) => ({ failure: failureIn(thrown) }));
        const answer = seen.at(-1);
        return {
            at: this.#shell.surroundings.now().toISOString(),
            ...outcome,
            ...(answer === undefined ? {} : { answer: this.#kept(file, answer) }),
        };
    }

    #kept(file: string, answer: WitnessedAnswer): AnswerEvidence {
        const { path, httpStatus, bytes, fbtraceId, servedVersion, repeatsSecret } = answer;
        if (!repeatsSecret) this.#answers.answers.set(file, bytes);
        return withoutUndefined({
            path,
            httpStatus,
            versionAsked: this.#connection.configuration.graphApiVersion,
            versionServed: servedVersion,
            fbtraceId,
            sha256: digestOf(bytes),
            file: repeatsSecret ? undefined : file,
        });
    }
}

function failureIn(thrown: unknown): string {
    if (isGraphError(thrown) || isTransportError(thrown)) return thrown.message;
    throw thrown;
}
