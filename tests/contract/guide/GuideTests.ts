import type { Rig } from "../lifecycle/Rig";

/**
 * Tests by title. Each has a rig of its own: one account, one verified number, never registered.
 */
export type GuideTests = Readonly<Record<string, (rig: Rig) => Promise<void>>>;
