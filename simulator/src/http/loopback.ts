import { isIPv4 } from "node:net";

/**
 * Whether a host is this machine only. Names are not looked up: the only such name is `localhost`.
 *
 * @param host - a name or an address as a URL has it, such as `127.0.0.1` or `[::1]`
 */
export function isLoopback(host: string): boolean {
    return host === "localhost" || host === "[::1]" || (isIPv4(host) && host.startsWith("127."));
}
