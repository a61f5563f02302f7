import { graphVersionEnds, graphVersionLifetime } from "../../configuration/graphVersionLifetime";
import type { DoctorFacts } from "./examine";
import type { Finding } from "./Finding";

const nextStep =
    "Set whatsapp:graphApiVersion to a newer version in the stack's config, and --graph-api-version here";

/** What is to be said of the version of the Graph API. */
export function versionFindings({ graphApiVersion, now }: DoctorFacts): readonly Finding[] {
    const subject = `Graph API ${graphApiVersion}`;
    const lifetime = graphVersionLifetime(graphApiVersion, now);
    switch (lifetime.kind) {
        case "ended": {
            const cause = `it ended on ${lifetime.endsAt}, and Meta answers by the rules of a later one`;
            return [{ severity: "problem", kind: "versionEnded", subject, cause, nextStep }];
        }
        case "endsSoon": {
            const cause = `it ends on ${lifetime.endsAt}`;
            return [{ severity: "warning", kind: "versionEndsSoon", subject, cause, nextStep }];
        }
        case "unknown": {
            const cause = "it is newer than this package, which knows nothing of its rules";
            return [{ severity: "note", kind: "versionUnknown", subject, cause }];
        }
        case "alive": {
            const end = graphVersionEnds[graphApiVersion] ?? "a day that Meta has not named";
            const cause = `it is served until ${end}`;
            return [{ severity: "note", kind: "version", subject, cause }];
        }
    }
}
