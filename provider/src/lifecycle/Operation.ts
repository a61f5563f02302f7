import { type AccessToken, accessTokenFor } from "../configuration/accessTokenFor";
import { type Configuration, configurationFrom } from "../configuration/configurationFrom";
import { graphVersionLifetime } from "../configuration/graphVersionLifetime";
import type { ConfigSource } from "../configuration/ConfigReader";
import type { Host } from "../host/Host";
import type { LogKind } from "../host/EngineLog";
import { isOnThisMachine, journalPlace, noteMeeting, placeOfWorld } from "../journal/journalPlace";
import { NotesOfOthers, OperationNotes } from "../journal/OperationNotes";
import { RequestJournal } from "../journal/RequestJournal";
import { OperationMemory } from "./OperationMemory";
import { Turns } from "./Turns";
import {
    type JournalReading,
    type JournalTrouble,
    refusalOfTrouble,
} from "../decisions/JournalReading";
import { isHeldByMeta } from "../decisions/isHeldByMeta";
import type { Stop } from "../decisions/Step";

// For people, not for pipelines. For the numbers that it lists, one run ignores a remembered refusal,
// an expired verification and an ended Graph version. It never ignores the budget.
const FORCE_VARIABLE = "WHATSAPP_FORCE";

// The key of the turns for taking a number down.
const TAKING_DOWN = "the number that is down";

/** The resource that a line or a request is for. */
export interface Subject {
    readonly phoneNumberId: string;
    readonly tokenName?: string | undefined;
    readonly urn: string | undefined;
}

/**
 * One Pulumi operation as one provider process sees it: its configuration, what the process has
 * learned so far, and where it writes.
 */
export class Operation {
    readonly host: Host;
    readonly memory = new OperationMemory();
    readonly turns = new Turns();
    readonly #warned = new Set<string>();
    readonly #hasWarnedOfDisk = new Set<string>();
    #stranded: string | undefined;
    #isEngineGone = false;
    #isCancelled = false;
    readonly #config: (key: string) => string | undefined;
    #configuration: Configuration | undefined;
    #journal: Promise<RequestJournal> | undefined;
    #notes: OperationNotes | undefined;
    #openJournal: RequestJournal | undefined;
    #hasMetSimulator = false;

    constructor(host: Host, config: (key: string) => string | undefined) {
        this.host = host;
        this.#config = config;
    }

