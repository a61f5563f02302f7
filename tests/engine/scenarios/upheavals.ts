import { rmSync } from "node:fs";

import { otherNumberId, phoneNumberId, type Scene } from "./Scene";
import { down, inCH, inDE, move, other, type Upheaval } from "./Upheaval";

const type = "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration";
const twin = { ...inCH, name: "twin" };
const onOther = { ...inCH, phoneNumberId: otherNumberId };
const mainInCH = { main: "CH", other: down };
const mainInDE = { main: "DE", other: down };

/**
 * A stack whose state has two resources for one number. Only a targeted update makes this state.
 */
async function withTwin(scene: Scene): Promise<void> {
    scene.declare(inCH, twin);
    await scene.up({ target: [`urn:pulumi:dev::numbers::${type}::twin`] });
    scene.simulator.clearRequests();
}

/**
 * Lets the registration of the other number fail while the first number is moved. The failure comes
 * after the move began. The last reading of the move comes long after the failure.
 */
function failsWhileMoved({ simulator }: Scene): void {
    const ofOther = { phoneNumberId: otherNumberId };
    simulator.addFault({
        ...ofOther,
        endpoint: "getPhoneNumber",
        fault: { kind: "delay", ms: 300 },
    });
    simulator.addFault({
        ...ofOther,
        endpoint: "getSettings",
        fault: { kind: "graphError", code: 10 },
    });
    simulator.addFault({
        phoneNumberId,
        endpoint: "getSettings",
        call: 3,
        fault: { kind: "delay", ms: 900 },
    });
}

/** What people do to a stack, as far as a command line can do it. */
export const upheavals: readonly Upheaval[] = [
    {
        title: "a rename without an alias",
        from: [inCH],
        to: [{ ...inCH, name: "renamed" }],
        sends: "N S",
        leaves: mainInCH,
        destroySends: "N D N",
    },
    {
        title: "a rename that moves to another region",
        from: [inCH],
        to: [{ ...inDE, name: "renamed" }],
        sends: move,
        leaves: mainInDE,
        destroySends: "N D N",
    },
    {
        title: "the removal of a twin",
        from: [inCH],
        to: [inCH],
        happens: async (scene) => {
            await withTwin(scene);
            scene.declare(inCH);
            return scene.up();
        },
        sends: "",
        leaves: mainInCH,
        destroySends: "N D N",
    },
    {
        title: "twins in the state",
        leavesTwins: true,
        from: [inCH],
        to: [inCH],
        happens: async (scene) => {
            scene.declare(inCH, twin);
            const outcome = await scene.up({
                target: [`urn:pulumi:dev::numbers::${type}::twin`],
            });
            scene.declare(inCH);
            return outcome;
        },
        sends: "N S",
        leaves: mainInCH,
        destroySends: "N D N N",
    },
    {
        title: "a swap of two numbers in one region",
        from: [inCH, { ...onOther, name: "other" }],
        to: [onOther, { ...inCH, name: "other" }],
        sends: "N S N S",
        leaves: { main: "CH", other: "CH" },
        destroySends: "N D N N D N",
    },
    {
        title: "a swap of two numbers in two regions",
        from: [inCH, { ...onOther, name: "other", dataLocalizationRegion: "DE" }],
        to: [onOther, { ...inDE, name: "other" }],
        sends: `${move} ${move}`,
        leaves: { main: "DE", other: "CH" },
        destroySends: "N D N N D N",
    },
    {
        title: "another number on the same resource",
        from: [inCH],
        to: [onOther],
        sends: "N S W S R N S N D N",
        leaves: { main: down, other: "CH" },
        destroySends: "N D N",
    },
    {
        title: "a targeted replace",
        from: [inCH],
        to: [inCH],
        happens: (scene) => scene.up({ targetReplace: ["main"] }),
        sends: "N S",
        leaves: mainInCH,
        destroySends: "N D N",
    },
    {
        title: "a targeted replace with another region",
        from: [inCH],
        to: [inDE],
        happens: (scene) => scene.up({ targetReplace: ["main"] }),
        sends: move,
        leaves: mainInDE,
        destroySends: "N D N",
    },
    {
        title: "a targeted replace with another region on a machine without the journal",
        from: [inCH],
        to: [inDE],
        happens: (scene) => {
            rmSync(scene.journalFolder, { recursive: true });
            return scene.up({ targetReplace: ["main"] });
        },
        exitCode: 1,
        sends: "N S",
        leaves: mainInCH,
        nextSends: move,
        ends: mainInDE,
        destroySends: "N D N",
    },
    {
        title: "a forced replace",
        from: [inCH],
        to: [inCH],
        happens: (scene) => scene.up({ replace: ["main"] }),
        sends: "N S",
        leaves: mainInCH,
        destroySends: "N D N",
    },
    {
        title: "a taint",
        from: [inCH],
        to: [inCH],
        happens: async (scene) => {
            await scene.stack.taint("main");
            return scene.up();
        },
        sends: "N S",
        leaves: mainInCH,
        destroySends: "N D N",
    },
    {
        title: "a taint and another region",
        from: [inCH],
        to: [inDE],
        happens: async (scene) => {
            await scene.stack.taint("main");
            return scene.up();
        },
        sends: move,
        leaves: mainInDE,
        destroySends: "N D N",
    },
    {
        title: "the replace of a resource that another one's id depends on",
        from: [inCH, { ...other, idFrom: "main" }],
        to: [inDE, { ...other, idFrom: "main" }],
        sends: move,
        leaves: { main: "DE", other: "off" },
        destroySends: "N D N N D N",
    },
    {
        title: "a replace whose delete is asked for first by the user",
        from: [{ ...inCH, opts: { deleteBeforeReplace: true } }],
        to: [{ ...inDE, opts: { deleteBeforeReplace: true } }],
        sends: move,
        leaves: mainInDE,
        destroySends: "N D N",
    },
    {
        title: "the replace, delete first, of a resource that another one's id depends on",
        from: [
            { ...inCH, opts: { deleteBeforeReplace: true } },
            { ...other, idFrom: "main" },
        ],
        to: [
            { ...inDE, opts: { deleteBeforeReplace: true } },
            { ...other, idFrom: "main" },
        ],
        sends: move,
        leaves: { main: "DE", other: "off" },
        destroySends: "N D N N D N",
    },
    {
        title: "a forced replace whose delete is asked for first by the user",
        from: [{ ...inCH, opts: { deleteBeforeReplace: true } }],
        to: [{ ...inCH, opts: { deleteBeforeReplace: true } }],
        happens: (scene) => scene.up({ replace: ["main"] }),
        sends: "N S",
        leaves: mainInCH,
        destroySends: "N D N",
    },
    {
        title: "another resource's failure in the middle of a replace",
        from: [inCH],
        to: [inDE, other],
        happens: (scene) => {
            failsWhileMoved(scene);
            return scene.up();
        },
        exitCode: 1,
        sends: `N S ${move}`,
        leaves: mainInDE,
        nextSends: "N S R N",
        ends: { main: "DE", other: "off" },
        destroySends: "N D N N",
    },
];
