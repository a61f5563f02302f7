import { phoneNumberId, type Scene } from "./Scene";
import { bringUp, down, inCH, inDE, move, type Upheaval } from "./Upheaval";

const mainInCH = { main: "CH", other: down };
const mainInDE = { main: "DE", other: down };

/** Lets Meta refuse the reading that proves the region. It is the third reading of the settings. */
function hidesRegion({ simulator }: Scene): void {
    simulator.addFault({
        endpoint: "getSettings",
        call: 3,
        fault: { kind: "graphError", code: 10 },
    });
}

/** Operations that fail after something took effect. A part of it must be stored. */
export const halfDone: readonly Upheaval[] = [
    {
        title: "a registration whose region could not be read back",
        from: [],
        to: [inCH],
        happens: (scene) => {
            hidesRegion(scene);
            return scene.up();
        },
        exitCode: 1,
        sends: bringUp,
        leaves: mainInCH,
        nextSends: "N S",
        destroySends: "N D N",
    },
    {
        title: "a move whose region could not be read back",
        from: [inCH],
        to: [inDE],
        happens: (scene) => {
            hidesRegion(scene);
            return scene.up();
        },
        exitCode: 1,
        sends: move,
        leaves: mainInDE,
        nextSends: "N S",
        // The new state and the old one are both deleted. Only the first delete has something to
        // do.
        destroySends: "N D N N",
    },
    {
        title: "a move whose registration was refused, and a person who has it tried again",
        from: [inCH],
        to: [inDE],
        happens: (scene) => {
            scene.simulator.addFault({
                endpoint: "register",
                fault: { kind: "graphError", code: 100 },
            });
            return scene.up();
        },
        exitCode: 1,
        sends: "N S P D N W S R",
        leaves: { main: down, other: down },
        mend: (scene) => {
            scene.stack.setEnv("WHATSAPP_FORCE", phoneNumberId);
        },
        // The storage was written before, and still reads as declared.
        nextSends: "N S R N S",
        ends: mainInDE,
        destroySends: "N N",
    },
];
