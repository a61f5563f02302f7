import js from "@eslint/js";
import tsdoc from "eslint-plugin-tsdoc";
import tseslint from "typescript-eslint";

export default tseslint.config(
    {
        ignores: [
            "**/dist/",
            "**/node_modules/",
            "coverage/",
            "tests/engine/recordings/",
            "provider/examples/",
            "provider/numbers/numbersValidator.js",
        ],
    },
    js.configs.recommended,
    {
        files: ["**/*.ts"],
        extends: [tseslint.configs.strictTypeChecked],
        plugins: { tsdoc },
        languageOptions: {
            parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
        },
        rules: {
            "tsdoc/syntax": "error",
            "no-console": "error",
            eqeqeq: "error",
            "max-params": ["error", 3],
            "max-lines-per-function": [
                "error",
                { max: 70, skipBlankLines: true, skipComments: true },
            ],
            "@typescript-eslint/switch-exhaustiveness-check": "error",
            "@typescript-eslint/consistent-type-imports": [
                "error",
                { disallowTypeAnnotations: false },
            ],
            // Numbers in messages are what the messages are about.
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
        },
    },
    {
        // A spec is one long list of facts, and mocha's `this` and hooks are its own.
        files: ["tests/**/*.ts"],
        rules: { "max-lines-per-function": "off" },
    },
    {
        // Programs and command lines talk to their user by printing.
        files: ["examples/**/*.ts", "demo/**/*.ts", "simulator/src/cli.ts", "tests/bench/**/*.ts"],
        rules: { "no-console": "off" },
    },
    {
        files: ["**/*.{js,cjs,mjs}"],
        extends: [tseslint.configs.disableTypeChecked],
        languageOptions: {
            globals: {
                process: "readonly",
                require: "readonly",
                module: "readonly",
                console: "readonly",
                exports: "writable",
                fetch: "readonly",
            },
        },
    },
);
