import type { Endpoint, EndpointName } from "../../../simulator/src/endpoints/Endpoint";
import type { numberEndpoint } from "../../../simulator/src/endpoints/endpointTable";
import type { authenticate } from "../../../simulator/src/graph/authenticate";
import type { NumberCall } from "../../../simulator/src/graph/GraphCall";
import type { countedAttempt } from "../../../simulator/src/world/attemptWindow";
import type { PhoneNumber } from "../../../simulator/src/world/PhoneNumber";
import { replaced, simulatorFile, type Mutant } from "./Mutant";

const HOUR_MS = 3_600_000;
const WINDOW_MS = 72 * HOUR_MS;
const COUNTED = ["register", "deregister"] as const;

type Counted = (typeof COUNTED)[number];

/** Mutants of the simulator: each does something that the guide rules out. */
export const SIMULATOR_MUTANTS: readonly Mutant[] = [
    ...COUNTED.flatMap((operation) => [
        ...["whatsapp_business_management", "whatsapp_business_messaging"].map((scope) => ({
            does: `lets a call to ${operation} in with ${scope} alone`,
            apply: () => changed(operation, (endpoint) => ({ ...endpoint, scopes: [scope] })),
            noticedBy: [`answers a call to ${operation} with one of the two permissions with 200`],
        })),
        {
            does: `counts calls to ${operation} for 24 hours`,
            apply: () => counting(operation, (at, now) => at > now - 24 * HOUR_MS),
            noticedBy: [
                `answers a call to ${operation} with 133016 where ten came within 72 hours, on whatever day`,
            ],
        },
        {
            does: `counts calls to ${operation} in windows that start at fixed times`,
            apply: () => counting(operation, (at, now) => bucketOf(at) === bucketOf(now)),
            noticedBy: [
                `answers a call to ${operation} with 133016 where ten came within 72 hours, on whatever day`,
            ],
        },
        {
            does: `counts calls to ${operation} in a window that starts with the first of them`,
            apply: () => counting(operation, (_at, now, first) => now < first + WINDOW_MS),
            noticedBy: [
                `answers one call more to ${operation} for each that is 72 hours ago, and no second`,
            ],
        },
        {
            does: `never refuses a call to ${operation} for their number`,
            apply: () => counting(operation, () => false),
            noticedBy: [
                `answers a call to ${operation} with 133016 where ten came within 72 hours, on whatever day`,
                `does not ${operation} with the eleventh: 133016, and the number is blocked for 72 hours`,
            ],
        },
        {
            does: `blocks ${operation} for 24 hours`,
            apply: () => blockingFor24Hours(operation),
            noticedBy: [
                `answers a call to ${operation} with 133016 for 72 hours after the eleventh, and no longer`,
            ],
        },
        {
            does: `lets a call to ${operation} in without a token`,
            apply: lettingEverybodyIn,
            noticedBy: [`answers a call to ${operation} without an access token with 104`],
        },
    ]),
    {
        does: "takes a PIN for a number that is not registered",
        apply: () => withNumber("setPin", { registered: true }),
        noticedBy: ["takes another PIN for a registered number alone, neither before nor after"],
    },
    {
        does: "takes a PIN for a number that was registered and is not any more",
        apply: () =>
            changed("setPin", (endpoint) =>
                handling(endpoint, (call) =>
                    call.number.everRegistered ? numberIn(call, { registered: true }) : call,
                ),
            ),
        noticedBy: ["takes another PIN for a registered number alone, neither before nor after"],
    },
    {
        does: "registers without a PIN",
        apply: () => withParameters({ pin: "000000" }),
        noticedBy: ["answers a registration without a PIN with 100"],
    },
    {
        does: "registers without messaging_product",
        apply: () => withParameters({ messaging_product: "whatsapp" }),
        noticedBy: ["answers a registration without messaging_product, and with another, with 100"],
    },
    {
        does: "registers an unverified number",
        apply: () => withNumber("register", { codeVerificationStatus: "VERIFIED" }),
        noticedBy: ["answers a registration of an unverified number with 133006"],
    },
    {
        does: "registers with any PIN",
        apply: () => withNumber("register", { pin: null }),
        noticedBy: [
            "answers a registration with another PIN than the number's with 133005",
            "refuses another PIN than the number's, once, in words for the user",
        ],
    },
    {
        does: "deregisters a number that the app uses too",
        apply: () => withNumber("deregister", { isOnBizApp: false }),
        noticedBy: [
            "answers a deregistration of a number that the app uses too with 100",
            "names the WhatsApp Business app when only Meta's refusal tells that it uses the number",
        ],
    },
    {
        does: "deletes a number by deregistering it",
        apply: () => leaving({ removed: true }),
        noticedBy: ["keeps the number on its account, with its id and its verification"],
    },
    {
        does: "forgets the verification of a number by deregistering it",
        apply: () => leaving({ codeVerificationStatus: "NOT_VERIFIED" }),
        noticedBy: [
            "keeps the number on its account, with its id and its verification",
            "registers a deregistered number again without a new verification",
        ],
    },
    {
        does: "leaves local storage on by deregistering",
        apply: () =>
            leaving({
                storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" },
            }),
        noticedBy: [
            "answers with a storage of no region after a deregistration",
            "storage reads off after a deregistration",
        ],
    },
];

