import { idProblem, phoneNumberIdProblem } from "../../decisions/phoneNumberId";
import { WrongUse } from "./WrongUse";

/**
 * A phone number id from `--number`.
 *
 * @throws WrongUse that never repeats the value.
 */
export function phoneNumberIdFrom(text: string): string {
    const problem = phoneNumberIdProblem(text);
    if (problem === undefined) return text;
    throw new WrongUse(`option --number: ${problem}`);
}

/**
 * An account id from `--waba`.
 *
 * @throws WrongUse that never repeats the value.
 */
export function wabaIdFrom(text: string): string {
    const problem = idProblem("the id of a WhatsApp Business account", text);
    if (problem === undefined) return text;
    throw new WrongUse(
        `option --waba: ${problem} It stands in WhatsApp Manager's settings, such as 102290129340398.`,
    );
}
