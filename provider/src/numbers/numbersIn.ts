import { CORE_SCHEMA, load, YAMLException } from "js-yaml";

import { properties, type PropertyName } from "../decisions/properties";
import { type RegionCode, regionFrom } from "../decisions/regions";
import type { NoStorage } from "../decisions/storage";
import { withoutUndefined } from "../graph/jsonObject";
import { located, quoted } from "./located";
import { type NumberEntry, pinKeyOf, type PinSource, pinVariableOf } from "./NumberEntry";
import { type FileProblem, NumbersFileError, type Place } from "./NumbersFileError";
import { schemaProblems } from "./schemaProblems";

/** The word for "no local storage", for an entry whose customer has a default region. */
const NO_REGION = "none";

/** What an entry and the defaults of a customer have in common, as the file has it. */
export interface WrittenDefaults {
    readonly tokenName?: string;
    readonly wabaId?: string;
    readonly dataLocalizationRegion?: string;
    readonly noStorage?: NoStorage;
    readonly pinFrom?: WrittenPinSource;
    readonly protect?: boolean;
}

type WrittenPinSource =
    PinSource["kind"] | { readonly config: string } | { readonly environment: string };

interface WrittenNumber extends WrittenDefaults {
    readonly name: string;
    readonly customer?: string;
    readonly stack?: string;
    readonly phoneNumberId: string;
}

interface WrittenFile {
    readonly customers?: Readonly<Record<string, WrittenDefaults>>;
    readonly numbers: readonly WrittenNumber[];
}

/** A valid numbers file: its entries, and the defaults that they were made with. */
export interface NumbersFile {
    readonly entries: readonly NumberEntry[];
    readonly customers: ReadonlyMap<string, WrittenDefaults>;
}

/**
 * Reads the text of a numbers file; YAML or JSON, which is YAML.
 *
 * @param path - the file, as messages are to name it.
 * @throws NumbersFileError with everything that is wrong, each with its line.
 */
export function numbersIn(text: string, path: string): NumbersFile {
    const value = valueIn(text, path);
    const problems = [...ruleProblems(value), ...schemaProblems(value)];
    if (problems.length > 0) throw new NumbersFileError(path, located(text, problems));
    const file = value as WrittenFile;
    const contradictions = [...twins(file), ...strangers(file)];
    if (contradictions.length > 0) throw new NumbersFileError(path, located(text, contradictions));
    const customers = new Map(Object.entries(file.customers ?? {}));
    const entries = file.numbers.map((number) => {
        const { customer } = number;
        return entryFrom(number, customer === undefined ? {} : (customers.get(customer) ?? {}));
    });
    return { entries, customers };
}

// Reads a thousand entries in 40 ms, cold; `yaml`, which keeps positions, takes 230 ms.
function valueIn(text: string, path: string): unknown {
    try {
        return load(text, { schema: CORE_SCHEMA });
    } catch (thrown) {
        if (!(thrown instanceof YAMLException)) throw thrown;
        // The message quotes the file, the reason does not.
        const reason = `It is not YAML: ${thrown.reason}.`;
        const line = (thrown.mark as { readonly line: number } | undefined)?.line ?? 0;
        throw new NumbersFileError(path, [{ place: [], reason, line: line + 1 }]);
    }
}

/** The properties of the resource that stand in a file; each is judged by the resource's rule. */
const RULED: readonly PropertyName[] = [
    "phoneNumberId",
    "dataLocalizationRegion",
    "noStorage",
    "wabaId",
    "tokenName",
];

function ruleProblems(value: unknown): readonly FileProblem[] {
    const { customers, numbers } = objectFrom(value);
    return [
        ...Object.entries(objectFrom(customers)).flatMap(([name, defaults]) =>
            problemsOf(["customers", name], objectFrom(defaults)),
        ),
        ...(Array.isArray(numbers) ? numbers : []).flatMap((number, index) =>
            problemsOf(["numbers", index], objectFrom(number)),
        ),
    ];
}

function problemsOf(
    place: Place,
    written: Readonly<Record<string, unknown>>,
): readonly FileProblem[] {
    return RULED.filter((property) => written[property] !== undefined).flatMap((property) => {
        const reason = reasonAgainst(property, written);
        return reason === undefined ? [] : [{ place: [...place, property], reason }];
    });
}

function reasonAgainst(
    property: PropertyName,
    written: Readonly<Record<string, unknown>>,
): string | undefined {
    const { problem, excludes } = properties[property];
    const value = written[property];
    if (property === "dataLocalizationRegion" && value === NO_REGION) return undefined;
    const isBoth = excludes !== undefined && written[excludes.other] !== undefined;
    return problem(value) ?? (isBoth ? excludes.reason : undefined);
}

function objectFrom(value: unknown): Readonly<Record<string, unknown>> {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Names and ids that two entries have. */
function twins({ numbers }: WrittenFile): readonly FileProblem[] {
    return (["name", "phoneNumberId"] as const).flatMap((property) => {
        const seen = new Map<string, string>();
        return numbers.flatMap(({ name, ...number }, index) => {
            const value = property === "name" ? name : number.phoneNumberId;
            const other = seen.get(value);
            seen.set(value, other ?? name);
            if (other === undefined) return [];
            const reason =
                property === "name"
                    ? "Another entry above has this name. Each resource of a stack needs its own."
                    : `This phoneNumberId stands in entry ${quoted(other)} too. One number belongs in one entry.`;
            return [{ place: ["numbers", index, property], reason }];
        });
    });
}

/** Customers that are nowhere declared. */
function strangers({ customers = {}, numbers }: WrittenFile): readonly FileProblem[] {
    const names = Object.keys(customers);
    const known = new Set(names);
    const list = names.length === 0 ? "There are none." : `There are: ${names.join(", ")}.`;
    return numbers.flatMap(({ customer }, index) =>
        customer === undefined || known.has(customer)
            ? []
            : [
                  {
                      place: ["numbers", index, "customer"],
                      reason: `customer names no entry under customers. ${list}`,
                  },
              ],
    );
}

function entryFrom(number: WrittenNumber, defaults: WrittenDefaults): NumberEntry {
    const { name, phoneNumberId, customer } = number;
    const hasStorage =
        number.dataLocalizationRegion !== undefined || number.noStorage !== undefined;
    const { dataLocalizationRegion, noStorage } = hasStorage ? number : defaults;
    return withoutUndefined({
        name,
        phoneNumberId,
        customer,
        stack: number.stack ?? customer,
        dataLocalizationRegion: regionIn(dataLocalizationRegion),
        noStorage,
        wabaId: number.wabaId ?? defaults.wabaId,
        tokenName: number.tokenName ?? defaults.tokenName,
        pinFrom: pinSourceFrom(number.pinFrom ?? defaults.pinFrom ?? "config", phoneNumberId),
        protect: number.protect ?? defaults.protect ?? false,
    });
}

function regionIn(written: string | undefined): RegionCode | undefined {
    const reading = regionFrom(written);
    return reading.kind === "region" ? reading.region : undefined;
}

function pinSourceFrom(written: WrittenPinSource, phoneNumberId: string): PinSource {
    if (typeof written === "object") {
        return "config" in written
            ? { kind: "config", key: written.config }
            : { kind: "environment", variable: written.environment };
    }
    switch (written) {
        case "config":
            return { kind: "config", key: pinKeyOf(phoneNumberId) };
        case "environment":
            return { kind: "environment", variable: pinVariableOf(phoneNumberId) };
        case "generated":
            return { kind: "generated" };
    }
}
