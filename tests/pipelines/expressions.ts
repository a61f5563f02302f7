import { githubExpression } from "./githubExpression.mjs";

/** What an expression may ask. */
export interface Scope {
    /** The contexts by their names, such as `github` and `steps`. */
    readonly contexts: Readonly<Record<string, unknown>>;
    /** Whether a step before it failed, and not by leave. */
    readonly hasFailed: boolean;
}

const STATUS = /\b(?:success|failure|always|cancelled)\(\)/;

/**
 * Evaluates what stands between `${{` and `}}`, by GitHub's own rules.
 *
 * @throws where it uses a context or a function that is not given.
 */
export function evaluate(expression: string, { contexts, hasFailed }: Scope): unknown {
    // A cancelled run is not played: its steps would be those that ask for "always()".
    const answers = { success: !hasFailed, failure: hasFailed, always: true, cancelled: false };
    return githubExpression(expression, contexts, answers);
}

/** A text with all its expressions evaluated. */
export function filledIn(text: string, scope: Scope): string {
    return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
        const value = evaluate(expression, scope);
        return typeof value === "string" || typeof value === "number" || value === true
            ? String(value)
            : value === false
              ? "false"
              : "";
    });
}

/** Whether a step or a job runs: without a word on the status only after success. */
export function isMet(condition: string | undefined, scope: Scope): boolean {
    if (condition === undefined) return !scope.hasFailed;
    const [, inner] = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition) ?? [];
    const expression = inner ?? condition;
    const asked = STATUS.test(expression) ? expression : `success() && (${expression})`;
    return Boolean(evaluate(asked, scope));
}
