import { randomInt } from "node:crypto";

const seeded: string[] = [];

/** Sets what the next passwords are, one after the other; what was set before is forgotten. */
export function seedRandomDigits(...passwords: readonly string[]): void {
    seeded.splice(0, seeded.length, ...passwords);
}

/** The next password: the next seeded one, else as many digits by chance. */
export function randomDigits(length: number): string {
    return seeded.shift() ?? Array.from({ length }, () => String(randomInt(10))).join("");
}
