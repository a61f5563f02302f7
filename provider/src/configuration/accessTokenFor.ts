import { tokenNameProblem } from "../decisions/tokenName";
import type { AccessToken } from "./AccessToken";
import type { ConfigSource } from "./ConfigSource";
import {
    type Finding,
    namedKey,
    type Place,
    placesOf,
    sharedKey,
    variableFor,
} from "./tokenPlaces";

/**
 * Finds the access token of a number: by its name, or the shared one where it has no name.
 *
 * The environment comes before config, because refresh and destroy read config from a copy in
 * state. A token that is there and cannot be used is an error and not passed over for another
 * one; an empty environment variable counts as not set. A named token never falls back to the
 * shared one.
 *
 * @throws an `Error` that names every place looked at, and never the token.
 */
export function accessTokenFor(tokenName: string | undefined, source: ConfigSource): AccessToken {
    const nameProblem = tokenName === undefined ? undefined : tokenNameProblem(tokenName);
    if (nameProblem !== undefined) {
        throw new Error(`Cannot find an access token by its name: ${nameProblem}`);
    }
    const environmentVariable = variableFor(tokenName);
    const places = placesOf(tokenName, source);
    const place = places.find(({ value }) => value.kind !== "absent");
    if (place?.value.kind !== "token") {
        throw new Error(missingTokenMessage(tokenName, places));
    }
    const { stored } = place;
    return { accessToken: place.value.token, source: place.source, stored, environmentVariable };
}

function missingTokenMessage(tokenName: string | undefined, places: readonly Place[]): string {
    const subject =
        tokenName === undefined ? "an access token" : `the access token named "${tokenName}"`;
    const looked = places.map((place) => `${place.source} ${stateOf(place.value)}`).join(", ");
    return `Cannot find ${subject}: ${looked}. ${remedyFor(tokenName)}.`;
}

function stateOf(finding: Finding): string {
    switch (finding.kind) {
        case "absent":
            return "is not set";
        case "unusable":
            return finding.reason;
        case "token":
            return "was not needed";
    }
}

function remedyFor(tokenName: string | undefined): string {
    const command =
        tokenName === undefined
            ? `pulumi config set --secret ${sharedKey}`
            : `pulumi config set --secret --path ${namedKey}.${tokenName}`;
    return `Set ${variableFor(tokenName)} to a token with the permissions whatsapp_business_management and whatsapp_business_messaging, or run "${command}"`;
}
