import { isIPv4 } from "node:net";

/**
 * Whether a host is this machine only. A name is taken at its word: of names only `localhost` is.
 *
 * @param host - a name or an address as a URL has it, such as `127.0.0.1` or `[::1]`
 */
export function isLoopback(host: string): boolean {
    return host === "localhost" || host === "[::1]" || (isIPv4(host) && host.startsWith("127."));
}
