import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { startSimulator, type Simulator, type SimulatorOptions } from "pulumi-whatsapp-simulator";

import type { Host } from "../../../provider/src/host/Host";
import { providerLine } from "../../../provider/src/providerLine";
import type { ProviderService } from "../../../plugin/src/ProviderService";
import { scratchFolder } from "../../scratchFolder";
import { type Door, type DoorName, DOORS } from "./doors";
import { NativeDoor } from "./NativeDoor";

type Properties = Record<string, unknown>;

export const phoneNumberId = "106540352242922";
export const accessToken = "EAA-fake-token";

/** One line that the provider logged. */
export interface Line {
    readonly severity: string;
    readonly message: string;
    readonly urn: string | undefined;
}

/**
 * The lifecycle in this process with a simulator. There is no engine, so that a spec can make its
 * calls in any order. For each `operation` the engine would start a process.
 */
export class Rig {
    readonly simulator: Simulator;
    readonly lines: Line[] = [];
    readonly journalFolder = scratchFolder("rig-");
    readonly config: Record<string, string>;
    readonly env: Record<string, string | undefined>;
    /** The engine was killed, and the provider still lives. */
    isEngineGone = false;
    /** How far this machine's clock is ahead of Meta's clock. */
    clockAheadMs = 0;
    readonly #door: DoorName;
    #operations = 0;

    private constructor(simulator: Simulator, door: DoorName) {
        this.simulator = simulator;
        this.#door = door;
        this.config = {
            "whatsapp:graphUrl": simulator.url,
            "whatsapp:accessToken": accessToken,
            "whatsapp:settleTimeoutSeconds": "5",
            "whatsapp:requestTimeoutSeconds": "2",
        };
        this.env = { WHATSAPP_JOURNAL_DIR: this.journalFolder };
    }

    static async start(options: SimulatorOptions = {}, door: DoorName = "dynamic"): Promise<Rig> {
        const simulator = await startSimulator({ now: "2026-11-22T12:00:00.000Z", ...options });
        return new Rig(simulator, door);
    }

    /** A provider in a new process of a new operation. */
    operation(): Door {
        this.#operations += 1;
        return this.#process(process.pid, this.#door);
    }

    /** A second process of the last operation. An explicit provider has one. */
    secondProcess(door = this.#door): Door {
        return this.#process(process.ppid, door);
    }

    /** The native plugin in a new process of a new operation. */
    plugin(): ProviderService {
        const door = this.operation();
        if (door instanceof NativeDoor) return door.service;
        throw new Error("this rig has another door");
    }

    #process(pid: number, door: DoorName): Door {
        const host = { ...this.#host(`127.0.0.1:${this.#operations}`), pid };
        const provider = DOORS[door](host);
        const get = (key: string): string | undefined => this.config[key];
        const require = (key: string): string => this.config[key] ?? "";
        void provider.configure({ config: { get, require } });
        return provider;
    }

    /** Checks and creates, as the engine does for a new resource. */
    async create(inputs: Properties = {}, provider = this.operation()): Promise<Properties> {
        const news = await this.check(inputs, provider);
        const { outs } = await provider.create(news);
        return outs ?? {};
    }

    /**
     * Checks, diffs, and then updates or replaces, as Pulumi does. A replace creates first, then
     * deletes.
     */
    async up(
        olds: Properties,
        inputs: Properties = {},
        provider = this.operation(),
    ): Promise<Properties> {
        const news = await this.check(inputs, provider, olds);
        const id = String(olds["phoneNumberId"]);
        const { changes, replaces } = await provider.diff(id, olds, news);
        if (!changes) return olds;
        if (replaces.length === 0) return (await provider.update(id, olds, news)).outs ?? {};
        const { outs } = await provider.create(news);
        await provider.delete(id, olds);
        return outs ?? {};
    }

    async refresh(olds: Properties, provider = this.operation()): Promise<Properties> {
        const { props } = await provider.read(String(olds["phoneNumberId"]), olds);
        return plain(props ?? {});
    }

    async destroy(olds: Properties, provider = this.operation()): Promise<void> {
        await provider.delete(String(olds["phoneNumberId"]), olds);
    }

    /** The inputs as the engine passes them after `check`, with secrets in plain text. */
    async check(inputs: Properties, provider: Door, olds: Properties = {}): Promise<Properties> {
        const { inputs: checked, failures } = await provider.check(olds, declared(inputs));
        const [failure] = failures ?? [];
        if (failure !== undefined) throw new Error(failure.reason);
        return plain(checked ?? {});
    }

    /** The Graph requests since the last look, as letters: "N S R N". */
    letters(id?: string): string {
        const letters = this.simulator.letters(id);
        this.simulator.clearRequests();
        return letters;
    }

    /** Everything the lifecycle left on disk. */
    journalText(): string {
        const files = readdirSync(this.journalFolder, { recursive: true, withFileTypes: true });
        return files
            .filter((file) => file.isFile())
            .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"))
            .join("");
    }

    async stop(): Promise<void> {
        await this.simulator.close();
        rmSync(this.journalFolder, { recursive: true, force: true });
    }

    #host(engineAddress: string): Host {
        return {
            now: () => new Date(this.simulator.clock.now().getTime() + this.clockAheadMs),
            // The simulator's time is used. A pause of the lifecycle moves it.
            sleep: (durationMs) => {
                this.simulator.clock.advance({ seconds: durationMs / 1000 });
                return new Promise((resolve) => setImmediate(resolve));
            },
            env: this.env,
            engineAddress,
            isEngineGone: () => Promise.resolve(this.isEngineGone),
            pid: process.pid,
            temporaryFolder: this.journalFolder,
            log: {
                log: (severity, message, urn) => {
                    this.lines.push({ severity, message, urn });
                    return Promise.resolve();
                },
            },
        };
    }
}

/** What a program would declare, with defaults. */
export function declared(inputs: Properties): Properties {
    const name = typeof inputs["__name"] === "string" ? inputs["__name"] : "main";
    const type = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
    const values = { phoneNumberId, pin: "012345", ...inputs, __name: undefined };
    return {
        ...values,
        __urn: `urn:pulumi:dev::numbers::${type}::${name}`,
        __provider: providerLine,
    };
}

/** Unwraps secrets, as the engine does before it calls a provider. */
export function plain(properties: Properties): Properties {
    return Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [name, unwrapped(value)]),
    );
}

function unwrapped(value: unknown): unknown {
    const isSecret =
        typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value;
    return isSecret ? (value as { readonly value?: unknown }).value : value;
}
