import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { CONTRADICTIONS, UNLISTED_STATUSES, type Contradiction } from "./CONTRADICTIONS";

/** A request as it is in the simulator's journal. */
export interface SentRequest {
    /** The HTTP method. */
    readonly method: string;
    /** The path with its version, without query. */
    readonly path: string;
    /** The body. Its PIN and code may be masked. */
    readonly body: unknown;
}

/** An answer to a request. */
export interface Answer {
    /** The HTTP method of the request. */
    readonly method: string;
    /** The path of the request. */
    readonly path: string;
    /** The HTTP status. */
    readonly httpStatus: number;
    /** The parsed body. */
    readonly body: unknown;
}

/** Every violation by a request or an answer; empty for none. */
export type Violations = readonly string[];

/** Checks requests and answers against Meta's file. */
export interface Contract {
    /** The violations of a request. */
    readonly validateRequest: (request: SentRequest) => Violations;
    /** The violations of an answer. */
    readonly validateAnswer: (answer: Answer) => Violations;
}

interface Content {
    readonly content?: { readonly "application/json"?: { readonly schema?: object } };
    readonly $ref?: string;
}

interface OpenApiOperation {
    readonly requestBody?: Content;
    readonly responses: Readonly<Record<string, Content>>;
}

interface OpenApi {
    readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
    readonly components: { readonly responses: Readonly<Record<string, Content>> };
}

const FILE = join(__dirname, "openapi", "business-messaging-api_v23.0.registration.yaml");

/**
 * The contract of Meta's file with some contradictions resolved.
 *
 * @param contradictions - the places where the file is not followed; by default the whole list
 */
export function contractWith(contradictions: readonly Contradiction[] = CONTRADICTIONS): Contract {
    const file = parse(readFileSync(FILE, "utf8")) as OpenApi;
    for (const { path, holds } of contradictions) replaceAt(file, path, holds);
    const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
    const check = (schema: object, value: unknown): Violations => {
        const validate = ajv.compile({ ...schema, components: file.components });
        return validate(value) ? [] : textsOf(validate);
    };
    return {
        validateRequest: (request) => {
            const operation = operationOf(file, request);
            if (operation === undefined) return [noOperation(request)];
            const schema = operation.requestBody?.content?.["application/json"]?.schema;
            return schema === undefined ? [] : check(schema, withSixDigits(request.body));
        },
        validateAnswer: (answer) => {
            const operation = operationOf(file, answer);
            if (operation === undefined) return [noOperation(answer)];
            const schema = schemaOfAnswer(file, operation, answer.httpStatus);
            if (schema === undefined) return [`HTTP ${answer.httpStatus} is not in the file`];
            return check(schema, answer.body);
        },
    };
}

const contract = contractWith();

/**
 * Where a recorded request violates Meta's file, apart from the contradictions.
 *
 * @param request - a request from the journal
 */
export function validateRequest(request: SentRequest): Violations {
    return contract.validateRequest(request);
}

/**
 * Where an answer violates Meta's file, apart from the contradictions.
 *
 * @param answer - an answer with the request's method and path
 */
export function validateAnswer(answer: Answer): Violations {
    return contract.validateAnswer(answer);
}

/**
 * The paths of accounts and numbers have the same form. This is the account's id in the tests'
 * worlds.
 */
const ACCOUNT_ID = "102290129340398";

function operationOf(
    file: OpenApi,
    { method, path }: { readonly method: string; readonly path: string },
): OpenApiOperation | undefined {
    const match = /^\/v\d+\.\d+\/(\d+)(\/.*)?$/.exec(path);
    if (match === null) return undefined;
    const node = match[1] === ACCOUNT_ID ? "{WABA-ID}" : "{Phone-Number-ID}";
    return file.paths[`/{Version}/${node}${match[2] ?? ""}`]?.[method.toLowerCase()];
}

function schemaOfAnswer(
    file: OpenApi,
    operation: OpenApiOperation,
    httpStatus: number,
): object | undefined {
    const listed = operation.responses[String(httpStatus)];
    if (listed === undefined) {
        return UNLISTED_STATUSES.includes(httpStatus)
            ? { $ref: "#/components/schemas/GraphAPIError" }
            : undefined;
    }
    const name = listed.$ref?.split("/").at(-1);
    const response = name === undefined ? listed : file.components.responses[name];
    return response?.content?.["application/json"]?.schema;
}

function noOperation({ method, path }: { readonly method: string; readonly path: string }): string {
    return `${method} ${path} is not in the file`;
}

/** The journal replaces six digits with six stars, and marks everything else that it hides. */
function withSixDigits(body: unknown): unknown {
    return JSON.parse(
        JSON.stringify(body ?? {}, (_key, value: unknown) =>
            value === "******" ? "000000" : value,
        ),
    ) as unknown;
}

function textsOf(validate: ValidateFunction): Violations {
    return (validate.errors ?? []).map(
        ({ instancePath, message }) => `${instancePath || "the body"} ${message ?? "is wrong"}`,
    );
}

function replaceAt(root: object, path: readonly string[], value: unknown): void {
    const parent = path.slice(0, -1).reduce<unknown>(memberOf, root);
    const key = path.at(-1) ?? "";
    if (typeof parent !== "object" || parent === null || !Object.hasOwn(parent, key)) {
        throw new Error(`Cannot resolve a contradiction: the file has no ${path.join(".")}.`);
    }
    Reflect.set(parent, key, value);
}

function memberOf(parent: unknown, key: string): unknown {
    return typeof parent === "object" && parent !== null ? Reflect.get(parent, key) : undefined;
}
