import { join } from "node:path";

import type { AccessToken } from "../configuration/AccessToken";
import { accessTokenFor } from "../configuration/accessTokenFor";
import type { Configuration } from "../configuration/Configuration";
import { configurationFrom } from "../configuration/configurationFrom";
import type { ConfigSource } from "../configuration/ConfigSource";
import type { Host } from "../host/Host";
import type { Severity } from "../host/EngineLog";
import { journalFolder } from "../journal/journalFolder";
import { OperationNotes } from "../journal/OperationNotes";
import { RequestJournal } from "../journal/RequestJournal";
import { OperationFailure, sentence } from "./OperationFailure";
import { OperationMemory } from "./OperationMemory";
import { Turns } from "./Turns";

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

    /** Notes that the program declares a number; returns another resource that does, if any. */
    declare(phoneNumberId: string, urn: string): string | undefined {
        try {
            this.#operationNotes.declare(phoneNumberId);
        } catch {
            // Only a delete in another process would have read it; that process reads the number.
        }
        return this.memory.declare(phoneNumberId, urn);
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
     * Takes a number down and brings it back, one number at a time. After one that did not come
     * back no other is taken down: what stopped the first would likely stop the next one too.
     *
     * @param isDown - says afterwards whether the number is still down.
     */
    async takeDown(
        phoneNumberId: string,
        task: () => Promise<void>,
        isDown: () => boolean,
    ): Promise<void> {
        await this.turns.take("the number that is down", async () => {
            if (this.#stranded !== undefined) throw strandedFailure(phoneNumberId, this.#stranded);
            try {
                await task();
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

function strandedFailure(phoneNumberId: string, stranded: string): OperationFailure {
    return new OperationFailure(
        "preflight",
        sentence(
            { verb: "move", phoneNumberId },
            `phone number ${stranded} was taken down in this run and did not come back, so no other ` +
                "number is taken down. This one stays as it is. Bring that one back first, then run again",
        ),
    );
}

/** `<stack>::<project>` out of a URN. */
export function stackOf(urn: string | undefined): string | undefined {
    const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(urn ?? "") ?? [];
    return stack === undefined || project === undefined ? undefined : `${stack}::${project}`;
}
