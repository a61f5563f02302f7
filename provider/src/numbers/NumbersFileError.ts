/** A place in a file: property names and positions in lists. */
export type Place = readonly (string | number)[];

/** One thing that is wrong with a numbers file. */
export interface FileProblem {
    /** Where it stands. */
    readonly place: Place;
    /** What is wrong and what is right; never a PIN, never a token. */
    readonly reason: string;
}

/** A problem with its line, from 1. */
export interface LocatedProblem extends FileProblem {
    readonly line: number;
    /** The entry that it belongs to, such as `number "first-support"`; absent outside an entry. */
    readonly entry?: string;
}

/** A numbers file that cannot be used. The message has one line for each problem. */
export class NumbersFileError extends Error {
    public override readonly name = "NumbersFileError";
    /** What is wrong, in the order of the file. */
    public readonly problems: readonly LocatedProblem[];

    /** @param path - the file, as its user named it. */
    constructor(path: string, problems: readonly LocatedProblem[]) {
        const lines = problems.map(({ line, entry, reason }) => {
            const subject = entry === undefined ? "" : ` ${entry}:`;
            return `${path}:${line}:${subject} ${reason}`;
        });
        super([`Cannot use ${path}:`, ...lines].join("\n"));
        this.problems = problems;
    }
}
