import { bringUp } from "./Upheaval";

/** A recording whose calls are sent to the provider, and the requests that reach Meta's side. */
export interface RecordedCommand {
    readonly scenario: string;
    /** The fact in the title. */
    readonly fact: string;
    /** Requests of each step, in order, as letters. */
    readonly sends: readonly string[];
    /** The number at the end: a region or "deregistered". */
    readonly ends: string;
    /** The error of a call, in each step that has one. */
    readonly failsWith?: RegExp;
    /** Plays the calls of each resource separately, as `--target` does. */
    readonly apart?: readonly string[];
}

/** The commands of imports and of state, and those that skip a check or a diff. */
export const recordedCommands: readonly RecordedCommand[] = [
    {
        scenario: "import-file",
        fact: "sends nothing for the import, and sets the PIN in the next update",
        sends: ["", "", "N P", ""],
        ends: "CH",
    },
    {
        scenario: "taint",
        fact: "adopts what is registered as declared, and its delete leaves it alone",
        sends: [bringUp, "", "", "N S"],
        ends: "CH",
    },
    {
        scenario: "targeted-replace",
        fact: "adopts what is registered as declared, and its delete leaves it alone",
        sends: [bringUp, "N S"],
        ends: "CH",
    },
    {
        scenario: "targeted-replace-with-option",
        fact: "leaves it alone when delete comes first, and adopts it then",
        sends: [bringUp, "N S"],
        ends: "CH",
    },
    {
        scenario: "target",
        fact: "deregisters for a destroy of one twin, which sees nothing else",
        apart: ["main", "twin"],
        sends: [`${bringUp} N S`, "N D N"],
        ends: "deregistered",
    },
    {
        scenario: "protect-and-retain",
        fact: "sends nothing for what Pulumi refuses or only forgets",
        sends: [bringUp, "", "", "", "", ""],
        ends: "CH",
    },
    {
        scenario: "read-by-option-import",
        fact: "is never reached: Pulumi's provider server fails before",
        sends: ["", "", ""],
        ends: "CH",
        failsWith: /code must be a string/,
    },
    {
        scenario: "token-rotation",
        fact: "takes another token for no change, and reads and deletes with the one it is given",
        sends: [bringUp, "", "N S", "N D N"],
        ends: "deregistered",
    },
    {
        scenario: "rename",
        fact: "adopts under the new name, and the delete of the old one leaves it alone",
        sends: [bringUp, "", "N S"],
        ends: "CH",
    },
    {
        scenario: "ignore-changes",
        fact: "sends no PIN whose change is ignored",
        sends: [bringUp, "", ""],
        ends: "CH",
    },
];
