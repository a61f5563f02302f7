import * as z from "zod";
import type { PhoneNumber } from "../world/PhoneNumber";
import { lastOnboardedAtMs } from "../world/registrationReading";

const conditionsSchema = z.array(
    z.object({
        field: z.enum(["account_mode", "is_official_business_account", "messaging_limit_tier"]),
        operator: z.literal("EQUAL"),
        value: z.union([z.string(), z.boolean()]),
    }),
);

/**
 * The numbers that `filtering` leaves.
 *
 * @param numbers - all
 * @param filtering - the parameter: a list of conditions, as JSON text
 * @returns undefined if the parameter cannot be used
 */
export function filteredNumbers(
    numbers: readonly PhoneNumber[],
    filtering: unknown,
): readonly PhoneNumber[] | undefined {
    if (filtering === undefined) return numbers;
    const conditions = conditionsSchema.safeParse(parsed(filtering));
    if (!conditions.success) return undefined;
    return numbers.filter((number) =>
        conditions.data.every(({ field, value }) => fieldOf(number, field) === String(value)),
    );
}

/**
 * The numbers in the order that `sort` asks for. Without it the numbers that were onboarded last
 * come first. Meta's guide writes `sort=['last_onboarded_time_ascending']`, read 2026-11-24; its
 * OpenAPI file has `.asc` and `.desc`. A number that was never onboarded counts as the oldest.
 *
 * @param numbers - all
 * @param sort - the parameter
 * @returns undefined if the parameter cannot be used
 */
export function sortedNumbers(
    numbers: readonly PhoneNumber[],
    sort: unknown,
): readonly PhoneNumber[] | undefined {
    const text = sortText(sort);
    const match =
        /^(creation_time|last_onboarded_time)(?:(?:_(?:asc|desc)ending)|(?:\.(?:asc|desc)))?$/.exec(
            text,
        );
    if (match === null) return undefined;
    const direction = /[_.]asc/.test(text) ? 1 : -1;
    const timeOf = (number: PhoneNumber): number =>
        match[1] === "creation_time" ? number.addedAtMs : (lastOnboardedAtMs(number) ?? 0);
    return [...numbers].sort((left, right) => direction * (timeOf(left) - timeOf(right)));
}

/** A list with one entry is accepted like its entry, in Meta's quotes or in those of JSON. */
function sortText(sort: unknown): string {
    const entry: unknown = Array.isArray(sort) ? sort[0] : (sort ?? "last_onboarded_time");
    return typeof entry === "string" ? entry.replace(/^\[\s*(['"])(.*)\1\s*\]$/, "$2") : "";
}

type FilterField = z.output<typeof conditionsSchema>[number]["field"];

function fieldOf(number: PhoneNumber, field: FilterField): string {
    switch (field) {
        case "account_mode":
            return number.accountMode;
        case "is_official_business_account":
            return "false";
        case "messaging_limit_tier":
            return "TIER_250";
    }
}

function parsed(filtering: unknown): unknown {
    if (typeof filtering !== "string") return filtering;
    try {
        return JSON.parse(filtering) as unknown;
    } catch {
        return undefined;
    }
}
