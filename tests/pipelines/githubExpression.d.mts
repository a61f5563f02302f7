export declare function githubExpression(
    expression: string,
    contexts: Readonly<Record<string, unknown>>,
    answers: Readonly<Record<string, boolean>>,
): unknown;
