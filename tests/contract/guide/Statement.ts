/** What the guide states under one of its headings, and what holds it. */
export interface Section {
    /** The heading in the guide. */
    readonly heading: string;
    /** Its statements, in its order and in our words. */
    readonly statements: readonly Statement[];
}

/** A statement of Meta's registration guide. */
export interface Statement {
    /** What the guide states. */
    readonly states: string;
    /** The titles of the tests that hold it. */
    readonly tests: readonly string[];
}
