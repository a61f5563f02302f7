import { createHash } from "node:crypto";

import type { ProviderMethod } from "../Engine";
import type { ProviderPeer } from "../provider/ProviderPeer";
import { asSecret, sameProperties, type PropertyMap } from "../stand-in/PropertyMap";
import { randomDigits } from "./randomDigits";

/** The package of the provider that this double replaces. */
export const randomProviderType = "pulumi:providers:random";

// What the real provider stores for arguments that a program leaves out.
const defaults = {
    lower: true,
    minLower: 0,
    minNumeric: 0,
    minSpecial: 0,
    minUpper: 0,
    number: true,
    numeric: true,
    special: true,
    upper: true,
};

/**
 * A double of `@pulumi/random`'s provider. It knows one resource, `RandomPassword`, with digits
 * only. Its answers are those of the provider's own version 4.21.2, observed 2026-11-22: the id is
 * `none`, `result` and `bcryptHash` are secret, and every change replaces.
 */
export class RandomPasswordPeer implements ProviderPeer {
    call(method: ProviderMethod, request: PropertyMap): Promise<PropertyMap> {
        switch (method) {
            case "Check":
                return Promise.resolve({ inputs: request["news"] });
            case "Diff":
                return Promise.resolve(diffOf(request));
            case "Create":
                return Promise.resolve({ id: "none", properties: passwordFor(request) });
            case "Read":
                return Promise.resolve(request);
            case "Update":
                return Promise.reject(new Error("a password is replaced, never updated"));
            case "Configure":
            case "Delete":
            case "Cancel":
                return Promise.resolve({});
        }
    }

    kill(): void {
        // There is no process.
    }

    abandon(): void {
        // There is no process.
    }

    async close(): Promise<void> {
        await Promise.resolve();
    }
}

function diffOf(request: PropertyMap): PropertyMap {
    const [olds, news] = [request["oldInputs"], request["news"]] as [PropertyMap, PropertyMap];
    const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    const replaces = names.filter(
        (name) => !sameProperties({ value: olds[name] }, { value: news[name] }),
    );
    return replaces.length === 0
        ? { changes: "DIFF_NONE" }
        : { changes: "DIFF_SOME", replaces, diffs: replaces };
}

function passwordFor(request: PropertyMap): PropertyMap {
    const inputs = request["properties"] as PropertyMap;
    const kinds = { ...defaults, ...inputs };
    if (kinds.lower || kinds.upper || kinds.special || !kinds.numeric) {
        throw new Error("the double of the random provider makes passwords of digits alone");
    }
    const result = randomDigits(Number(inputs["length"]));
    return {
        ...kinds,
        id: "none",
        result: asSecret(result),
        // The real hash is from bcrypt. Here it only has to be a secret that is not the result.
        bcryptHash: asSecret(createHash("sha256").update(result).digest("hex")),
    };
}
