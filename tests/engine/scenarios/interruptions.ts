import { type Scene } from "./Scene";
import { bringUp, down, inCH, inDE, move, type Upheaval } from "./Upheaval";

const processes = { processes: true };
const mainInCH = { main: "CH", other: down };
const mainInDE = { main: "DE", other: down };
const firstDeletes = { opts: { deleteBeforeReplace: true } };

/** Waits until a request with that letter was answered. */
async function received(scene: Scene, letter: string): Promise<void> {
    while (!scene.letters().includes(letter)) await new Promise((resolve) => setImmediate(resolve));
}

/** Stops that only the stand-in can do at a chosen moment: an interrupt, a cut and a kill. */
export const interruptions: readonly Upheaval[] = [
    {
        title: "a stop between create and delete",
        from: [inCH],
        to: [inDE],
        happens: (scene) => scene.up({ stopBetweenReplaceHalves: true }),
        exitCode: 1,
        sends: move,
        leaves: mainInDE,
        destroySends: "N D N N",
    },
    {
        title: "a stop between create and delete of a rename",
        from: [inCH],
        to: [{ ...inCH, name: "renamed" }],
        happens: (scene) => scene.up({ interruptAfter: { method: "Create" } }),
        exitCode: 1,
        sends: "N S",
        leaves: mainInCH,
        destroySends: "N D N N",
    },
    {
        title: "a stop between delete and create, where the user wants that order",
        from: [{ ...inCH, ...firstDeletes }],
        to: [{ ...inDE, ...firstDeletes }],
        happens: (scene) => scene.up({ stopBetweenReplaceHalves: true }),
        exitCode: 1,
        sends: "",
        leaves: mainInCH,
        nextSends: move,
        ends: mainInDE,
        // Pulumi drops a resource that waits for its replacement, and does not ask the provider.
        destroySends: "",
    },
    {
        title: "one interrupt while a number is moved",
        scene: processes,
        from: [inCH],
        to: [inDE],
        happens: (scene) => scene.up({ interruptAfter: { method: "Create" } }),
        exitCode: 1,
        sends: move,
        leaves: mainInDE,
        destroySends: "N D N N",
    },
    {
        title: "a delete in another process than check and create",
        scene: processes,
        from: [inCH],
        to: [inDE],
        happens: (scene) => scene.up({ deleteInSecondProcess: true }),
        sends: move,
        leaves: mainInDE,
        destroySends: "N D N",
    },
    {
        title: "a rename whose delete runs in another process",
        scene: processes,
        from: [inCH],
        to: [{ ...inCH, name: "renamed" }],
        happens: (scene) => scene.up({ deleteInSecondProcess: true }),
        sends: "N S",
        leaves: mainInCH,
        destroySends: "N D N",
    },
    {
        title: "two interrupts while a number that is moved is down",
        scene: processes,
        from: [inCH],
        to: [inDE],
        happens: (scene) => {
            scene.simulator.addFault({
                endpoint: "setStorage",
                fault: { kind: "timeout", when: "before" },
            });
            const when = (): Promise<void> => received(scene, "W");
            return scene.up({ interruptAfter: { method: "Create", twice: true, when } });
        },
        exitCode: 8,
        sends: "N S P D N W",
        leaves: { main: down, other: down },
        nextSends: bringUp,
        ends: mainInDE,
        destroySends: "N",
    },
    {
        title: "the death of the provider while a number that is moved is down",
        scene: processes,
        from: [inCH],
        to: [inDE],
        happens: (scene) => {
            scene.simulator.addFault({
                endpoint: "setStorage",
                fault: { kind: "timeout", when: "before" },
            });
            const when = (): Promise<void> => received(scene, "W");
            return scene.up({ killProviderAt: { method: "Create", when } });
        },
        exitCode: 1,
        sends: "N S P D N W",
        leaves: { main: down, other: down },
        nextSends: bringUp,
        ends: mainInDE,
        destroySends: "N",
    },
    {
        title: "the death of the engine while a number is moved, which its provider finishes",
        scene: processes,
        from: [inCH],
        to: [inDE],
        happens: async (scene) => {
            const when = (): Promise<void> => received(scene, "D");
            const outcome = await scene.up({ killEngineAt: { method: "Create", when } });
            await received(scene, "R N S");
            return outcome;
        },
        exitCode: 137,
        sends: move,
        leaves: mainInDE,
        nextSends: "N S",
        destroySends: "N D N",
    },
    {
        title: "the death of the provider while a new number is registered, of which no state tells",
        scene: processes,
        from: [],
        to: [inCH],
        happens: (scene) => {
            scene.simulator.addFault({
                endpoint: "register",
                fault: { kind: "timeout", when: "after" },
            });
            const when = (): Promise<void> => received(scene, "R");
            return scene.up({ killProviderAt: { method: "Create", when } });
        },
        exitCode: 1,
        sends: "N S W S R",
        leaves: mainInCH,
        nextSends: "N S",
        // A destroy only handles numbers in the state. An update must come first.
        destroySends: "",
    },
];
