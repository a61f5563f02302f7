// GitHub's own evaluator can only be loaded as an ES module.
import { Evaluator, Lexer, Parser } from "@actions/expressions";
import { BooleanData } from "@actions/expressions/data/boolean";
import { reviver } from "@actions/expressions/data/reviver";

/**
 * Evaluates an expression of a workflow. Throws if it uses a context or function that is not given.
 */
export function githubExpression(expression, contexts, answers) {
    const functions = Object.entries(answers).map(([name, value]) => ({
        name,
        minArgs: 0,
        maxArgs: 0,
        call: () => new BooleanData(value),
    }));
    const { tokens } = new Lexer(expression).lex();
    const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
    const given = JSON.parse(JSON.stringify(contexts), reviver);
    const byName = new Map(functions.map((each) => [each.name, each]));
    const result = new Evaluator(parsed, given, byName).evaluate();
    return "value" in result ? result.value : undefined;
}
