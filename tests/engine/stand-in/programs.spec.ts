import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { standInEngine, type Stack } from "../availableEngines";
import { RecordedProject } from "../replay/RecordedProject";

const prelude = `
const pulumi = require("@pulumi/pulumi");
const { WhatsAppPhoneRegistration } = require("pulumi-whatsapp");
const args = { phoneNumberId: "106540352242922", pin: "012345", dataLocalizationRegion: "CH" };
`;

describe("programs on the stand-in engine", () => {
    let project: RecordedProject;
    let stack: Stack;

    beforeEach(async () => {
        project = new RecordedProject();
        project.setRemote({});
        const env = {
            PROTO_DB: path.join(project.dir, "remote.json"),
            PROTO_ORDER: "create-first",
        };
        stack = await standInEngine.open({
            programDir: project.dir,
            env,
            config: {
                "whatsapp:accessToken": { secret: "EAA-fake-token" },
                "numbers:region": "DE",
            },
        });
    });

    afterEach(async () => {
        await stack.close();
        project.close();
    });

    function program(text: string): void {
        writeFileSync(path.join(project.dir, "index.ts"), prelude + text);
    }

    async function stored(name: string) {
        return (await stack.state()).find(({ urn }) => urn.endsWith(`::${name}`));
    }

    const component = `
class Line extends pulumi.ComponentResource {
    constructor(name, opts) {
        super("acme:index:Line", name, {}, opts);
        this.number = new WhatsAppPhoneRegistration(name + "-number", args, { parent: this });
        this.registerOutputs({ status: this.number.status });
    }
}
`;

    it("stores a component with its outputs, and its child under it", async () => {
        program(`${component} new Line("support");`);
        const outcome = await stack.up();
        assert.equal(outcome.exitCode, 0, outcome.output);
        const parent = await stored("support");
        const child = await stored("support-number");
        assert.deepEqual([parent?.custom, parent?.outputs], [false, { status: "CONNECTED" }]);
        assert.equal(child?.parent, parent?.urn);
        assert.match(
            child?.urn ?? "",
            /::acme:index:Line\$pulumi-nodejs:dynamic\/whatsapp:PhoneRegistration::/,
        );
        const again = await stack.up();
        assert.deepEqual(
            again.calls.map(({ method }) => method),
            ["Configure", "Check", "Diff", "Cancel"],
        );
    });

    it("keeps the child of a renamed component by the alias of its parent", async () => {
        program(`${component} new Line("support");`);
        await stack.up();
        program(`${component} new Line("help", { aliases: [{ name: "support" }] });`);
        const outcome = await stack.up();
        assert.equal(outcome.exitCode, 0, outcome.output);
        assert.equal(outcome.calls.filter(({ method }) => method === "Delete").length, 0);
        assert.equal((await stored("help-number"))?.parent, (await stored("help"))?.urn);
    });

    it("protects the children of a protected component", async () => {
        program(`${component} new Line("support", { protect: true });`);
        await stack.up();
        assert.equal((await stored("support-number"))?.protect, true);
        assert.equal((await stack.destroy()).exitCode, 1);
    });

    it("runs the transforms of a resource and of the stack", async () => {
        program(`
pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
    type.startsWith("pulumi-nodejs:") ? { props: { ...props, dataLocalizationRegion: "BR" }, opts } : undefined);
new WhatsAppPhoneRegistration("main", args, {
    transforms: [({ props, opts }) => ({ props, opts: { ...opts, protect: true } })],
});`);
        const outcome = await stack.up();
        assert.equal(outcome.exitCode, 0, outcome.output);
        assert.equal((await stack.outputsOf("main"))["dataLocalizationRegion"], "BR");
        assert.equal((await stored("main"))?.protect, true);
    });

    it("gives the program its config", async () => {
        program(`
const region = new pulumi.Config().require("region");
new WhatsAppPhoneRegistration("main", { ...args, dataLocalizationRegion: region });`);
        await stack.up();
        assert.deepEqual(project.remote(), { "106540352242922": { region: "DE" } });
    });

    it("runs the provider of an explicit provider resource in a process of its own", async () => {
        program(`
const provider = new (class extends pulumi.ProviderResource {
    constructor() { super("pulumi-nodejs", "own", { "whatsapp:accessToken": "EAA-own-token" }); }
})();
new WhatsAppPhoneRegistration("main", args, { provider });`);
        const outcome = await stack.up();
        assert.equal(outcome.exitCode, 0, outcome.output);
        const configure = outcome.calls.filter(({ method }) => method === "Configure");
        assert.deepEqual(
            configure.map(({ request }) => request["args"]),
            [{ "whatsapp:accessToken": "EAA-own-token" }],
        );
    });

    it("reads a resource that the stack does not manage, in previews too, and never deletes it", async () => {
        project.setRemote({ "106540352242922": { region: "CH" } });
        program(`
class Known extends pulumi.CustomResource {
    constructor() {
        super("pulumi-nodejs:dynamic/whatsapp:PhoneRegistration", "known",
            { __provider: "exports.handler = () => require(\\"pulumi-whatsapp/provider\\");", status: undefined },
            { id: "106540352242922" });
    }
}
exports.status = new Known().status;`);
        const preview = await stack.preview();
        assert.equal(preview.exitCode, 0, preview.output);
        assert.deepEqual(
            preview.calls.map(({ method }) => method),
            ["Configure", "Read", "Cancel"],
        );
        await stack.up();
        assert.equal((await stored("known"))?.external, true);
        assert.equal((await stack.destroy()).exitCode, 0);
        assert.deepEqual(project.remote(), { "106540352242922": { region: "CH" } });
    });
});
