import type { PhoneNumber } from "../world/PhoneNumber";
import type { Account } from "../world/Account";
import type { World } from "../world/World";
import type { TokenInput } from "../world/worldSchema";
import type { GraphVersion } from "./GraphVersion";

/** A request to the Graph API, read but not yet interpreted. */
export interface GraphRequest {
    /** The HTTP method. */
    readonly method: string;
    /** The path, without query. */
    readonly path: string;
    /** The query. */
    readonly query: Readonly<Record<string, string>>;
    /** The body's parameters; undefined if it could not be read. */
    readonly body: Readonly<Record<string, unknown>> | undefined;
    /** The `Authorization` header. */
    readonly authorization: string | undefined;
    /** Scheme, host and port that it came in on, for links in answers. */
    readonly origin: string;
}

/** A call with access: its caller, version and parameters. */
export interface GraphCall {
    /** The world that is called. */
    readonly world: World;
    /** The world's time. */
    readonly now: Date;
    /** The version that was asked for, and the version that answers. */
    readonly version: GraphVersion;
    /** Query and body together; the body wins. Graph accepts parameters in either. */
    readonly parameters: Readonly<Record<string, unknown>>;
    /** The caller's token; undefined for an app's own token. */
    readonly token: TokenInput | undefined;
    /** The address of the request without its query. */
    readonly address: string;
}

/** A call on a phone number. */
export interface NumberCall extends GraphCall {
    /** The number, as it is when the call arrives. */
    readonly number: PhoneNumber;
}

/** A number in its world, for the fields of its node. */
export type NumberView = Pick<NumberCall, "world" | "now" | "number">;

/** A call on an account. */
export interface AccountCall extends GraphCall {
    /** The account. */
    readonly account: Account;
}
