import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { SecretCipher } from "./SecretCipher";
import { emptyState, type ResourceState } from "./ResourceState";

/** A call that was running when the state was written. */
export interface PendingOperation {
    readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
    readonly resource: ResourceState;
}

/** The stored state of a stack. */
export interface StoredStack {
    readonly resources: readonly ResourceState[];
    readonly pendingOperations: readonly PendingOperation[];
}

type Json = Readonly<Record<string, unknown>>;

interface WrittenStack {
    readonly resources: readonly Json[];
    readonly pendingOperations: readonly {
        readonly type: PendingOperation["type"];
        readonly resource: Json;
    }[];
}

/** The file that holds a stack's state, with its secrets encrypted. */
export class StateFile {
    readonly path: string;
    readonly #cipher: SecretCipher;

    constructor(dir: string, cipher: SecretCipher) {
        this.path = path.join(dir, "state.json");
        this.#cipher = cipher;
        this.write({ resources: [], pendingOperations: [] });
    }

    /** The stored resources as written, secrets encrypted. */
    stored(): readonly Json[] {
        return this.#json().resources;
    }

    /** The stored stack with its secrets decrypted. Every state is a new object. */
    read(): StoredStack {
        const { resources, pendingOperations } = this.#json();
        return {
            resources: resources.map((stored) => this.#stateOf(stored)),
            pendingOperations: pendingOperations.map(({ type, resource }) => ({
                type,
                resource: this.#stateOf(resource),
            })),
        };
    }

    /** Replaces what is stored. */
    write(stack: StoredStack): void {
        const text = JSON.stringify({
            writer: "stand-in engine",
            // As in the real file, no two writes give the same text.
            magic: randomBytes(8).toString("hex"),
            resources: stack.resources.map((state) => this.#storedOf(state)),
            pendingOperations: stack.pendingOperations.map(({ type, resource }) => ({
                type,
                resource: this.#storedOf(resource),
            })),
        });
        writeFileSync(this.path, text);
    }

    #json(): WrittenStack {
        return JSON.parse(readFileSync(this.path, "utf8")) as WrittenStack;
    }

    #storedOf(state: ResourceState): Json {
        const entries = Object.entries(state).filter(
            ([key, value]) => key === "custom" || !isDefault(value),
        );
        return this.#cipher.encrypted(Object.fromEntries(entries)) as Json;
    }

    #stateOf(stored: Json): ResourceState {
        const state = this.#cipher.decrypted(stored) as Partial<ResourceState>;
        return { ...emptyState("", "", false), ...state };
    }
}

function isDefault(value: unknown): boolean {
    if (value === "" || value === false) return true;
    return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
