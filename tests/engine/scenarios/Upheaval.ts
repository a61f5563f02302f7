import type { Outcome } from "../availableEngines";
import {
    otherNumberId,
    phoneNumberId,
    type Declared,
    type Scene,
    type SceneOptions,
} from "./Scene";

/** The two numbers on Meta's side: a region, "off" or "deregistered". */
export interface Numbers {
    readonly main: string;
    readonly other: string;
}

/** An event in the life of a stack that could leave a number down, or up, by mistake. */
export interface Upheaval {
    readonly title: string;
    readonly scene?: Omit<SceneOptions, "engine">;
    /** The declaration before, with an update. */
    readonly from: readonly Declared[];
    /** The declaration from then on. */
    readonly to: readonly Declared[];
    /** The event. Default: an update. */
    readonly happens?: (scene: Scene) => Promise<Outcome>;
    /** The exit code of the event. Default: 0. */
    readonly exitCode?: number;
    /** The requests of the event. */
    readonly sends: string;
    /** The numbers after the event. */
    readonly leaves: Numbers;
    /** Whether it leaves two resources with one number. The next update repairs that. */
    readonly leavesTwins?: boolean;
    /** What a person does before the next update. Default: nothing. */
    readonly mend?: (scene: Scene) => void;
    /** The requests of the next update. Default: none. */
    readonly nextSends?: string;
    /** The numbers after the next update. Default: the same. */
    readonly ends?: Numbers;
    /** The requests of a destroy instead of the next update. */
    readonly destroySends: string;
}

export const down = "deregistered";
export const inCH: Declared = { name: "main", dataLocalizationRegion: "CH" };
export const inDE: Declared = { name: "main", dataLocalizationRegion: "DE" };
export const other: Declared = { name: "other", phoneNumberId: otherNumberId };

/** The requests of a move to another region. */
export const move = "N S P D N W S R N S";

/** The requests of a registration in a region. */
export const bringUp = "N S W S R N S";

/** Both numbers at this moment. */
export function numbersIn(scene: Scene): Numbers {
    return { main: scene.there(phoneNumberId), other: scene.there(otherNumberId) };
}
