import { githubExpression } from "./githubExpression.mjs";

/** The values that an expression can use. */
export interface Scope {
    /** The contexts by their names, such as `github` and `steps`. */
    readonly contexts: Readonly<Record<string, unknown>>;
    /** Whether an earlier step failed without `continue-on-error`. */
    readonly hasFailed: boolean;
}

const STATUS = /\b(?:success|failure|always|cancelled)\(\)/;

/**
 * Evaluates the text between `${{` and `}}`, by GitHub's own rules.
 *
 * @throws if it uses a context or a function that is not given.
 */
export function evaluate(expression: string, { contexts, hasFailed }: Scope): unknown {
    // A cancelled run is not played. In it only the steps with "always()" would run.
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

/**
 * Whether a step or a job runs. If its condition does not name the status, it runs only after
 * success.
 */
export function isMet(condition: string | undefined, scope: Scope): boolean {
    if (condition === undefined) return !scope.hasFailed;
    const [, inner] = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition) ?? [];
    const expression = inner ?? condition;
    const asked = STATUS.test(expression) ? expression : `success() && (${expression})`;
    return Boolean(evaluate(asked, scope));
}
