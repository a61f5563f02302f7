import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import type { Simulator } from "pulumi-whatsapp-simulator";

import type { ConfigValue, Engine, Outcome, Stack, StateResource } from "../availableEngines";
import { typeOf } from "../stand-in/urn";
import { runFolder } from "./runFolder";

export const phoneNumberId = "106540352242922";
const accessToken = "EAA-fake-token";
export const pin = "012345";

/** The settings of an installed program's scene. */
export interface InstalledSceneOptions {
    readonly engine: Engine;
    /** The program's folder. */
    readonly programDir: string;
    /** The folder whose installed simulator is used. Default: the program's folder. */
    readonly simulatorFrom?: string;
    /** The Node.js binary of program and provider. */
    readonly node?: string;
    readonly config?: Readonly<Record<string, ConfigValue>>;
}

/** A stack of an installed program and the installed simulator behind it. */
export class InstalledScene {
    readonly simulator: Simulator;
    readonly stack: Stack;

    private constructor(simulator: Simulator, stack: Stack) {
        this.simulator = simulator;
        this.stack = stack;
    }

    static async open(options: InstalledSceneOptions): Promise<InstalledScene> {
        const { engine, programDir, node } = options;
        const simulator = await startInstalledSimulator(options.simulatorFrom ?? programDir);
        const stack = await engine.open({
            programDir,
            config: {
                "whatsapp:graphUrl": simulator.url,
                "whatsapp:accessToken": { secret: accessToken },
                // In these worlds no change takes effect late.
                "whatsapp:settleTimeoutSeconds": "5",
                "number:phoneNumberId": phoneNumberId,
                "number:pin": { secret: pin },
                "number:dataLocalizationRegion": "CH",
                ...options.config,
            },
            env: { WHATSAPP_JOURNAL_DIR: mkdtempSync(path.join(runFolder("journals"), "of-")) },
            ...(node === undefined ? {} : { node }),
        });
        return new InstalledScene(simulator, stack);
    }

    /** Opens a scene, runs a task with it, and closes it. */
    static async during(
        options: InstalledSceneOptions,
        work: (scene: InstalledScene) => Promise<void>,
    ): Promise<void> {
        const scene = await InstalledScene.open(options);
        try {
            await work(scene);
        } finally {
            await scene.close();
        }
    }

    /** Runs an operation that must succeed. Returns it with the letters of its requests. */
    async succeed(
        operation: "preview" | "up" | "refresh" | "destroy",
    ): Promise<Outcome & { readonly letters: string }> {
        this.simulator.clearRequests();
        const outcome = await this.stack[operation]();
        assert.equal(outcome.exitCode, 0, outcome.output);
        return { ...outcome, letters: this.simulator.letters() };
    }

    /** The stored registrations. */
    async registrations(): Promise<readonly StateResource[]> {
        const stored = await this.stack.state();
        return stored.filter(({ urn }) => typeOf(urn).endsWith("whatsapp:PhoneRegistration"));
    }

    /** The stack's outputs, as the state holds them. */
    async stackOutputs(): Promise<Readonly<Record<string, unknown>>> {
        const [stack] = (await this.stack.state()).filter(({ custom }) => !custom);
        return stack?.outputs ?? {};
    }

    /** Where the number is: its region, or "deregistered". */
    there(): string {
        const { registered, storage } = this.simulator.number(phoneNumberId);
        return registered ? (storage.dataLocalizationRegion ?? "no region") : "deregistered";
    }

    async close(): Promise<void> {
        await this.stack.close();
        await this.simulator.close();
    }
}

async function startInstalledSimulator(folder: string): Promise<Simulator> {
    const require = createRequire(path.join(folder, "package.json"));
    const installed =
        require("pulumi-whatsapp-simulator") as typeof import("pulumi-whatsapp-simulator");
    return await installed.startSimulator({ world: { numbers: [{ id: phoneNumberId }] } });
}
