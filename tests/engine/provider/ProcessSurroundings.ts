/** Gives this process the environment and the last argument of a provider process for a while. */
export class ProcessSurroundings {
    readonly #env: NodeJS.ProcessEnv = { ...process.env };
    readonly #argument: string;
    readonly #changed: readonly string[];
    #restored = false;

    constructor(env: Readonly<Record<string, string>>, lastArgument: string) {
        this.#argument = lastArgument;
        this.#changed = Object.keys(env);
        Object.assign(process.env, env);
        process.argv.push(lastArgument);
    }

    /** Restores what was there before, once. */
    restore(): void {
        if (this.#restored) return;
        this.#restored = true;
        for (const key of this.#changed) {
            const value = this.#env[key];
            if (value === undefined) Reflect.deleteProperty(process.env, key);
            else process.env[key] = value;
        }
        const index = process.argv.lastIndexOf(this.#argument);
        if (index >= 0) process.argv.splice(index, 1);
    }
}
