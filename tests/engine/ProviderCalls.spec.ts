import assert from "node:assert/strict";

import { ProviderError, startProviderProcess, type ProviderCalls } from "./ProviderCalls";
import { RecordedProject } from "./replay/RecordedProject";

const urn = "urn:pulumi:dev::numbers::pulumi-nodejs:dynamic/whatsapp:PhoneRegistration::main";
const inputs = { phoneNumberId: "106540352242922", pin: "012345", dataLocalizationRegion: "CH" };

describe("the provider process without an engine", () => {
    let project: RecordedProject;
    let calls: ProviderCalls;

    beforeEach(() => {
        project = new RecordedProject();
        project.setRemote({});
    });

    afterEach(async () => {
        await calls.close();
        project.close();
    });

    async function start(fault: string): Promise<void> {
        const env = project.environment({
            step: "01",
            command: "",
            fault,
            order: "create-first",
            numbers: [],
            remoteBefore: {},
            remoteAfter: {},
            exitCode: 0,
        });
        calls = await startProviderProcess({ cwd: project.dir, env });
    }

    it("serves a whole life of a resource", async () => {
        await start("");
        const checked = await calls.check(urn, {}, inputs);
        assert.deepEqual(checked.failures, []);
        const { id, outs } = await calls.create(urn, inputs);
        assert.deepEqual(project.remote(), { "106540352242922": { region: "CH" } });
        const news = { ...inputs, dataLocalizationRegion: "DE" };
        const diff = await calls.diff(urn, { id, olds: outs, news });
        assert.deepEqual(diff.replaces, ["dataLocalizationRegion"]);
        const read = await calls.read(urn, { id, props: outs });
        assert.equal(read.id, id);
        await calls.update(urn, { id, olds: outs, news });
        assert.deepEqual(project.remote(), { "106540352242922": { region: "DE" } });
    });

    it("hands over a partial state with its reasons", async () => {
        await start("create-partial");
        await assert.rejects(
            calls.create(urn, inputs),
            (error) =>
                error instanceof ProviderError &&
                error.initFailure?.properties["status"] === "PENDING" &&
                error.initFailure.reasons[0] === "registered, but the region is not confirmed yet",
        );
    });
});
