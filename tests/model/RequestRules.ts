import type { RecordedRequest } from "pulumi-whatsapp-simulator";

const WINDOW_MS = 72 * 3_600_000;
const REQUESTS_PER_WINDOW = 10;
const BLOCKED = 133016;

type Counted = "register" | "deregister";

interface Sent {
    readonly phoneNumberId: string;
    readonly operation: Counted;
    readonly atMs: number;
    readonly isBlock: boolean;
}

/** The rules that no request may break in any life of a stack: ten in 72 hours, and blocks. */
export class RequestRules {
    readonly #sent: Sent[] = [];

    /** Takes the requests of one operation. Returns the rules that they broke, in words. */
    take(requests: readonly RecordedRequest[]): readonly string[] {
        return requests.flatMap((request) => {
            const sent = countedRequest(request);
            if (sent === undefined) return [];
            const problems = [...this.#overBudget(sent), ...this.#inBlock(sent)];
            this.#sent.push(sent);
            return problems;
        });
    }

    #overBudget(sent: Sent): readonly string[] {
        const used = this.#sent.filter(
            (one) => isSame(one, sent) && one.atMs > sent.atMs - WINDOW_MS,
        ).length;
        if (used < REQUESTS_PER_WINDOW) return [];
        return [`request ${used + 1} to ${sent.operation} ${sent.phoneNumberId} in 72 hours`];
    }

    /** A register block stops both operations. A deregister block stops only deregistering. */
    #inBlock(sent: Sent): readonly string[] {
        const block = this.#sent.find(
            (one) =>
                one.isBlock &&
                one.phoneNumberId === sent.phoneNumberId &&
                one.atMs > sent.atMs - WINDOW_MS &&
                (one.operation === "register" || one.operation === sent.operation),
        );
        if (block === undefined) return [];
        return [`${sent.operation} ${sent.phoneNumberId} during a known block`];
    }
}

function countedRequest(request: RecordedRequest): Sent | undefined {
    const { endpoint, phoneNumberId, at, graphCode } = request;
    if (endpoint !== "register" && endpoint !== "deregister") return undefined;
    return {
        phoneNumberId: phoneNumberId ?? "",
        operation: endpoint,
        atMs: Date.parse(at),
        isBlock: graphCode === BLOCKED,
    };
}

function isSame(one: Sent, other: Sent): boolean {
    return one.phoneNumberId === other.phoneNumberId && one.operation === other.operation;
}
