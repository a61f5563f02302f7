import { isUnknown } from "../../decisions/unknownValue";
import { textOf } from "../../graph/jsonObject";
import { plannedNumbers } from "./PlannedNumber";
import type { Preview } from "./Preview";

/** A number that an update would act on. */
export interface ChangingNumber {
    readonly phoneNumberId: string;
    /** The name of the token that reaches it; absent for the shared one. */
    readonly tokenName: string | undefined;
    /** Whether the program declares a backup, which migrates it from the On-Premises API. */
    readonly hasBackup: boolean;
}

/** The numbers that a plan registers, moves, repairs or gives a PIN. Those that leave are none of them. */
export function changingNumbers(preview: Preview): readonly ChangingNumber[] {
    return plannedNumbers(preview, []).flatMap(({ phoneNumberId, plan, declared }) => {
        const isActed = plan === "create" || plan === "update" || plan === "replace";
        if (!isActed || phoneNumberId === undefined) return [];
        const tokenName = textOf(declared?.inputs, "tokenName");
        return [
            {
                phoneNumberId,
                tokenName: isUnknown(tokenName) ? undefined : tokenName,
                hasBackup: declared?.inputs["backup"] !== undefined,
            },
        ];
    });
}
