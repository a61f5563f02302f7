/** One thing that is wrong with the configuration. */
export interface ConfigurationProblem {
    /** The config key or environment variable in question. */
    readonly key: string;
    /** What is wrong and what would be right, as a clause; never a secret. */
    readonly reason: string;
}

/** The provider's configuration cannot be used; the message names every problem at once. */
export class ConfigurationError extends Error {
    public override readonly name = "ConfigurationError";

    /** The problems, one per key. */
    public readonly problems: readonly ConfigurationProblem[];

    public constructor(problems: readonly ConfigurationProblem[]) {
        const list = problems.map(({ key, reason }) => `${key} ${reason}`).join("; ");
        super(
            `Cannot use the configuration of whatsapp: ${list}. Correct it with "pulumi config set KEY VALUE", or in the environment, and run again.`,
        );
        this.problems = problems;
    }
}
