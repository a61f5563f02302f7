import type { AccessToken } from "../../configuration/AccessToken";
import { placesOf, variableFor } from "../../configuration/tokenPlaces";
import { tokenNameProblem } from "../../decisions/tokenName";
import type { Shell } from "../shell/Shell";
import { WrongUse } from "../shell/WrongUse";
import { lineWithToken } from "./lineWithToken";

/** An access token, or why there is none and what to do about it. */
export type TokenFinding =
    | { readonly kind: "token"; readonly token: AccessToken }
    | { readonly kind: "missing"; readonly cause: string; readonly nextStep: string };

/** The command line that needs a token, and where it is looked for. */
type Caller = Pick<Shell, "args"> & {
    readonly surroundings: Pick<Shell["surroundings"], "env">;
};

/**
 * Finds the access token of a command in the environment, and nowhere else.
 *
 * @throws WrongUse where the name cannot be the name of a token.
 */
export function commandToken(
    tokenName: string | undefined,
    { args, surroundings: { env } }: Caller,
): TokenFinding {
    const problem = tokenName === undefined ? undefined : tokenNameProblem(tokenName);
    if (problem !== undefined) throw new WrongUse(`option --token-name: ${problem}`);
    const environmentVariable = variableFor(tokenName);
    const [place] = placesOf(tokenName, { get: () => undefined, env });
    if (place?.value.kind !== "token") {
        const state = place?.value.kind === "unusable" ? place.value.reason : "is not set";
        return {
            kind: "missing",
            cause: `environment variable ${environmentVariable} ${state}`,
            nextStep: `Set it to a token with the permissions whatsapp_business_management and whatsapp_business_messaging; a stack's config is not read by itself, so where it has the token, run \`${lineWithToken(args, tokenName)}\``,
        };
    }
    const { source, stored } = place;
    const accessToken = place.value.token;
    return { kind: "token", token: { accessToken, source, stored, environmentVariable } };
}
