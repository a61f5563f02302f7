import type { Stop } from "../decisions/Step";

/** The failure of an operation, with a message for the person who runs it. */
export class OperationFailure extends Error {
    /** What was decided; undefined where the failure is not about one number. */
    readonly stop: Stop | undefined;

    constructor(message: string, stop?: Stop) {
        super(message);
        this.stop = stop;
    }
}
