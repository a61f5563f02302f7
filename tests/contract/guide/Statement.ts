/** The statements of the guide under one heading, and the tests that hold them. */
export interface Section {
    /** The heading in the guide. */
    readonly heading: string;
    /** Its statements, in the guide's order and in our words. */
    readonly statements: readonly Statement[];
}

/** A statement of Meta's registration guide. */
export interface Statement {
    /** What the guide states. */
    readonly states: string;
    /** The titles of the tests for it. */
    readonly tests: readonly string[];
}
