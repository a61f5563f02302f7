import type { ResourceValidationPolicy } from "@pulumi/policy";

import { forRegistrations, textOf } from "../registration";

/** A PIN is not one that people try first, such as 000000 or 123456. No message shows the PIN. */
export const pinIsNoPattern: ResourceValidationPolicy = {
    name: "whatsapp-pin-is-no-pattern",
    description: "The PIN of a WhatsApp number is not a pattern.",
    severity: "medium",
    validateResource: forRegistrations(({ props }) => {
        const pin = textOf(props, "pin");
        const pattern = pin === undefined ? undefined : patternOf(pin);
        return pattern === undefined ? [] : [`The PIN ${pattern}. Choose a random one.`];
    }),
};

/**
 * The pattern of six digits, such as `is one digit repeated`. Undefined if they have no pattern, or
 * if it is not a PIN, such as a redacted secret.
 */
export function patternOf(pin: string): string | undefined {
    if (!/^\d{6}$/.test(pin)) return undefined;
    const digits = Array.from(pin, Number);
    const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
    const [step] = steps;
    if (steps.every((other) => other === 0)) return "is one digit repeated";
    if (steps.every((other) => other === step)) return "counts up or down in equal steps";
    if (pin.slice(0, 2).repeat(3) === pin) return "is two digits repeated";
    if (pin.slice(0, 3).repeat(2) === pin) return "is three digits repeated";
    if (Array.from(pin).reverse().join("") === pin) return "reads the same backwards";
    if (/^(\d)\1(\d)\2(\d)\3$/.test(pin)) return "is three pairs";
    return undefined;
}
