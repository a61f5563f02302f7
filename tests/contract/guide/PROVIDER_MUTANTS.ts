import { createRequire } from "node:module";

import type { endOfWindowMs } from "../../../provider/src/decisions/spentRequests";
import type { JsonObject } from "../../../provider/src/graph/jsonObject";
import type { deregisterPhoneNumber } from "../../../provider/src/graph/registration";
import { providerFile, replaced, type Mutant } from "./Mutant";

const HOUR_MS = 3_600_000;
const WINDOW_MS = 72 * HOUR_MS;

const REGISTRATION =
    "sends a registration as JSON with the token as a bearer, as the guide's example";
const DEREGISTRATION =
    "sends a deregistration with the token as a bearer and not one byte of a body";
const NO_ELEVENTH = [
    "sends no eleventh registration that it knows of",
    "sends no eleventh deregistration that it knows of",
];

/** Mutants of the provider: each breaks a rule of the guide. */
export const PROVIDER_MUTANTS: readonly Mutant[] = [
    {
        does: "calls the token OAuth in place of Bearer",
        apply: () =>
            withHeaders(({ Authorization = "" }) => ({
                Authorization: Authorization.replace("Bearer", "OAuth"),
            })),
        noticedBy: [REGISTRATION, DEREGISTRATION],
    },
    {
        does: "sends a registration as a form",
        apply: () =>
            withHeaders((headers) => ({
                ...headers,
                "Content-Type": "application/x-www-form-urlencoded",
            })),
        noticedBy: [REGISTRATION],
    },
    {
        does: "sends parameters with a deregistration",
        apply: () => withDeregistrationBody({ messaging_product: "whatsapp" }),
        noticedBy: [
            DEREGISTRATION,
            "posts a deregistration to {phone number id}/deregister, without a body",
        ],
    },
    {
        does: "sends an empty object with a deregistration",
        apply: () => withDeregistrationBody({}),
        noticedBy: [DEREGISTRATION],
    },
    {
        does: "counts for 24 hours",
        apply: () => withWindow((atMs) => atMs + 24 * HOUR_MS),
        noticedBy: NO_ELEVENTH,
    },
    {
        does: "counts in windows that start at fixed times",
        apply: () => withWindow((atMs) => (Math.floor(atMs / WINDOW_MS) + 1) * WINDOW_MS),
        noticedBy: NO_ELEVENTH,
    },
];

type Headers = Readonly<Record<string, string>>;
type Create = (options: { readonly headers?: Headers }) => unknown;

/** The provider's own HTTP client. Every transport makes an instance of it. */
const HTTP_CLIENT = createRequire(providerFile("index.ts")).resolve("axios");

function withHeaders(wrong: (headers: Headers) => Headers): () => void {
    return replaced<Create>(
        HTTP_CLIENT,
        "create",
        (right) => (options) => right({ ...options, headers: wrong(options.headers ?? {}) }),
    );
}

function withDeregistrationBody(body: JsonObject): () => void {
    type Deregister = typeof deregisterPhoneNumber;
    const file = providerFile("graph/registration");
    return replaced<Deregister>(
        file,
        "deregisterPhoneNumber",
        () => (calls, phoneNumberId) => calls.post(`/${phoneNumberId}/deregister`, body),
    );
}

function withWindow(endOf: (atMs: number) => number): () => void {
    const file = providerFile("decisions/spentRequests");
    return replaced<typeof endOfWindowMs>(
        file,
        "endOfWindowMs",
        () =>
            ({ at }) =>
                endOf(Date.parse(at)),
    );
}
