import path from "node:path";

const root = path.resolve(__dirname, "..");

/** The made-up number of the story, and what it needs. The world of the simulator has all of it. */
export const playground = {
    worldFile: path.join(root, "simulator", "worlds", "playground.json"),
    programDir: path.join(root, "examples", "single-number"),
    phoneNumberId: "106540352242922",
    pin: "012345",
    /** The PIN that another person gives the number in the story. */
    otherPin: "543210",
    accessToken: "EAA-fake-token",
} as const;
