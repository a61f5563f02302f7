import { PolicyPack } from "@pulumi/policy";

import { policies } from "./policies";

// Pulumi loads a policy pack by the path of its folder. So it loads the `main` of package.json,
// which is this file. A program that imports the package by name gets its `exports`.
new PolicyPack("pulumi-whatsapp-policy", { enforcementLevel: "mandatory", policies });
