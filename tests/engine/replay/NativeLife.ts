import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { nativeResourceType, resourceType } from "../../../provider/src/resourceType";
import type { Engine, Outcome, ProviderCall, RunOptions, StateResource } from "../Engine";
import { nameOf, providerUrnOf } from "../stand-in/urn";
import { type Declared, otherNumberId, otherPin, phoneNumberId, Scene } from "../scenarios/Scene";
import { recordingsDir } from "./RecordedScenario";

const inCH = { name: "main", native: true, dataLocalizationRegion: "CH" };
const inDE = { ...inCH, dataLocalizationRegion: "DE" };
const otherInDE = { ...inDE, name: "other", phoneNumberId: otherNumberId };
const onlyRead = { name: "read", native: true, onlyRead: true, after: "main" };
const first = { ...inDE, opts: { deleteBeforeReplace: true } };

/** The file with what the real engine did. */
export const nativeRecording = path.join(recordingsDir, "native-plugin.json");

/** A step of a life through the native plugin. */
interface NativeStep {
    readonly title: string;
    readonly run: (scene: Scene) => Promise<Outcome>;
}

/**
 * What an engine did in a step, in a form that is the same in a recording and in a replay: its
 * calls, what it sent along, and what it stored. The provider's own texts are left out, and may
 * change without a new recording.
 */
export interface NativeStepRecord {
    readonly step: string;
    readonly exitCode: number;
    /** The provider calls, except those of previews. The stand-in makes none there. */
    readonly calls: readonly RecordedShape[];
    readonly state: readonly RecordedShape[];
}

type RecordedShape = Readonly<Record<string, unknown>>;

const wholeLife: readonly NativeStep[] = [
    { title: "create", run: (scene) => declared(scene, inCH).up() },
    { title: "unchanged", run: (scene) => scene.up() },
    { title: "update", run: (scene) => declared(scene, { ...inCH, pin: otherPin }).up() },
    { title: "the PIN back", run: (scene) => declared(scene, inCH).up() },
    { title: "replace", run: (scene) => declared(scene, inDE).up() },
    {
        title: "replace, delete first",
        run: (scene) => declared(scene, { ...first, dataLocalizationRegion: "CH" }).up(),
    },
    { title: "refresh", run: (scene) => scene.refresh() },
    {
        title: "refresh with drift",
        run: (scene) => {
            scene.simulator.changeNumber(phoneNumberId, { registered: false });
            return scene.refresh();
        },
    },
    {
        title: "drift that is ignored",
        run: (scene) => declared(scene, { ...inCH, opts: { ignoreChanges: ["registered"] } }).up(),
    },
    { title: "repair", run: (scene) => declared(scene, inCH).up() },
    {
        title: "a check that fails",
        run: (scene) => declared(scene, { ...inCH, dataLocalizationRegion: "XX" }).up(),
    },
    {
        title: "an unhealthy refresh",
        run: async (scene) => {
            scene.simulator.changeWorld({ tokens: [] });
            const outcome = await scene.refresh();
            const token = { token: "EAA-fake-token", name: "default" };
            scene.simulator.changeWorld({ tokens: [token] });
            return outcome;
        },
    },
    {
        title: "alias to the dynamic type",
        run: (scene) =>
            declared(scene, {
                ...inCH,
                native: false,
                opts: { aliases: [{ type: nativeResourceType }] },
            }).up(),
    },
    {
        title: "alias from the dynamic type",
        run: (scene) =>
            declared(scene, { ...inCH, opts: { aliases: [{ type: resourceType }] } }).up(),
    },
    { title: "destroy", run: (scene) => scene.destroy() },
    {
        title: "a create that ends half-way",
        run: (scene) => {
            scene.simulator.changeWorld({ switches: { bodyRegion: "ignored" } });
            scene.stack.setConfig("whatsapp:localStorageRecipe", "register");
            return declared(scene, inDE).up();
        },
    },
    {
        title: "what is open is finished",
        run: (scene) => {
            scene.stack.setConfig("whatsapp:localStorageRecipe", "auto");
            return scene.up();
        },
    },
    { title: "destroy again", run: (scene) => scene.destroy() },
    {
        title: "import by id",
        run: (scene) => {
            registeredInCH(scene);
            return scene.stack.importById({
                type: nativeResourceType,
                name: "main",
                id: phoneNumberId,
            });
        },
    },
    { title: "the PIN of an import", run: (scene) => declared(scene, inCH).up() },
];

const stoppedLife: readonly NativeStep[] = [
    {
        title: "an update that ends half-way",
        run: async (scene) => {
            await scene.begin(inCH);
            scene.simulator.changeNumber(phoneNumberId, { registered: false });
            await scene.refresh();
            scene.simulator.changeWorld({ switches: { bodyRegion: "ignored" } });
            scene.stack.setConfig("whatsapp:localStorageRecipe", "register");
            return scene.up();
        },
    },
    {
        title: "what is open is finished in place",
        run: (scene) => {
            scene.stack.setConfig("whatsapp:localStorageRecipe", "auto");
            return scene.up();
        },
    },
    {
        title: "an interrupt while a number is moved",
        run: (scene) => declared(scene, inDE).up({ stopWhen: deregistered(scene) }),
    },
    { title: "what an interrupt left is deleted", run: (scene) => scene.up() },
    { title: "destroy after an interrupt", run: (scene) => scene.destroy() },
];

