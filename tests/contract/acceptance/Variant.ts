import type { SwitchesInput } from "pulumi-whatsapp-simulator";

/** How the provider is told to set a region. */
export type Recipe = "settings" | "register" | "auto";

/** One way in which Meta may answer, if nobody documents it. */
export interface SwitchSetting {
    /** The settings, for titles. */
    readonly name: string;
    /** The simulator's switches. */
    readonly switches: SwitchesInput;
    /** Reads lag or are repeated. It does not matter how often the same thing is read in a row. */
    readonly repeatsReads?: boolean;
}

/** One walk through the acceptance order. */
export interface Variant extends SwitchSetting {
    /** The region that is declared at first; undefined for none. */
    readonly region: string | undefined;
    /** The configured recipe. */
    readonly recipe: Recipe;
}

/** The default of every switch, and every other value that it can have. */
const SETTINGS: readonly SwitchSetting[] = [
    { name: "defaults", switches: {} },
    ...[
        { statusAfterDeregister: "PENDING" },
        { deregisterUnregistered: "2207051" },
        { deregisterUnregistered: "notLinked" },
        { deregisterUnregistered: "invalidState" },
        { attemptBudget: "shared" },
        { failuresCount: false },
        { blockedCallsExtend: true },
        { pinAfterDeregister: "cleared" },
        { accountModel: "pinRetired" },
        { storageOffReads: "DEFAULT" },
        { storageOffReads: "absent" },
        { storageStatusCase: "lower" },
        { storageStatusCase: "lower", storageOffReads: "DEFAULT" },
        { successAs: "string" },
        { invalidTokenHttpStatus: 400 },
        { code12HttpStatus: 500 },
        { storageWriteWhileRegistered: "accepted" },
        { storageWriteWhileRegistered: "ignored" },
    ].map((switches) => ({ name: nameOf(switches), switches: switches as SwitchesInput })),
    ...[
        { connectedAfterSeconds: 3 },
        { storageVisibleAfterSeconds: 3 },
        { deregistrationVisibleAfterSeconds: 3 },
        { unknownFields: ["health_status"] },
        { unknownFields: ["is_on_biz_app", "new_name_status"] },
    ].map((switches) => ({ name: nameOf(switches), switches, repeatsReads: true })),
];

/** Every switch, with every recipe, with and without a region. */
export const VARIANTS: readonly Variant[] = SETTINGS.flatMap((setting) =>
    (["settings", "register", "auto"] as const).flatMap((recipe) =>
        ["CH", undefined].map((region) => variantOf(setting, recipe, region)),
    ),
);

/** The body takes a region only if the world says so. */
function variantOf(setting: SwitchSetting, recipe: Recipe, region: string | undefined): Variant {
    const accepts: SwitchesInput = recipe === "register" ? { bodyRegion: "accepted" } : {};
    return { ...setting, switches: { ...setting.switches, ...accepts }, recipe, region };
}

function nameOf(switches: object): string {
    const settings = Object.entries(switches).map(([name, value]) => `${name} ${String(value)}`);
    return settings.join(", ");
}
