import type { ResourceProvider } from "@pulumi/pulumi/dynamic";

import { ignoreClosedPipes, watchEngine } from "./host/engineWatch";
import { processHost } from "./host/Host";
import { PhoneRegistrationProvider } from "./lifecycle/PhoneRegistrationProvider";

/**
 * The module that the line in every state names: `require("pulumi-whatsapp/provider")`. Its path
 * and the seven functions can never change (DESIGN.md, decision 1).
 */
const host = processHost();
const provider = new PhoneRegistrationProvider(host);

ignoreClosedPipes([process.stdout, process.stderr]);

// It finishes a request that was begun and notes it in the journal, though nobody gets the answer.
watchEngine(host.engineAddress, () => {
    void provider.idle().then(() => process.exit());
});

export const configure: Required<ResourceProvider>["configure"] = (request) =>
    provider.configure(request);
export const check: Required<ResourceProvider>["check"] = (olds, news) =>
    provider.check(olds as never, news as never);
export const diff: Required<ResourceProvider>["diff"] = (id, olds, news) =>
    provider.diff(id, olds as never, news as never);
export const create: ResourceProvider["create"] = (inputs) => provider.create(inputs as never);
export const read: Required<ResourceProvider>["read"] = (id, props) =>
    provider.read(id, props as never);
export const update: Required<ResourceProvider>["update"] = (id, olds, news) =>
    provider.update(id, olds as never, news as never);
// `delete` is a word of the language: it can only be a name on the way out.
const deleteRegistration: Required<ResourceProvider>["delete"] = (id, props) =>
    provider.delete(id, props as never);
export { deleteRegistration as delete };
