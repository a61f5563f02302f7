import type { IncomingHttpHeaders } from "node:http";
import { isIPv4 } from "node:net";
import type { AdminReply } from "./AdminReply";
import { isLoopback } from "./loopback";

/** Who may call the admin interface. */
export interface AdminAccess {
    /** `http` or `https`. */
    readonly scheme: string;
    /** Names besides loopback, in the form of a URL. */
    readonly allowedHosts: readonly string[];
    /** Whether any address is accepted, because the server listens beyond loopback. */
    readonly anyAddress: boolean;
}

/**
 * Why a call may not use the admin interface; undefined if it may.
 *
 * A page in a browser can reach loopback. It may use a name of its own that it points there (DNS
 * rebinding). Then it sends that name as `Host`. If it calls across origins, it says so in
 * `Origin`. It can send JSON only after a request for permission, and this server never grants it.
 *
 * @param headers - of the call
 * @param access - who may call
 */
export function accessProblem(
    headers: IncomingHttpHeaders,
    access: AdminAccess,
): AdminReply | undefined {
    const { host = "", origin } = headers;
    if (!isAllowed(hostnameOf(host), access)) {
        const names = ["a loopback address", "localhost", ...access.allowedHosts].join(", ");
        return refused(
            403,
            `Host "${host}" may not use /_simulator/. Call it by ${names}, or start the simulator with --allow-host.`,
        );
    }
    if (origin !== undefined && origin !== `${access.scheme}://${host}`) {
        return refused(
            403,
            `Origin "${origin}" may not use /_simulator/. Call it from no page, or from one of its own address.`,
        );
    }
    if (hasBody(headers) && !/^application\/json *(;|$)/i.test(headers["content-type"] ?? "")) {
        return refused(415, "Cannot take the body: send it with Content-Type: application/json.");
    }
    return undefined;
}

function isAllowed(host: string, { allowedHosts, anyAddress }: AdminAccess): boolean {
    if (isLoopback(host) || allowedHosts.includes(host)) return true;
    return anyAddress && (isIPv4(host) || host.startsWith("["));
}

/** The name in a `Host` header, in lower case and without the port; empty for none. */
function hostnameOf(host: string): string {
    return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}

function hasBody(headers: IncomingHttpHeaders): boolean {
    const { "content-length": length = "0", "transfer-encoding": encoding } = headers;
    return encoding !== undefined || length !== "0";
}

function refused(httpStatus: number, error: string): AdminReply {
    return { httpStatus, body: { error } };
}
