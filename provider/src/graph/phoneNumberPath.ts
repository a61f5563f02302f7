/**
 * The path of a phone number, or of one of its edges.
 *
 * An id can reach this place unchecked (`pulumi import`): anything but digits would ask another
 * node of Meta.
 *
 * @throws Error where the id is not made of digits alone.
 */
export function phoneNumberPath(phoneNumberId: string, edge?: string): string {
    if (!/^\d+$/.test(phoneNumberId)) {
        throw new Error(
            `Cannot address phone number "${phoneNumberId}": an id is made of digits alone. ` +
                "Take the phone number id from WhatsApp Manager, not the phone number.",
        );
    }
    return edge === undefined ? `/${phoneNumberId}` : `/${phoneNumberId}/${edge}`;
}
