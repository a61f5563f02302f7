import type { Action, Declaration, World } from "./World";

/** What a person may do next: the same again, an earlier declaration, another place, or an end. */
export function actionsIn(world: World): readonly Action[] {
    const { saved, declared, earlier, journal } = world;
    const last = declared ?? earlier.at(-1);
    const others = last === undefined ? [] : othersThan(last, world);
    const texts = new Set<string>();
    const declarations = [...(last === undefined ? [] : [last]), ...earlier, ...others].filter(
        (declaration) => {
            const text = JSON.stringify(declaration);
            return !texts.has(text) && texts.add(text);
        },
    );
    const ups = declarations.map((declaration): Action => ({ kind: "up", declaration }));
    const isThere = saved !== undefined && journal.length > 0;
    return isThere ? [...ups, { kind: "destroy" }, { kind: "refresh" }] : ups;
}

function othersThan(last: Declaration, { isOpen, earlier }: World): readonly Declaration[] {
    const elsewhere = { ...last, region: last.region === "DE" ? "CH" : "DE" };
    // The program was put back after a stopped run, and something else was changed with it.
    const before = earlier.at(-2);
    const isPutBack = isOpen && before !== undefined && last.tokenName === undefined;
    return [
        elsewhere,
        ...(last.hasBackup === true ? [{ ...last, hasBackup: false }] : []),
        ...(isPutBack ? [{ ...before, tokenName: "acme" }] : []),
    ];
}
