import { type Command, Option } from "commander";

import type { CodeMethod } from "../../graph/verification";
import { connect } from "../connection/connect";
import { type ConnectionOptions, withConnectionOptions } from "../connection/ConnectionOptions";
import { phoneNumberIdFrom } from "../shell/idFrom";
import { newCommand } from "../shell/newCommand";
import type { Shell } from "../shell/Shell";
import { codeFrom, languageFrom } from "./codeFrom";
import { confirmCode } from "./confirmCode";
import { requestCode } from "./requestCode";

interface VerifyOptions extends ConnectionOptions {
    readonly number: string;
}

interface RequestOptions extends VerifyOptions {
    readonly method: CodeMethod;
    readonly language: string;
}

interface ConfirmOptions extends VerifyOptions {
    readonly code: string;
}

/** Adds `verify`: proves the ownership of a number, which comes before its first registration. */
export function addVerifyCommand(program: Command, shell: Shell): void {
    const verify = program
        .command("verify")
        .description("Prove the ownership of a number with a code that Meta sends to it.");
    addRequest(verify, shell);
    addConfirm(verify, shell);
}

function addRequest(verify: Command, shell: Shell): void {
    const description = "Let Meta send a verification code to the number. Not the PIN.";
    const command = withConnectionOptions(newCommand(verify, "request", description))
        .requiredOption("--number <id>", "phone number id, digits")
        .addOption(
            new Option("--method <method>", "how the code comes")
                .choices(["SMS", "VOICE"])
                .makeOptionMandatory(),
        )
        .requiredOption("--language <language>", "language of the message, such as en_US");
    command.action(() => {
        const options = command.opts<RequestOptions>();
        return shell.run(command, async () => {
            const phoneNumberId = phoneNumberIdFrom(options.number);
            const language = languageFrom(options.language);
            const { calls } = connect(shell, options);
            return requestCode(calls, phoneNumberId, { method: options.method, language });
        });
    });
}

function addConfirm(verify: Command, shell: Shell): void {
    const description = "Give Meta the verification code that came to the number. Not the PIN.";
    const command = withConnectionOptions(newCommand(verify, "confirm", description))
        .requiredOption("--number <id>", "phone number id, digits")
        .requiredOption("--code <code>", "the six digits that Meta sent");
    command.action(() => {
        const options = command.opts<ConfirmOptions>();
        return shell.run(command, async () => {
            const phoneNumberId = phoneNumberIdFrom(options.number);
            const code = codeFrom(options.code);
            // Somebody may have mixed the code up with the PIN.
            shell.hide(code);
            return confirmCode(connect(shell, options).calls, phoneNumberId, code);
        });
    });
}
