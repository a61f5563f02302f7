import * as pulumi from "@pulumi/pulumi";
import { WhatsAppPhoneRegistration } from "pulumi-whatsapp";
import { loadNumbers } from "pulumi-whatsapp/numbers";

import { declarationOf } from "./declarationOf";

const stack = pulumi.getStack();
const numbers = loadNumbers("numbers.yaml", { select: (entry) => entry.stack === stack });

const registered = numbers.map(
    ({ name, args, opts }) => new WhatsAppPhoneRegistration(name, args, opts).registered,
);

// The fleet compares this before the next run. It waits for every number. If one fails, it stays
// unknown, although Pulumi stores the outputs of a failed run.
export const declaration = pulumi.all(registered).apply((all) =>
    all.every(Boolean)
        ? declarationOf(
              stack,
              numbers.map(({ entry }) => entry),
          )
        : "",
);
