import { compileFunction } from "node:vm";

import ts from "typescript";

/** One registration that a program declares. */
export interface ProgramDeclaration {
    readonly name: string;
    readonly args: Readonly<Record<string, unknown>>;
}

/** Runs a written program with stand-ins for its two packages, and returns its declarations. */
export function declarationsIn(program: string): readonly ProgramDeclaration[] {
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 };
    const { outputText, diagnostics } = ts.transpileModule(program, {
        compilerOptions: options,
        reportDiagnostics: true,
    });
    if (diagnostics?.[0] !== undefined)
        throw new Error(`the program does not compile at character ${diagnostics[0].start ?? 0}`);
    const declarations: ProgramDeclaration[] = [];
    const modules: Readonly<Record<string, unknown>> = {
        "@pulumi/pulumi": {
            Config: class {
                requireSecret(key: string): string {
                    return `secret ${key}`;
                }
            },
        },
        "pulumi-whatsapp": {
            WhatsAppPhoneRegistration: function (name: string, args: ProgramDeclaration["args"]) {
                declarations.push({ name, args });
            },
        },
    };
    const run = compileFunction(outputText, ["require", "exports"]) as (
        require: (name: string) => unknown,
        exports: object,
    ) => void;
    run((name) => modules[name], {});
    return declarations;
}
