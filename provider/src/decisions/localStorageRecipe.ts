import type { StorageReading } from "../graph/settings";

/**
 * The two ways to have a region: `settings` writes it with `POST /{id}/settings` on the
 * unregistered number (Graph API v21.0 and newer), `register` sends it in the body of the
 * registration (up to v20.0, and still in Meta's registration guide).
 */
export type LocalStorageRecipe = "settings" | "register";

/**
 * Chooses the recipe. `auto` trusts what the number's settings answered: an answer, with or
 * without a storage configuration, means that settings take the region, and the body never does.
 */
export function localStorageRecipe(
    configured: LocalStorageRecipe | "auto",
    reading: StorageReading,
): LocalStorageRecipe {
    if (configured !== "auto") return configured;
    return reading.kind === "answered" ? "settings" : "register";
}
