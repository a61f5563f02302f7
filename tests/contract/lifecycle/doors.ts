import type { Host } from "../../../provider/src/host/Host";
import { PhoneRegistrationProvider } from "../../../provider/src/lifecycle/PhoneRegistrationProvider";
import { NativeDoor } from "./NativeDoor";

/** The calls of the engine, in the words of Pulumi's interface. */
export type Door = Pick<
    PhoneRegistrationProvider,
    "configure" | "check" | "diff" | "create" | "read" | "update" | "delete" | "cancel"
>;

/** A process with its lifecycle behind one of the two doors. */
type OpenDoor = (host: Host) => Door;

/** Both doors to the lifecycle: Pulumi's dynamic provider, and the native plugin's protocol. */
export const DOORS = {
    dynamic: (host: Host) => new PhoneRegistrationProvider(host),
    native: (host: Host) => new NativeDoor(host),
} as const satisfies Readonly<Record<string, OpenDoor>>;

/** The name of a door. */
export type DoorName = keyof typeof DOORS;

/** The names of both, for suites that are valid for each. */
export const DOOR_NAMES = Object.keys(DOORS) as readonly DoorName[];
