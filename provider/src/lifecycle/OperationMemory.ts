import type { RegistrationState } from "../decisions/RegistrationState";

/**
 * What this process has learned of the operation it serves: which numbers `check` declared, and
 * whose old outputs `diff` or `delete` were shown. A process serves one operation only.
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

    /** Notes that `check` was called for the resource, whatever came of it. */
    noteChecked(urn: string): void {
        this.#checked.add(urn);
    }

    /**
     * Notes that a resource declares a number. Returns another resource that declares the same
     * one, if there is one; told apart by URN, because a replace checks twice.
     */
    declare(phoneNumberId: string, urn: string): string | undefined {
        const urns = this.#declaredBy.get(phoneNumberId) ?? new Set<string>();
        this.#declaredBy.set(phoneNumberId, urns.add(urn));
        // An import is checked without a URN, and is nobody's twin.
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

    /** Notes that a number was adopted, with a PIN that nothing proved. */
    noteAdopted(phoneNumberId: string, pin: string): void {
        this.#adopted.set(phoneNumberId, pin);
    }

    /** The unproved PIN that a number was adopted with in this operation. */
    adoptedPin(phoneNumberId: string): string | undefined {
        return this.#adopted.get(phoneNumberId);
    }

    /** Counts the previews that only set a PIN, this one too. */
    countPinAlone(): number {
        return (this.#pinsAlone += 1);
    }

    /** Notes that a write to the number is about to leave: what was read before is of no use any more. */
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

    /** Notes that a resource was left as it is, because Meta's earlier refusal still holds. */
    noteLeft(urn: string | undefined): void {
        if (urn !== undefined) this.#left.add(urn);
    }

    /** Says whether that resource was left so: what it replaces must not go. */
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
