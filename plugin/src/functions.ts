import type { PhoneRegistrationProvider } from "../../provider/src/lifecycle/PhoneRegistrationProvider";
import type {
    AccountQuestion,
    BudgetQuestion,
    NumberQuestion,
} from "../../provider/src/lifecycle/lookUp";
import type { Properties } from "./wire";

/** A function that programs call. It only reads. */
type Lookup = (lifecycle: PhoneRegistrationProvider, args: Properties) => Promise<Properties>;

/** Every function of the package, by its token. The lifecycle itself checks the arguments. */
export const functions: ReadonlyMap<string, Lookup> = new Map<string, Lookup>([
    [
        "whatsapp:index:getPhoneNumber",
        (lifecycle, args) => lifecycle.phoneNumber(args as unknown as NumberQuestion),
    ],
    [
        "whatsapp:index:getPhoneNumbers",
        async (lifecycle, args) => ({
            numbers: await lifecycle.phoneNumbers(args as unknown as AccountQuestion),
        }),
    ],
    [
        "whatsapp:index:getBudget",
        (lifecycle, args) => lifecycle.budgets(args as unknown as BudgetQuestion),
    ],
]);
