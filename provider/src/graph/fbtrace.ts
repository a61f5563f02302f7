/** Meta's trace id where it has the shape of one: it goes into every message, a text must not. */
export function fbtrace(answered: string | undefined): string | undefined {
    return answered !== undefined && /^[\w+/=-]{1,100}$/.test(answered) ? answered : undefined;
}
