import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { commandLineRun } from "../../unit/cli/commandLineRun";
import { availableEngines } from "../availableEngines";
import { RealStack } from "../real/RealStack";
import { pulumiOnPath } from "../real/runPulumi";
import { otherNumberId, otherPin, phoneNumberId, pin, Scene } from "./Scene";

const thirdNumberId = "106540352242924";
const onPulumi = pulumiOnPath() === undefined ? describe.skip : describe;

interface ReviewJson {
    readonly headline: string;
    readonly numbers: readonly {
        readonly phoneNumberId: string;
        readonly happens: string;
        readonly registrations: { readonly after: number };
        readonly deregistrations: { readonly after: number };
    }[];
}

onPulumi("review of a preview (pulumi)", () => {
    let scene: Scene;

    beforeEach(async () => {
        const engine = (await availableEngines()).find(({ real }) => real);
        if (engine === undefined) throw new Error("the pulumi command on PATH does not run");
        const numbers = [phoneNumberId, otherNumberId, thirdNumberId].map((id) => ({ id }));
        scene = await Scene.open({ engine, world: { numbers } });
    });
    afterEach(() => scene.close());

    const review = async (...more: readonly string[]) => {
        const { stack, journalFolder } = scene;
        if (!(stack instanceof RealStack)) throw new Error("not a stack of the real engine");
        const { output } = await stack.command(["preview", "--json", "--refresh"]);
        writeFileSync(path.join(journalFolder, "preview.json"), output);
        scene.simulator.clearRequests();
        const run = await commandLineRun(["review", "--preview", "preview.json", ...more], {
            folder: journalFolder,
            env: { WHATSAPP_JOURNAL_DIR: journalFolder },
            now: new Date().toISOString(),
        });
        assert.equal(scene.letters(), "");
        assert.doesNotMatch(run.stdout, new RegExp(`${pin}|${otherPin}|EAA-`));
        return run;
    };
    const leftIn = async () =>
        (JSON.parse((await review("--json")).stdout) as ReviewJson).numbers.map(
            ({ phoneNumberId: id, happens, registrations, deregistrations }) =>
                `${id} ${happens} ${registrations.after} ${deregistrations.after}`,
        );

    it("says what the update then does, and what is left after it", async () => {
        await scene.begin(
            { name: "moves", dataLocalizationRegion: "CH" },
            { name: "goes", phoneNumberId: otherNumberId },
            { name: "drifts", phoneNumberId: thirdNumberId },
        );
        scene.simulator.changeNumber(thirdNumberId, { registered: false });
        scene.declare(
            { name: "moves", dataLocalizationRegion: "DE" },
            { name: "drifts", phoneNumberId: thirdNumberId },
        );
        assert.deepEqual(await leftIn(), [
            `${otherNumberId} deregistered 9 9`,
            `${phoneNumberId} moves 8 9`,
            `${thirdNumberId} repaired 8 10`,
        ]);
        const { exitCode, stdout } = await review("--max-offline", "1", "--mask");
        assert.equal(exitCode, 1);
        assert.match(
            stdout,
            /1 number goes offline for about a minute; 1 is deregistered for good/,
        );
        const { exitCode: upExitCode, output } = await scene.up({ refresh: true });
        assert.equal(upExitCode, 0, output);
        assert.deepEqual(
            [scene.there(), scene.there(otherNumberId), scene.there(thirdNumberId)],
            ["DE", "deregistered", "off"],
        );
        const left = async (name: string) => {
            const { budget } = (await scene.stack.outputsOf(name)) as {
                budget: Record<"register" | "deregister", { left: number }>;
            };
            return [budget.register.left, budget.deregister.left];
        };
        assert.deepEqual(
            [await left("moves"), await left("drifts")],
            [
                [8, 9],
                [8, 10],
            ],
        );
    });

    it("tells a PIN that is set in place from a number that only changes its resource's name", async () => {
        await scene.begin({ name: "main" }, { name: "before", phoneNumberId: otherNumberId });
        scene.declare(
            { name: "main", pin: otherPin },
            { name: "after", phoneNumberId: otherNumberId },
        );
        assert.deepEqual(await leftIn(), [
            `${otherNumberId} adopted 9 10`,
            `${phoneNumberId} setsPin 9 10`,
        ]);
        const { letters } = await scene.sent(() => scene.up());
        assert.doesNotMatch(letters, /[RD]/);
    });
});
