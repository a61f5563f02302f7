import { isLoopbackHost } from "../graph/GraphUrl";

/** Where the Graph API answers. */
export const defaultGraphUrl = "https://graph.facebook.com";

/** An address as configured: ready for use, or why it is not. */
export type GraphUrlReading =
    | { readonly kind: "url"; readonly url: string }
    | { readonly kind: "problem"; readonly reason: string };

/**
 * Reads the address of the Graph API, of a proxy or of a simulator.
 *
 * The reason never repeats the address, which may hold a password.
 */
export function graphUrlFrom(text: string): GraphUrlReading {
    if (!URL.canParse(text)) {
        return problem(`is not an address; write one such as ${defaultGraphUrl}`);
    }
    const url = new URL(text);
    const reason = reasonAgainst(url);
    return reason === undefined
        ? { kind: "url", url: `${url.origin}${url.pathname.replace(/\/+$/, "")}` }
        : problem(reason);
}

function reasonAgainst(url: URL): string | undefined {
    if (url.protocol !== "https:" && url.protocol !== "http:") {
        return "must begin with https://";
    }
    // A token travels with every request.
    if (url.protocol === "http:" && !isLoopbackHost(url.hostname)) {
        return "must begin with https://; plain http is for loopback only, such as http://127.0.0.1:8080";
    }
    if (url.username !== "" || url.password !== "") {
        return "must not hold a user name or a password";
    }
    if (url.search !== "" || url.hash !== "") {
        return "must not hold a query or a fragment";
    }
    return /\/v[0-9]+\.[0-9]+(\/|$)/.test(url.pathname)
        ? "must not hold a version; that belongs in whatsapp:graphApiVersion"
        : undefined;
}

function problem(reason: string): GraphUrlReading {
    return { kind: "problem", reason };
}