type Table = typeof numberEndpoint;

function changed(name: EndpointName, change: (endpoint: Endpoint) => Endpoint): () => void {
    const file = simulatorFile("endpoints/endpointTable");
    return replaced<Table>(file, "numberEndpoint", (right) => (...place) => {
        const endpoint = right(...place);
        return endpoint?.name === name ? change(endpoint) : endpoint;
    });
}

function handling(endpoint: Endpoint, change: (call: NumberCall) => NumberCall): Endpoint {
    if (endpoint.on !== "number") return endpoint;
    return { ...endpoint, handle: (call: NumberCall) => endpoint.handle(change(call)) };
}

function numberIn(call: NumberCall, change: Partial<PhoneNumber>): NumberCall {
    return { ...call, number: { ...call.number, ...change } };
}

/** The endpoint sees the number in a state that it does not have. */
function withNumber(name: EndpointName, change: Partial<PhoneNumber>): () => void {
    return changed(name, (endpoint) => handling(endpoint, (call) => numberIn(call, change)));
}

/** A registration fills in parameters that it lacks. */
function withParameters(granted: Readonly<Record<string, string>>): () => void {
    return changed("register", (endpoint) =>
        handling(endpoint, (call) => ({ ...call, parameters: { ...granted, ...call.parameters } })),
    );
}

/** A deregistration changes more of the number than it should. */
function leaving(change: Partial<PhoneNumber>): () => void {
    return changed("deregister", (endpoint) => {
        if (endpoint.on !== "number") return endpoint;
        return {
            ...endpoint,
            handle: (call: NumberCall) => {
                const answer = endpoint.handle(call);
                const after = call.world.number(call.number.id) ?? call.number;
                call.world.putNumber({ ...after, storageShown: null, ...change });
                return answer;
            },
        };
    });
}

type Count = typeof countedAttempt;
type CountsAt = (atMs: number, nowMs: number, firstMs: number) => boolean;

const WINDOW_FILE = simulatorFile("world/attemptWindow");

/** Another window: the simulator counts only the requests inside it. */
function counting(operation: Counted, counts: CountsAt): () => void {
    return replaced<Count>(WINDOW_FILE, "countedAttempt", (right) => (number, attempt) => {
        if (attempt.operation !== operation) return right(number, attempt);
        const log = number.attempts[operation];
        const [firstMs = 0] = log.attemptsMs;
        const nowMs = attempt.now.getTime();
        const attemptsMs = log.attemptsMs.filter((atMs) => counts(atMs, nowMs, firstMs));
        const attempts = { ...number.attempts, [operation]: { ...log, attemptsMs } };
        return right({ ...number, attempts }, attempt);
    });
}

function bucketOf(atMs: number): number {
    return Math.floor(atMs / WINDOW_MS);
}

function blockingFor24Hours(operation: Counted): () => void {
    return replaced<Count>(WINDOW_FILE, "countedAttempt", (right) => (number, attempt) => {
        const verdict = right(number, attempt);
        const log = verdict.number.attempts[operation];
        const isNew = log.blockedUntilMs !== number.attempts[operation].blockedUntilMs;
        if (log.blockedUntilMs === null || !isNew) return verdict;
        const blockedUntilMs = attempt.now.getTime() + 24 * HOUR_MS;
        const attempts = {
            ...verdict.number.attempts,
            [operation]: { attemptsMs: [], blockedUntilMs },
        };
        return { ...verdict, number: { ...verdict.number, attempts } };
    });
}

function lettingEverybodyIn(): () => void {
    type Authenticate = typeof authenticate;
    const file = simulatorFile("graph/authenticate");
    return replaced<Authenticate>(file, "authenticate", (right) => (world, value, proof) => {
        const [token] = world.tokens;
        return value === undefined ? { kind: "known", token } : right(world, value, proof);
    });
}
