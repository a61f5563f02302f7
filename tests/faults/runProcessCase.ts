import type { EndpointName } from "pulumi-whatsapp-simulator";

import {
    standInEngine,
    type CallPoint,
    type Outcome,
    type RunOptions,
} from "../engine/availableEngines";
import { phoneNumberId, pin, otherPin, Scene, type Declared } from "../engine/scenarios/Scene";
import type { StepLetter } from "./FaultClass";
import type { ProcessCase } from "./processCases";

const CH: Declared = { name: "main", dataLocalizationRegion: "CH" };
const DE: Declared = { name: "main", dataLocalizationRegion: "DE" };

const ENDPOINTS: Partial<Record<StepLetter, EndpointName>> = {
    W: "setStorage",
    P: "setPin",
    R: "register",
    D: "deregister",
};

// Long enough for the stop to happen before the answer comes, in real time.
const LATE_MS = 700;

const exitCodes = {
    "one interrupt": 1,
    "two interrupts": 8,
    "the provider killed": 1,
    "the engine killed": 137,
} as const;

/** Runs a case with real processes. Returns everything that is wrong, in words. */
export async function runProcessCase(each: ProcessCase): Promise<readonly string[]> {
    const scene = await Scene.open({ engine: standInEngine, processes: true });
    try {
        return await playOut(scene, each);
    } finally {
        await scene.close();
    }
}

async function playOut(scene: Scene, each: ProcessCase): Promise<readonly string[]> {
    const problems: string[] = [];
    const hold = (fact: boolean, otherwise: string): void => {
        if (!fact) problems.push(otherwise);
    };
    if (each.operation.name !== "create") await scene.begin(CH);
    const declared = declare(scene, each);
    const stopped = await stop(scene, each);
    const wanted = exitCodes[each.stop];
    hold(stopped.exitCode === wanted, `exit ${stopped.exitCode}: ${stopped.output}`);
    hold(count(scene, "R") <= 1 && count(scene, "D") <= 1, `sent "${scene.letters()}"`);
    scene.simulator.clearFaults();
    // A person does this to try an unknown outcome again at once.
    scene.stack.setEnv("WHATSAPP_FORCE", phoneNumberId);
    const next = await scene.sent(() => scene.up());
    const { dataLocalizationRegion: region } = declared;
    hold(next.exitCode === 0, `the next up fails: ${next.letters} ${next.output}`);
    hold(scene.there() === region, `the number is ${scene.there()} after the next up`);
    hold(scene.simulator.number(phoneNumberId).pin === pinOf(declared), "the PIN is another one");
    const quiet = await scene.sent(() => scene.up());
    hold(quiet.exitCode === 0 && quiet.letters === "", `the one after sends "${quiet.letters}"`);
    const gone = await scene.destroy();
    hold(gone.exitCode === 0, `destroy fails: ${gone.output}`);
    hold(scene.there() === "deregistered", "destroy leaves the number registered");
    return problems;
}

function declare(scene: Scene, { operation }: ProcessCase): Declared {
    const declared =
        operation.name === "move"
            ? DE
            : operation.name === "PIN change"
              ? { ...CH, pin: otherPin }
              : CH;
    scene.declare(declared);
    return declared;
}

function pinOf({ pin: declared }: Declared): string {
    return declared ?? pin;
}

async function stop(scene: Scene, each: ProcessCase): Promise<Outcome> {
    const { operation, letter } = each;
    const endpoint = ENDPOINTS[letter] ?? "unknown";
    const isFinished = each.stop === "one interrupt" || each.stop === "the engine killed";
    const fault = isFinished
        ? ({ kind: "delay", ms: LATE_MS } as const)
        : ({ kind: "timeout", when: each.hasEffect ? "after" : "before" } as const);
    scene.simulator.addFault({ endpoint, fault });
    const when = (): Promise<void> => until(() => scene.letters().includes(letter));
    const point: CallPoint = { method: operation.method, when };
    const options = optionsOf(each, point);
    const outcome = await (operation.name === "delete"
        ? scene.destroy(options)
        : scene.up(options));
    if (each.stop === "the engine killed") await finished(scene, each);
    return outcome;
}

function optionsOf(each: ProcessCase, point: CallPoint): RunOptions {
    switch (each.stop) {
        case "one interrupt":
            return { interruptAfter: point };
        case "two interrupts":
            return { interruptAfter: { ...point, twice: true } };
        case "the provider killed":
            return { killProviderAt: point };
        case "the engine killed":
            return { killEngineAt: point };
    }
}

/** The provider lives until its call is done. Its last request shows that. */
async function finished(scene: Scene, { operation }: ProcessCase): Promise<void> {
    const last = { create: "R N S", move: "R N S", "PIN change": "P", delete: "D N" };
    await until(() => scene.letters().endsWith(last[operation.name]));
}

async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

function count(scene: Scene, letter: string): number {
    return scene
        .letters()
        .split(" ")
        .filter((each) => each === letter).length;
}
