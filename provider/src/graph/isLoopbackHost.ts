/**
 * Says whether the host of a URL is this machine. The URL parser has already brought every spelling
 * of an IPv4 address to four numbers.
 */
export function isLoopbackHost(hostname: string): boolean {
    return (
        hostname === "localhost" ||
        hostname === "[::1]" ||
        /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
    );
}
