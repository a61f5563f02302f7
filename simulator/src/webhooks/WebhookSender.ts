import { createHmac } from "node:crypto";
import type { World } from "../world/World";
import type { WebhookChange } from "./WebhookChange";

/** A webhook that was sent. */
export interface SentWebhook {
    /** The time, by the world's clock, ISO 8601. */
    readonly at: string;
    /** The address. */
    readonly url: string;
    /** The body, as Meta writes it. */
    readonly body: Readonly<Record<string, unknown>>;
    /** The HTTP status of the answer, or why none came; `waiting` until then. */
    readonly answer: number | string;
}

/** How long the test may take to answer, in real milliseconds. */
const TIMEOUT_MS = 10_000;

/** Sends webhooks to the URL of the test, one after the other, each once. */
export class WebhookSender {
    #sent: SentWebhook[] = [];
    #last: Promise<void> = Promise.resolve();
    readonly #stopped = new AbortController();

    /** What was sent, oldest first. */
    get sent(): readonly SentWebhook[] {
        return [...this.#sent];
    }

    /**
     * Sends webhooks about changes, if the app has a URL and is subscribed to their account.
     *
     * @param world - the world of the app
     * @param changes - what happened
     */
    tell(world: World, changes: readonly WebhookChange[]): void {
        const { webhookUrl: url, secret, id: appId } = world.app;
        if (url === null) return;
        for (const change of changes) {
            const subscribed = world.account(change.wabaId)?.subscribedAppIds.includes(appId);
            if (subscribed !== true) continue;
            const body = envelope(change, world.clock.now());
            const at = this.#sent.push({
                at: world.clock.now().toISOString(),
                url,
                body,
                answer: "waiting",
            });
            this.#last = this.#last.then(() => this.#send(at - 1, secret));
        }
    }

    /** Resolves when every webhook has been answered or given up. */
    settled(): Promise<void> {
        return this.#last;
    }

    /** Waits for no more answers, and sends nothing more. */
    stop(): void {
        this.#stopped.abort();
    }

    async #send(at: number, secret: string | null): Promise<void> {
        const webhook = this.#sent[at];
        if (webhook === undefined) return;
        const text = escaped(JSON.stringify(webhook.body));
        const headers = { "Content-Type": "application/json", ...signature(text, secret) };
        const answer = await fetch(webhook.url, {
            method: "POST",
            headers,
            body: text,
            redirect: "manual",
            signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]),
        }).then(
            async (response) => {
                await response.body?.cancel();
                return response.status;
            },
            (error: unknown) => reasonOf(error),
        );
        this.#sent[at] = { ...webhook, answer };
    }
}

function envelope(change: WebhookChange, now: Date): Readonly<Record<string, unknown>> {
    const { wabaId, field, value } = change;
    const time = Math.floor(now.getTime() / 1000);
    return {
        entry: [{ id: wabaId, time, changes: [{ value, field }] }],
        object: "whatsapp_business_account",
    };
}

/** The signed text is exactly the sent text. Characters beyond ASCII are escaped in both. */
function escaped(json: string): string {
    return json.replace(
        /[\u0080-\uffff]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

function signature(text: string, secret: string | null): Readonly<Record<string, string>> {
    if (secret === null) return {};
    const digest = createHmac("sha256", secret).update(text).digest("hex");
    return { "X-Hub-Signature-256": `sha256=${digest}` };
}

/** fetch hides the reason in the cause of its error. */
function reasonOf(error: unknown): string {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (!(cause instanceof Error)) return "no answer";
    return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
