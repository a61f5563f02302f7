import type { WorldInput } from "pulumi-whatsapp-simulator";

import type { SpentRequest } from "../../../provider/src/decisions/spentRequests";
import { phoneNumberId } from "./SimulatedCommandLine";

/** One way in which a setup can be broken. */
export interface BrokenSetup {
    /** What is broken, for the table in the docs. */
    readonly name: string;
    /** The world at Meta. */
    readonly world?: WorldInput;
    /** Options besides `doctor --number`. */
    readonly args?: readonly string[];
    /** Environment variables that differ. */
    readonly env?: Readonly<Record<string, string | undefined>>;
    /** A request that the journal knows. */
    readonly spent?: SpentRequest;
    /** Whether nothing listens at the address. */
    readonly isNetworkDown?: boolean;
    /** What the first line must say. */
    readonly cause: RegExp;
    /** Whether it may stop a registration, but need not. Then the exit code is 0. */
    readonly isDoubtful?: boolean;
    /** The requests that doctor sends to find it. */
    readonly letters: string;
}

const tokenWith = (change: object): WorldInput => ({
    tokens: [{ token: "EAA-fake-token", name: "default", ...change }],
});
const numberWith = (change: object): WorldInput => ({
    numbers: [{ id: phoneNumberId, ...change }],
});
// For a number that is not registered, doctor counts the registered numbers of the account.
const WHOLE = "T N S A L B";
const OF_REGISTERED = "T N S A B";

/** Every broken setup in the docs. The token comes first, the network last. */
export const brokenSetups: readonly BrokenSetup[] = [
    {
        name: "no token",
        env: { WHATSAPP_ACCESS_TOKEN: undefined },
        cause: /^Problem: access token: environment variable WHATSAPP_ACCESS_TOKEN is not set\. Set it .* run `WHATSAPP_ACCESS_TOKEN=\$\(pulumi config get whatsapp:accessToken\) npx pulumi-whatsapp doctor --number 106540352242922 --graph-url http:/,
        letters: "",
    },
    {
        name: "token expired",
        world: tokenWith({ expiresAt: "2026-11-21T12:00:00Z" }),
        cause: /^Problem: access token: the access token has expired/,
        letters: "T",
    },
    {
        name: "permission missing",
        world: tokenWith({ scopes: ["whatsapp_business_management"] }),
        cause: /^Problem: access token: it lacks the permission whatsapp_business_messaging\./,
        letters: WHOLE,
    },
    {
        name: "number of another account",
        world: {
            accounts: [{ id: "102290129340398" }, { id: "102290129340399" }],
            ...tokenWith({ wabaIds: ["102290129340399"] }),
        },
        cause: /does not exist, or belongs to an account that .* accounts are 102290129340399/,
        letters: "T N",
    },
    {
        name: "version over",
        args: ["--graph-api-version", "v20.0"],
        cause: /^Problem: Graph API v20\.0: it ended on 2026-09-24/,
        letters: WHOLE,
    },
    {
        name: "coexistence",
        world: numberWith({ registered: true, isOnBizApp: true }),
        cause: /in use in the WhatsApp Business app beside Cloud API/,
        letters: OF_REGISTERED,
    },
    {
        name: "on the On-Premises API",
        world: numberWith({ platformType: "ON_PREMISE", status: "CONNECTED", pin: "012345" }),
        cause: /it is on the On-Premises API, .* needs a backup from there\. .*docs\/migration\.md/,
        letters: WHOLE,
    },
    {
        name: "ownership not verified",
        world: numberWith({ codeVerificationStatus: "NOT_VERIFIED" }),
        cause: /ownership of the number is not verified .*Run "npx pulumi-whatsapp verify request/,
        letters: WHOLE,
    },
    {
        name: "blocked for 72 hours",
        spent: {
            operation: "register",
            at: "2026-11-22T11:30:00.000Z",
            outcome: "refused",
            graphCode: 133016,
        },
        cause: /Meta blocks its register requests until 2026-11-25T12:30:00\.000Z \(code 133016\)/,
        letters: WHOLE,
    },
    {
        name: "registration refused a moment ago",
        spent: {
            operation: "register",
            at: "2026-11-22T11:30:00.000Z",
            outcome: "refused",
            graphCode: 133005,
        },
        cause: /refused at 2026-11-22T11:30.* 133005 .*before 2026-11-23T11:30:00\.000Z.*--state/,
        letters: WHOLE,
    },
    {
        name: "region recipe refused",
        args: ["--local-storage-recipe", "register"],
        cause: /the recipe "register" .* Meta refuses from v21\.0 on \(code 12\)/,
        letters: WHOLE,
    },
    {
        name: "no storage settings",
        world: { switches: { settingsEndpoint: "unknownPath" } },
        args: ["--local-storage-recipe", "settings"],
        cause: /the recipe "settings" needs storage settings, which this Graph API does not have/,
        letters: WHOLE,
    },
    {
        name: "new sign-up past its 14 days",
        world: numberWith({ onboardedAt: "2026-11-01T12:00:00Z" }),
        isDoubtful: true,
        cause: /^Warning: .* its 14 days ended at 2026-11-15T12:00:00\.000Z, .*Embedded Signup once more/,
        letters: WHOLE,
    },
    {
        name: "webhooks reach another app",
        world: {
            accounts: [{ id: "102290129340398", subscribedAppIds: ["999999999999999"] }],
            ...numberWith({ registered: true }),
        },
        isDoubtful: true,
        cause: /^Warning: account 102290129340398: its webhooks do not reach app \d+, .*subscribed_apps/,
        letters: OF_REGISTERED,
    },
    {
        name: "network down",
        isNetworkDown: true,
        cause: /^Problem: Graph API: it cannot be asked: the connection was refused/,
        letters: "",
    },
];
