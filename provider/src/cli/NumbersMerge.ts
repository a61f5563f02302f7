import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";

import {
    declaredStorage,
    describeWanted,
    isSameStorage,
    type NoStorage,
    wantedStorage,
} from "../decisions/storage";
import { memberOf, textOf, withoutUndefined } from "../graph/jsonObject";
import type { NumbersFile, WrittenDefaults } from "../numbers/numbersIn";
import { type AddedNumber, withNumbersAdded } from "../numbers/withNumbersAdded";
import { readTextFile } from "./CommandFailure";
import type { ImportedNumber, ImportPlan } from "./importPlanOf";
import { numbersFileIn } from "./numbersFileIn";

/** Adds the numbers of an import to a numbers file; existing entries do not change. */
export class NumbersMerge {
    /** The file, as its user named it. */
    readonly path: string;
    readonly #text: string | undefined;
    readonly #file: NumbersFile;

    /**
     * Reads the file, if there is one.
     *
     * @param target - the folder of the process, and the file.
     * @throws CommandFailure with what is wrong with it.
     */
    constructor({ folder, path }: Readonly<Record<"folder" | "path", string>>) {
        this.path = path;
        this.#text = existsSync(resolve(folder, path))
            ? readTextFile({ folder, path, option: "--numbers" })
            : undefined;
        this.#file =
            this.#text === undefined
                ? { entries: [], customers: new Map() }
                : numbersFileIn(this.#text, path);
    }

    /** A plan with the names and tokens of the file, and with what a person should look at. */
    planned(plan: ImportPlan): ImportPlan {
        const known = new Map(this.#file.entries.map((one) => [one.phoneNumberId, one]));
        const taken = new Set(this.#file.entries.map(({ name }) => name));
        const imported = plan.imported.map((number) => {
            const entry = known.get(number.phoneNumberId);
            return {
                ...withToken(number, entry === undefined ? this.#tokenOf(number) : entry.tokenName),
                name: entry?.name ?? freeName(number, taken),
            };
        });
        const remarks = imported.flatMap((number) => {
            const entry = known.get(number.phoneNumberId);
            if (entry === undefined || isSameStorage(wantedStorage(entry), wantedStorage(number))) {
                return [];
            }
            const [declared, read] = [entry, number].map((one) =>
                describeWanted(wantedStorage(one)),
            );
            return [
                `Look at ${number.name} (${number.phoneNumberId}): ${this.path} declares ${String(declared)} and Meta has ${String(read)}. The next "pulumi up" moves it; change the file if you do not want that.`,
            ];
        });
        return { ...plan, imported, remarks };
    }

    /** The file with the numbers that it does not have yet. */
    textWith(imported: readonly ImportedNumber[]): string {
        const known = new Set(this.#file.entries.map(({ phoneNumberId }) => phoneNumberId));
        const added = imported
            .filter(({ phoneNumberId }) => !known.has(phoneNumberId))
            .map((number) => this.#entryOf(number));
        if (added.length === 0 && this.#text !== undefined) return this.#text;
        return withNumbersAdded(this.#text, added, extname(this.path) === ".json");
    }

    #entryOf(number: ImportedNumber): AddedNumber {
        const { name, phoneNumberId, label, tokenName } = number;
        const [customer, defaults = {}] = this.#customerOf(number) ?? [];
        return withoutUndefined({
            name,
            customer,
            phoneNumberId,
            tokenName: tokenName === defaults.tokenName ? undefined : tokenName,
            ...storageBeside(defaults, number),
            label,
        });
    }

    /** An entry without a token has its customer's. */
    #tokenOf(number: ImportedNumber): string | undefined {
        const [, defaults = {}] = this.#customerOf(number) ?? [];
        return number.tokenName ?? defaults.tokenName;
    }

    /** The one customer whose account or token it is. */
    #customerOf(number: ImportedNumber): readonly [string, WrittenDefaults] | undefined {
        const { tokenName } = number;
        const wabaId = textOf(number.outputs, "wabaId");
        const customers = [...this.#file.customers];
        const ofAccount = customers.filter(([, one]) => one.wabaId && one.wabaId === wabaId);
        const ofToken = customers.filter(
            ([, one]) => one.wabaId === undefined && tokenName && one.tokenName === tokenName,
        );
        const [only, ...others] = ofAccount.length > 0 ? ofAccount : ofToken;
        return others.length === 0 ? only : undefined;
    }
}

/** The number with the token that the program will name, so that the next preview shows no change. */
function withToken(number: ImportedNumber, tokenName: string | undefined): ImportedNumber {
    return withoutUndefined({
        ...number,
        tokenName,
        inputs: withoutUndefined({ ...number.inputs, tokenName }),
        outputs: withoutUndefined({ ...number.outputs, tokenName }),
    });
}

/** What an entry must say about its storage, given its customer's defaults. */
function storageBeside(
    defaults: WrittenDefaults,
    number: ImportedNumber,
): { readonly dataLocalizationRegion?: string; readonly noStorage?: NoStorage } {
    const region = memberOf(defaults, "dataLocalizationRegion");
    const ofCustomer = wantedStorage({
        ...(typeof region === "string" && region !== "none"
            ? { dataLocalizationRegion: region.toUpperCase() }
            : {}),
        ...(defaults.noStorage === undefined ? {} : { noStorage: defaults.noStorage }),
    });
    const wanted = wantedStorage(number);
    if (isSameStorage(wanted, ofCustomer)) return {};
    return wanted.kind === "off" ? { dataLocalizationRegion: "none" } : declaredStorage(wanted);
}

function freeName({ name, phoneNumberId }: ImportedNumber, taken: ReadonlySet<string>): string {
    return taken.has(name) ? `${name}-${phoneNumberId}` : name;
}
