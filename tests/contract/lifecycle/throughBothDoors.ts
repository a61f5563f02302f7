import { type DoorName, DOOR_NAMES } from "./doors";

/** Describes a suite for both doors: Pulumi's dynamic provider and the native plugin. */
export function throughBothDoors(title: string, body: (door: DoorName) => void): void {
    for (const door of DOOR_NAMES) {
        describe(`${title}, through the ${door} door`, () => {
            body(door);
        });
    }
}
