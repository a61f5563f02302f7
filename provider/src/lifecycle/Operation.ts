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
import { OperationMemory } from "./OperationMemory";
import { Turns } from "./Turns";

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
