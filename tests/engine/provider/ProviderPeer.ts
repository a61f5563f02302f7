import type { ProviderMethod } from "../Engine";
import type { PropertyMap } from "../stand-in/PropertyMap";

/** A provider that answers calls of the protocol, wherever it runs. */
export interface ProviderPeer {
    /** Sends one call; rejects with a ProviderError when it fails. */
    call(method: ProviderMethod, request: PropertyMap): Promise<PropertyMap>;
    /** Ends it at once, as `kill -9` does. */
    kill(): void;
    /** Gives it up without ending it, as a killed engine does. */
    abandon(): void;
    /** Ends it as the engine does at the end of an operation. */
    close(): Promise<void>;
}

/** Receives a provider's plain output. */
export interface ProviderOutput {
    readonly onLine: (line: string, stream: "stdout" | "stderr") => void;
}
