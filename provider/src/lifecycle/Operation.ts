import { join } from "node:path";
import { type AccessToken, accessTokenFor } from "../configuration/accessTokenFor";
import { type Configuration, configurationFrom } from "../configuration/configurationFrom";
import { graphVersionLifetime } from "../configuration/graphVersionLifetime";
import type { ConfigSource } from "../configuration/ConfigReader";
import type { Host } from "../host/Host";
import type { Severity } from "../host/EngineLog";
import { journalFolder } from "../journal/journalFolder";
import { OperationNotes } from "../journal/OperationNotes";
import { RequestJournal } from "../journal/RequestJournal";
import { OperationMemory } from "./OperationMemory";
import { Turns } from "./Turns";
import type { Stop } from "../decisions/Step";

// For people, not for pipelines: it passes a remembered refusal, an expired verification and an
// ended Graph version of the numbers it lists, in one run. Never the budget.
const FORCE_VARIABLE = "WHATSAPP_FORCE";

/** The resource that a line or a request is for. */
export interface Subject {
    readonly phoneNumberId: string;
    readonly tokenName?: string | undefined;
    readonly urn: string | undefined;
}

/**
 * One Pulumi operation as one provider process sees it: its configuration, what it has learned so
 * far, and where it writes.
 */
export class Operation {
    readonly host: Host;
    readonly memory = new OperationMemory();
    readonly turns = new Turns();
    readonly #warned = new Set<string>();
    #stranded: string | undefined;
    #isEngineGone = false;
    #isCancelled = false;
    readonly #config: (key: string) => string | undefined;
    #configuration: Configuration | undefined;
    #journal: RequestJournal | undefined;
    #notes: OperationNotes | undefined;

    constructor(host: Host, config: (key: string) => string | undefined) {
        this.host = host;
        this.#config = config;
    }

    /** The provider's configuration; throws an error that names every wrong key. */
    get configuration(): Configuration {
        return (this.#configuration ??= configurationFrom(this.#source));
    }

    /** The requests spent, on disk. */
    get journal(): RequestJournal {
        return (this.#journal ??= new RequestJournal(this.#journalFolder));
    }

    /** The access token of a resource; throws an error that names every place it is looked for. */
    accessToken(tokenName: string | undefined): AccessToken {
        return accessTokenFor(tokenName, this.#source);
    }

    /** The version of the Graph API that is configured, where Meta has ended it. */
    get endedVersion(): { readonly version: string; readonly endsAt: string } | undefined {
        const { graphApiVersion: version } = this.configuration;
        const lifetime = graphVersionLifetime(version, this.host.now());
        return lifetime.kind === "ended" ? { version, endsAt: lifetime.endsAt } : undefined;
    }

    /** A number that was taken down in this run and did not come back. */
    get stranded(): string | undefined {
        return this.#stranded;
    }

    /** The engine was seen to be gone: nobody hears any more of what is done. */
    get isEngineGone(): boolean {
        return this.#isEngineGone;
    }

    /** Somebody interrupted the operation. */
    get isCancelled(): boolean {
        return this.#isCancelled;
    }

    /** Has nothing new begun from now on. */
    cancel(): void {
        this.#isCancelled = true;
    }

    /** Looks for the engine once more; true where it is gone. */
    async lookForEngine(): Promise<boolean> {
        this.#isEngineGone ||= (await this.host.isEngineGone?.()) ?? false;
        return this.#isEngineGone;
    }

    /** Notes that the program declares a number; returns another resource that does, if any. */
    declare(phoneNumberId: string, urn: string): string | undefined {
        const other = this.memory.declare(phoneNumberId, urn);
        try {
            this.#operationNotes.declare(phoneNumberId, urn);
        } catch {
            // Only another process would have read it; that process reads the number first.
        }
        return other ?? this.#operationNotes.twinOf(phoneNumberId, urn);
    }

    /** Says whether this operation still declares a number, in this process or in another one. */
    isDeclared(phoneNumberId: string): boolean {
        return (
            this.memory.isDeclared(phoneNumberId) ||
            this.#operationNotes.isDeclaredElsewhere(phoneNumberId)
        );
    }

    /** A person asked for this number in this run, in spite of what stands against it. */
    isForced(phoneNumberId: string): boolean {
        const forced = this.host.env[FORCE_VARIABLE]?.split(",") ?? [];
        return forced.some((id) => id.trim() === phoneNumberId);
    }

    /**
     * Takes a number down and brings it back, one number at a time. `next` takes down no other one
     * after one that did not come back: what stopped the first would likely stop the next one too.
     *
     * @param isDown - says afterwards whether the number may still be down.
     */
    async takeDown<T>(
        phoneNumberId: string,
        task: () => Promise<T>,
        isDown: () => boolean,
    ): Promise<T> {
        return this.turns.take("the number that is down", async () => {
            try {
                return await task();
            } finally {
                if (isDown()) this.#stranded = phoneNumberId;
            }
        });
    }

    /** Warns of something that concerns every resource, once an operation. */
    async warnOnce(message: string, urn: string | undefined): Promise<void> {
        if (this.#warned.has(message)) return;
        this.#warned.add(message);
        await this.log("warning", message, urn);
    }

    log(severity: Severity, message: string, urn: string | undefined): Promise<void> {
        return this.host.log.log(severity, message, urn);
    }

    get #operationNotes(): OperationNotes {
        return (this.#notes ??= new OperationNotes(
            join(this.#journalFolder, "operations"),
            this.host,
        ));
    }

    get #journalFolder(): string {
        return journalFolder(this.host.env, this.configuration.graphUrl);
    }

    get #source(): ConfigSource {
        return { get: this.#config, env: this.host.env };
    }
}

/** `<stack>::<project>` out of a URN. */
export function stackOf(urn: string | undefined): string | undefined {
    const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(urn ?? "") ?? [];
    return stack === undefined || project === undefined ? undefined : `${stack}::${project}`;
}

/** The failure of an operation, with a message for the person who runs it. */
export class OperationFailure extends Error {
    /** What was decided; undefined where the failure is not about one number. */
    readonly stop: Stop | undefined;

    constructor(message: string, stop?: Stop) {
        super(message);
        this.stop = stop;
    }
}
