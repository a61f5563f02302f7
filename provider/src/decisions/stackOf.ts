/** `<stack>::<project>` from a URN. */
export function stackOf(urn: string | undefined): string | undefined {
    return /^urn:pulumi:(.+?::.+?)::/.exec(urn ?? "")?.[1];
}
