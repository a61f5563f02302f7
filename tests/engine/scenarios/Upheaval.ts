import type { Outcome } from "../availableEngines";
import {
    otherNumberId,
    phoneNumberId,
    type Declared,
    type Scene,
    type SceneOptions,
} from "./Scene";

/** The two numbers at Meta's side: a region, "off" or "deregistered". */
export interface Numbers {
    readonly main: string;
    readonly other: string;
}

/** Something that happens to a stack and could leave a number down, or up, that should not be. */
export interface Upheaval {
    readonly title: string;
    readonly scene?: Omit<SceneOptions, "engine">;
    /** What is declared and made before. */
    readonly from: readonly Declared[];
    /** What is declared from then on. */
    readonly to: readonly Declared[];
    /** What happens. Default: an update. */
    readonly happens?: (scene: Scene) => Promise<Outcome>;
    /** How that ends. Default: 0. */
    readonly exitCode?: number;
    /** What it sends. */
    readonly sends: string;
    /** How it leaves the numbers. */
    readonly leaves: Numbers;
    /** Whether it leaves two resources with one number, which the next update sets right. */
    readonly leavesTwins?: boolean;
    /** What a person does before the next update. Default: nothing. */
    readonly mend?: (scene: Scene) => void;
    /** What the next update sends. Default: nothing. */
    readonly nextSends?: string;
    /** How the next update leaves the numbers. Default: the same. */
    readonly ends?: Numbers;
    /** What a destroy sends in place of the next update. */
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

/** Both numbers as they are. */
export function numbersIn(scene: Scene): Numbers {
    return { main: scene.there(phoneNumberId), other: scene.there(otherNumberId) };
}