const livesOfOthers: readonly NativeStep[] = [
    {
        title: "import by option",
        run: (scene) => {
            registeredInCH(scene);
            return declared(scene, { ...inCH, opts: { import: phoneNumberId } }).up();
        },
    },
    { title: "unchanged with the option", run: (scene) => scene.up() },
    {
        title: "replace with the option",
        run: (scene) => declared(scene, { ...inDE, opts: { import: phoneNumberId } }).up(),
    },
    { title: "unchanged without the option", run: (scene) => declared(scene, inCH).up() },
    {
        title: "read",
        run: (scene) => declared(scene, inCH, onlyRead).up(),
    },
    { title: "read again", run: (scene) => scene.up() },
    { title: "refresh of what was read", run: (scene) => scene.refresh() },
    { title: "read no more", run: (scene) => declared(scene, inCH).up() },
    {
        title: "an explicit provider",
        run: (scene) => declared(scene, { ...inCH, provider: "first" }).up(),
    },
    {
        title: "another explicit provider",
        run: (scene) => declared(scene, { ...inCH, provider: "second" }).up(),
    },
    {
        title: "two providers",
        run: (scene) =>
            declared(
                scene,
                { ...inCH, provider: "second" },
                { ...otherInDE, provider: "third", after: "main" },
            ).up(),
    },
    {
        title: "replace with two providers",
        run: (scene) =>
            declared(
                scene,
                { ...inCH, provider: "second" },
                { ...otherInDE, provider: "third", after: "main", dataLocalizationRegion: "CH" },
            ).up(),
    },
    { title: "destroy with two providers", run: (scene) => scene.destroy() },
];

// Each life has a scene of its own, because the budget of one number is not enough for all.
const lives = [wholeLife, stoppedLife, livesOfOthers];

/** Runs the lives on an engine, and returns what it did, step by step. */
export async function nativeLife(engine: Engine): Promise<readonly NativeStepRecord[]> {
    const records: NativeStepRecord[] = [];
    for (const steps of lives) records.push(...(await lifeOf(steps, engine)));
    return records;
}

async function lifeOf(
    steps: readonly NativeStep[],
    engine: Engine,
): Promise<readonly NativeStepRecord[]> {
    const scene = await Scene.open({ engine, processes: true });
    const records: NativeStepRecord[] = [];
    try {
        for (const { title, run } of steps) {
            const { exitCode, calls } = await run(scene);
            const state = (await scene.stack.state()).filter(isRegistration).map(stateShape);
            records.push({ step: title, exitCode, calls: callShapes(calls), state });
        }
        return records;
    } finally {
        await scene.close();
    }
}

/** One Ctrl-C when the number is down. The answer that says so comes later. */
function deregistered(scene: Scene): NonNullable<RunOptions["stopWhen"]> {
    scene.simulator.addFault({ endpoint: "deregister", fault: { kind: "delay", ms: 2000 } });
    const isDown = async (): Promise<void> => {
        while (scene.there() !== "deregistered") await pause(10);
    };
    return { when: isDown(), how: "interrupt" };
}

/** Somebody registered the number in CH before the stack knows it. */
function registeredInCH({ simulator }: Scene): void {
    const storage = { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" } as const;
    simulator.changeNumber(phoneNumberId, { registered: true, storage });
}

function declared(scene: Scene, ...numbers: readonly Declared[]): Scene {
    scene.declare(...numbers);
    return scene;
}

function callShapes(calls: readonly ProviderCall[]): readonly RecordedShape[] {
    return calls
        .filter(({ method, request }) => !noShape.has(method) && request["preview"] !== true)
        .map(({ method, request, error }) => ({
            method,
            urn: request["urn"],
            id: request["id"],
            ignoreChanges: request["ignoreChanges"],
            ...propertyShapes(request, method === "Create" ? ["properties"] : inputFields),
            fails: error !== undefined,
        }))
        .map(withoutAbsent);
}

const noShape: ReadonlySet<string> = new Set(["Cancel", "Configure"]);
const inputFields = ["news", "inputs", "oldInputs"];
const outputFields = ["olds", "properties", "outputs"];

function stateShape(state: StateResource): RecordedShape {
    const { urn, type, id, parent, provider, aliases, initErrors, pendingReplacement } = state;
    const known = {
        ...{ urn, type, id, parent, aliases, pendingReplacement, delete: state.delete },
        provider: provider === undefined ? undefined : nameOf(providerUrnOf(provider)),
        external: state.external,
    };
    const shapes = propertyShapes({ ...state }, inputFields);
    return withoutAbsent({ ...known, ...shapes, isPartial: initErrors !== undefined });
}

/** For inputs the names, because the engine decides on them. For outputs whether there are any. */
function propertyShapes(holder: RecordedShape, inputs: readonly string[]): RecordedShape {
    const present = (names: readonly string[]): readonly string[] =>
        names.filter((name) => holder[name] !== undefined);
    const outputs = outputFields.filter((name) => !inputs.includes(name));
    const entries: readonly (readonly [string, unknown])[] = [
        ...present(inputs).map((name) => [name, namesOf(holder[name])] as const),
        ...present(outputs).map((name) => [name, namesOf(holder[name]).length > 0] as const),
    ];
    return Object.fromEntries(entries);
}

function namesOf(properties: unknown): readonly string[] {
    return Object.keys(properties ?? {}).sort();
}

function withoutAbsent(shape: RecordedShape): RecordedShape {
    return JSON.parse(JSON.stringify(shape)) as RecordedShape;
}

function isRegistration({ type }: StateResource): boolean {
    return type === nativeResourceType || type === resourceType;
}
