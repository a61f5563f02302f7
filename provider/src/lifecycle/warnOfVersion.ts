import { graphVersionLifetime } from "../configuration/graphVersionLifetime";
import type { Operation } from "./Operation";

/** Says once an operation that the version of the Graph API ends soon, or has ended. */
export async function warnOfVersion(operation: Operation, urn: string | undefined): Promise<void> {
    const { graphApiVersion } = operation.configuration;
    const lifetime = graphVersionLifetime(graphApiVersion, operation.host.now());
    if (lifetime.kind !== "ended" && lifetime.kind !== "endsSoon") return;
    const when = lifetime.kind === "ended" ? "ended on" : "ends on";
    const text =
        `Graph API ${graphApiVersion} ${when} ${lifetime.endsAt}. ` +
        "Set whatsapp:graphApiVersion to a newer version";
    await operation.warnOnce(text, urn);
}