    /** The provider's configuration; throws an error that names every wrong key. */
    get configuration(): Configuration {
        return (this.#configuration ??= configurationFrom(this.#source));
    }

    /** The requests spent, on disk. */
    journal(): Promise<RequestJournal> {
        return (this.#journal ??= this.#openedJournal());
    }

    /** Learns who answers at an address of this machine. Undefined for other addresses: Meta answers there. */
    get met(): ((world: string | undefined) => void) | undefined {
        if (!isOnThisMachine(this.configuration.graphUrl)) return undefined;
        return (world) => {
            this.#meet(world);
        };
    }

    /** What the journal knows about a number, for callers that send nothing. */
    async journalled(subject: Subject): Promise<JournalReading> {
        const reading = (await this.journal()).read(subject.phoneNumberId);
        await this.warnOfTrouble(reading.trouble, subject);
        return reading;
    }

    /** The access token of a resource. Throws an error that names every place where it looked. */
    accessToken(tokenName: string | undefined): AccessToken {
        return accessTokenFor(tokenName, this.#source);
    }

    /** The configured version of the Graph API, if Meta has ended it. */
    get endedVersion(): { readonly version: string; readonly endsAt: string } | undefined {
        const { graphApiVersion: version } = this.configuration;
        const lifetime = graphVersionLifetime(version, this.host.now());
        return lifetime.kind === "ended" ? { version, endsAt: lifetime.endsAt } : undefined;
    }

    /** A number that this run took down and that did not come back. */
    get stranded(): string | undefined {
        return this.#stranded;
    }

    /** The engine is gone: nobody receives the results any more. */
    get isEngineGone(): boolean {
        return this.#isEngineGone;
    }

    /** Somebody interrupted the operation. */
    get isCancelled(): boolean {
        return this.#isCancelled;
    }

    /** Starts nothing new from now on. */
    cancel(): void {
        this.#isCancelled = true;
    }

    /** Looks for the engine once more. True if it is gone. */
    async lookForEngine(): Promise<boolean> {
        this.#isEngineGone ||= (await this.host.isEngineGone?.()) ?? false;
        return this.#isEngineGone;
    }

    /** Notes that the program declares a number. Returns another resource that declares it, if any. */
    declare(phoneNumberId: string, urn: string): string | undefined {
        const other = this.memory.declare(phoneNumberId, urn);
        try {
            this.#operationNotes.declare(phoneNumberId, urn);
        } catch (error) {
            if (error instanceof NotesOfOthers) throw error;
            // Only another process would read this note, and that process reads the number first.
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

    /** A person forces this number in this run, despite the reasons against it. */
    isForced(phoneNumberId: string): boolean {
        const forced = this.host.env[FORCE_VARIABLE]?.split(",") ?? [];
        return forced.some((id) => id.trim() === phoneNumberId);
    }

    /** With `whatsapp:rememberedRefusal: warn`, an earlier refusal by Meta holds back one number, not the run. */
    goesOnAfter(stop: Stop): boolean {
        return this.configuration.rememberedRefusal === "warn" && isHeldByMeta(stop);
    }

    /** The operation is taking a number down and bringing it back now. */
    get isTakingDown(): boolean {
        return this.turns.isTaken(TAKING_DOWN);
    }

    /**
     * Takes a number down and brings it back, one number at a time. If a number does not come back,
     * `next` takes down no other number: the same problem would likely stop that one too.
     *
     * @param isDown - says afterwards whether the number may still be down.
     */
    async takeDown<T>(
        phoneNumberId: string,
        task: () => Promise<T>,
        isDown: () => boolean,
    ): Promise<T> {
        return this.turns.take(TAKING_DOWN, async () => {
            try {
                return await task();
            } finally {
                if (isDown()) this.#stranded = phoneNumberId;
            }
        });
    }

    /** Warns once per operation about something that concerns every resource. */
    async warnOnce(message: string, urn: string | undefined): Promise<void> {
        if (this.#warned.has(message)) return;
        this.#warned.add(message);
        await this.log("warning", message, urn);
    }

    /** Warns that the disk can't be written. This must not stop an operation. */
    async warnOfDisk(error: unknown, { phoneNumberId, urn }: Subject): Promise<void> {
        if (this.#hasWarnedOfDisk.has(phoneNumberId)) return;
        this.#hasWarnedOfDisk.add(phoneNumberId);
        const reason = error instanceof Error ? error.message : String(error);
        const text =
            `Cannot write the journal of requests: ${reason}. The requests of a failed delete or a ` +
            "killed process are not remembered, and another run may use this number at the same " +
            "time. Set WHATSAPP_JOURNAL_DIR to a folder that can be written and lasts between runs.";
        await this.log("warning", text, urn);
    }

    /** If the journal is in trouble, no counted request is sent. An operation that continues warns why. */
    async warnOfTrouble(
        trouble: JournalTrouble | undefined,
        { phoneNumberId, urn }: Subject,
    ): Promise<void> {
        const refusal = refusalOfTrouble(trouble, this.host.now());
        if (refusal === undefined) return;
        const { cause, nextStep } = refusal;
        const text = `phone number ${phoneNumberId} cannot be registered or deregistered now: ${cause}. ${nextStep}`;
        await this.warnOnce(text, urn);
    }

    log(kind: LogKind, message: string, urn: string | undefined): Promise<void> {
        return this.host.log.log(kind, message, urn);
    }

    async #openedJournal(): Promise<RequestJournal> {
        const { graphUrl } = this.configuration;
        const { folder, earlier } = await journalPlace(this.host.env, graphUrl);
        return (this.#openJournal = new RequestJournal(folder, earlier));
    }

    /** Counts Meta's numbers and the numbers of each world of a simulator separately. */
    #meet(world: string | undefined): void {
        const { env } = this.host;
        this.#openJournal?.follow(placeOfWorld(env, world));
        if (world === undefined || this.#hasMetSimulator) return;
        this.#hasMetSimulator = true;
        try {
            noteMeeting(env, this.configuration.graphUrl);
        } catch {
            // Then the next preview counts for Meta, until an answer says otherwise.
        }
    }

    get #operationNotes(): OperationNotes {
        return (this.#notes ??= new OperationNotes(this.host));
    }

    get #source(): ConfigSource {
        return { get: this.#config, env: this.host.env };
    }
}

/** The failure of an operation, with a message for the person who runs it. */
export class OperationFailure extends Error {
    /** The decision that ended the run. Undefined if the failure is not about one number. */
    readonly stop: Stop | undefined;

    constructor(message: string, stop?: Stop) {
        super(message);
        this.stop = stop;
    }
}
