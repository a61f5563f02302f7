import { PolicyPack } from "@pulumi/policy";

import { policies } from "./policies";

// Pulumi loads the folder of a policy pack by its path, and so what `main` of its package.json
// names: this file. What a program imports by the package's name is `exports`.
new PolicyPack("pulumi-whatsapp-policy", { enforcementLevel: "mandatory", policies });
