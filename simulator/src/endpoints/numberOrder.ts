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
 * The numbers that `filtering` lets through.
 *
 * @param numbers - all
 * @param filtering - the parameter: a list of conditions, as JSON text
 * @returns undefined where the parameter cannot be used
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
 * The numbers in the order that `sort` asks for; in the order they were added without it.
 *
 * @param numbers - all
 * @param sort - the parameter, in the forms of the guide and of the OpenAPI file
 */
export function sortedNumbers(
    numbers: readonly PhoneNumber[],
    sort: unknown,
): readonly PhoneNumber[] {
    const match = /^(creation_time|last_onboarded_time)(?:[._](asc|desc)\w*)?$/.exec(
        typeof sort === "string" ? sort : "",
    );
    if (match === null) return numbers;
    const direction = match[2] === "asc" ? 1 : -1;
    const timeOf = (number: PhoneNumber): number =>
        match[1] === "creation_time" ? number.addedAtMs : (lastOnboardedAtMs(number) ?? 0);
    return [...numbers].sort((left, right) => direction * (timeOf(left) - timeOf(right)));
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
