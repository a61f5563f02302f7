import { budgetScenarios } from "./budgetScenarios";
import { ALL_FEW, one, type Scenario } from "./Scenario";
import type { Action } from "./World";
import {
    CH,
    changed,
    created,
    DE,
    drifted,
    EMPTY,
    halfMigrated,
    MIGRATED,
    NEW_PIN,
    PLAIN,
    region,
    UP_CH,
    up,
    withNameWaiting,
    withRecipe,
} from "./worlds";

/** Every start of the walk. */
export function scenarios(): readonly Scenario[] {
    const all = [...creates(), ...moves(), ...updates(), ...ends(), ...outOfReach()];
    const twice = all.map((one): Scenario => ({
        ...one,
        name: `${one.name}, two faults`,
        faults: ["few", "none"],
        most: 2,
    }));
    return [...all, ...budgetScenarios(), ...twice];
}

function creates(): readonly Scenario[] {
    return [
        one("create", [EMPTY, up(PLAIN)], ALL_FEW),
        one("create in CH", [EMPTY, up(CH)], ALL_FEW),
        one("create where storage is kept", [
            changed(EMPTY, { storage: region("DE"), keepsStorage: true }),
            up(CH),
        ]),
        one("adopt", [changed(EMPTY, UP_CH), up(CH)]),
        one("adopt elsewhere", [changed(EMPTY, UP_CH), up(DE)]),
        one("create with a wrong PIN", [
            { ...changed(EMPTY, { pin: NEW_PIN, hasPin: true }), isPinForeign: true },
            up(CH),
        ]),
        one("rename with another PIN", [
            created(CH),
            { kind: "rename", declaration: { ...CH, pin: NEW_PIN } },
        ]),
        one("rename", [created(CH), { kind: "rename", declaration: CH }]),
        one("PIN of an adopted number", [
            created(CH),
            { kind: "adoptedPin", declaration: { ...CH, pin: NEW_PIN } },
        ]),
    ];
}

function moves(): readonly Scenario[] {
    return [
        one("move", [created(CH), up(DE)], ALL_FEW),
        one("move where storage is kept", [created(CH, { keepsStorage: true }), up(DE)]),
        one("move to no region", [created(CH), up(PLAIN)], ALL_FEW),
        one("move to no region where storage is kept", [
            created(CH, { keepsStorage: true }),
            up(PLAIN),
        ]),
        one("move from no region", [created(PLAIN), up(CH)]),
        one("move with another PIN", [created(CH), up({ ...DE, pin: NEW_PIN })], ALL_FEW),
        one("move with the region in the body", [withRecipe(created(CH), "register"), up(DE)]),
        one("move of a number whose PIN was changed", [
            { ...changed(created(CH), { pin: "999999" }), isPinForeign: true },
            up(DE),
        ]),
        one("move while another number is down", [{ ...created(CH), isAnotherDown: true }, up(DE)]),
        one("move of a number that has no PIN", [
            changed(created(CH), { pin: undefined, hasPin: false }),
            up(DE),
        ]),
    ];
}

function updates(): readonly Scenario[] {
    return [
        one("another PIN", [created(CH), up({ ...CH, pin: NEW_PIN })], ALL_FEW),
        one("repair", [drifted(PLAIN), up(PLAIN)]),
        one("repair in CH", [drifted(CH), up(CH)], ALL_FEW),
        one("repair with another PIN", [drifted(CH), up({ ...CH, pin: NEW_PIN })]),
        one("repair with another region", [drifted(CH), up(DE)]),
        one("drift that is ignored, and another PIN", [
            drifted(CH),
            up({ ...CH, pin: NEW_PIN, ignoresDrift: true }),
        ]),
        one("a name waits", [withNameWaiting(CH), up(CH)], ALL_FEW),
        one("a name waits, and another PIN", [withNameWaiting(PLAIN), up({ pin: NEW_PIN })]),
    ];
}

function ends(): readonly Scenario[] {
    const destroy: Action = { kind: "destroy" };
    const refresh: Action = { kind: "refresh" };
    return [
        one("destroy", [created(CH), destroy], ALL_FEW),
        one("destroy what is gone", [drifted(CH), destroy]),
        one("destroy what was left incomplete", [
            changed(created(CH), { registered: true, isIncomplete: true }),
            destroy,
        ]),
        one("refresh", [created(CH), refresh]),
        one("refresh of a number that is down", [
            changed(created(CH), { registered: false }),
            refresh,
        ]),
    ];
}

function outOfReach(): readonly Scenario[] {
    const inApp = { elsewhere: "coexistence" } as const;
    const onPremises = changed(EMPTY, { elsewhere: "onPremises" });
    return [
        one("destroy a number in the app", [changed(created(CH), inApp), { kind: "destroy" }]),
        one("create a number in the app", [changed(EMPTY, { ...UP_CH, ...inApp }), up(DE)]),
        one("move of a number in the app", [changed(created(CH), inApp), up(DE)]),
        one("create a number on the On-Premises API", [onPremises, up(PLAIN)]),
        one("migrate", [onPremises, up(MIGRATED)]),
        one("a migration goes on", [halfMigrated(MIGRATED), up(MIGRATED)]),
        one("a migration goes on without its backup", [halfMigrated(MIGRATED), up(PLAIN)]),
    ];
}
