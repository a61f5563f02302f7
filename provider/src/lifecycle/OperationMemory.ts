import type { RegistrationState } from "../decisions/RegistrationState";

/**
 * What this process has learned about the operation that it serves: which numbers `check` declared,
 * and the old outputs that Pulumi passed to `diff` or `delete`. A process serves one operation only.
 */
export class OperationMemory {
    readonly #declaredBy = new Map<string, Set<string>>();
    readonly #checked = new Set<string>();
    readonly #urns = new Map<string, string>();
    readonly #adopted = new Map<string, string>();
    readonly #left = new Set<string>();
    readonly #moved = new Set<string>();
    readonly #written = new Set<string>();
    #pinsAlone = 0;
    readonly #shown = new Map<string, RegistrationState>();

    /** Notes that `check` was called for the resource, whatever the result. */
    noteChecked(urn: string): void {
        this.#checked.add(urn);
    }

    /**
     * Notes that a resource declares a number. Returns another resource that declares the same
     * number, if there is one. Compares URNs, because a replace checks twice.
     */
    declare(phoneNumberId: string, urn: string): string | undefined {
        const urns = this.#declaredBy.get(phoneNumberId) ?? new Set<string>();
        this.#declaredBy.set(phoneNumberId, urns.add(urn));
        // An import is checked without a URN, so it is no twin of another resource.
        return [...urns].find((other) => other !== urn && other !== "" && urn !== "");
    }

    /** Says whether `check` was called for the resource. */
    hasChecked(urn: string): boolean {
        return this.#checked.has(urn);
    }

    isDeclared(phoneNumberId: string): boolean {
        return this.#declaredBy.has(phoneNumberId);
    }

    /** Notes which resource a session with a number is for. */
    noteUrn(phoneNumberId: string, urn: string | undefined): void {
        if (urn !== undefined) this.#urns.set(phoneNumberId, urn);
    }

    urnOf(phoneNumberId: string): string | undefined {
        return this.#urns.get(phoneNumberId);
    }

    /** Notes that a number was adopted with a PIN that was never proved. */
    noteAdopted(phoneNumberId: string, pin: string): void {
        this.#adopted.set(phoneNumberId, pin);
    }

    /** The unproved PIN with which this operation adopted a number. */
    adoptedPin(phoneNumberId: string): string | undefined {
        return this.#adopted.get(phoneNumberId);
    }

    /** Counts the previews that only set a PIN, including this one. */
    countPinAlone(): number {
        return (this.#pinsAlone += 1);
    }

    /** Notes that the run is about to write to the number. Earlier readings are no longer valid. */
    noteWritten(phoneNumberId: string): void {
        this.#written.add(phoneNumberId);
    }

    isWritten(phoneNumberId: string): boolean {
        return this.#written.has(phoneNumberId);
    }

    /** Notes that this run moved the number and said so. */
    noteMoved(phoneNumberId: string): void {
        this.#moved.add(phoneNumberId);
    }

    hasMoved(phoneNumberId: string): boolean {
        return this.#moved.has(phoneNumberId);
    }

    /** Notes that a resource was left as it is, because Meta's earlier refusal still applies. */
    noteLeft(urn: string | undefined): void {
        if (urn !== undefined) this.#left.add(urn);
    }

    /** Says whether that resource was left as it is. The number that it replaces must not be deregistered. */
    isLeft(urn: string | undefined): boolean {
        return urn !== undefined && this.#left.has(urn);
    }

    /** Notes the old outputs of a number that this stack manages. */
    show(olds: RegistrationState): void {
        this.#shown.set(olds.phoneNumberId, olds);
    }

    shown(phoneNumberId: string): RegistrationState | undefined {
        return this.#shown.get(phoneNumberId);
    }
}
