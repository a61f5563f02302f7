"use strict";

/** The import rules: data flows one way (DESIGN.md, "The house"). */
module.exports = {
    forbidden: [
        {
            name: "no-circles",
            severity: "error",
            from: {},
            to: { circular: true },
        },
        {
            name: "one-file-knows-axios",
            comment: "Only the transport talks HTTP.",
            severity: "error",
            from: { path: "^provider/src", pathNot: "^provider/src/graph/GraphTransport\\.ts$" },
            to: { path: "node_modules/axios" },
        },
        {
            name: "programs-stay-light",
            comment:
                "A Pulumi program loads the resource, never the lifecycle or the Graph client.",
            severity: "error",
            from: {
                path: "^provider/src/((index|WhatsAppPhoneRegistration[^/]*|installation)\\.ts$|numbers/)",
            },
            to: {
                path: "^provider/src/(lifecycle|graph/(?!catalogue|GraphErrorEntry|jsonObject)|journal|host|cli)",
                dependencyTypesNot: ["type-only"],
            },
        },
        {
            name: "decisions-are-pure",
            comment:
                "Decisions know neither Pulumi nor HTTP nor the disk nor the clock; Meta's errors are data.",
            severity: "error",
            from: { path: "^provider/src/decisions" },
            to: {
                pathNot:
                    "^provider/src/(decisions|graph/(catalogue|row|GraphErrorEntry|[A-Z]+_ERRORS|jsonObject)\\.ts)",
                dependencyTypesNot: ["type-only"],
            },
        },
        {
            name: "graph-knows-no-pulumi",
            severity: "error",
            from: { path: "^provider/src/graph" },
            to: { path: "@pulumi/|^provider/src/(lifecycle|host|journal|configuration)" },
        },
        {
            name: "nothing-above-the-lifecycle",
            comment: "Journal, host and configuration serve the lifecycle and know nothing of it.",
            severity: "error",
            from: { path: "^provider/src/(journal|host|configuration|graph|decisions)" },
            to: { path: "^provider/src/(lifecycle|provider\\.ts|index\\.ts)" },
        },
        {
            name: "the-simulator-agrees-with-meta-not-with-us",
            comment: "Provider and simulator share no code.",
            severity: "error",
            from: { path: "^simulator/" },
            to: { path: "^provider/" },
        },
        {
            name: "the-provider-knows-no-simulator",
            severity: "error",
            from: { path: "^provider/" },
            to: { path: "^(simulator|policy|plugin|tests|examples|demo)/" },
        },
        {
            name: "policies-judge-what-pulumi-shows",
            comment: "The policy pack shares no code with what it judges.",
            severity: "error",
            from: { path: "^policy/" },
            to: { path: "^(provider|simulator|plugin|tests|examples|demo)/" },
        },
        {
            name: "the-plugin-is-a-door",
            comment: "It reaches Meta through the lifecycle alone.",
            severity: "error",
            from: { path: "^plugin/src" },
            to: { path: "^provider/src/(graph|journal|cli)|^(simulator|policy|tests)/" },
        },
        {
            name: "packages-declare-what-they-load",
            severity: "error",
            from: { path: "^(provider|simulator|policy)/src" },
            to: {
                dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown"],
                // Types only: these two are loaded through @pulumi/pulumi, whose own they are.
                pathNot: "node_modules/(@grpc/grpc-js|google-protobuf)/",
            },
        },
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        exclude: { path: "(^|/)dist/" },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        enhancedResolveOptions: {
            exportsFields: ["exports"],
            conditionNames: ["require", "types", "node"],
        },
    },
};
