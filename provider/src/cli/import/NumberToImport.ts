import type { SpentRequest } from "../../decisions/spentRequests";
import type { GraphError } from "../../graph/GraphError";
import type { PhoneNumber } from "../../graph/phoneNumber";
import type { StorageReading } from "../../graph/settings";

/** A number as it was read, and what this machine sent for it. */
export interface NumberToImport {
    /** The number's own reading. */
    readonly phoneNumber: PhoneNumber;
    /** Its storage; absent where that was not worth reading, or could not be read. */
    readonly storage?: StorageReading;
    /** Why Meta does not tell its storage; absent where it was not refused. */
    readonly storageRefusal?: GraphError;
    /** The register and deregister requests that this machine's journal knows. */
    readonly spentRequests: readonly SpentRequest[];
}
