import { randomInt } from "node:crypto";

const seeded: string[] = [];

/** Sets the next passwords, one after the other. Earlier ones are forgotten. */
export function seedRandomDigits(...passwords: readonly string[]): void {
    seeded.splice(0, seeded.length, ...passwords);
}

/** The next password: the next seeded one, else random digits of that length. */
export function randomDigits(length: number): string {
    return seeded.shift() ?? Array.from({ length }, () => String(randomInt(10))).join("");
}
