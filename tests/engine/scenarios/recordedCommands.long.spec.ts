import assert from "node:assert/strict";

import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";

import { recordedScenarios, type RecordedStep } from "../replay/RecordedScenario";
import { recordedCommands, type RecordedCommand } from "./recordedCommands";
import { RecordedOperations, type PlayedStep } from "./RecordedOperations";
import { phoneNumberId } from "./Scene";
import { secretsInClear } from "./secretsInClear";

const tokens = { token: "EAA-example", "other token": "EAA-rotated" };
const secrets = { ...tokens, PIN: "012345", "other PIN": "543210" };

// The calls of a real engine. This provider takes the place of the recorded one.
describe("the recorded calls of a real engine", () => {
    for (const command of recordedCommands) {
        describe(command.scenario, () => {
            let simulator: Simulator;
            let operations: RecordedOperations;

            before(async () => {
                simulator = await startSimulator({
                    world: {
                        tokens: Object.entries(tokens).map(([name, token]) => ({ name, token })),
                    },
                });
                operations = new RecordedOperations(simulator, command.scenario);
            });

            after(async () => {
                operations.close();
                await simulator.close();
            });

            it(command.fact, async () => {
                const steps = stepsOf(command.scenario);
                putThere(simulator, steps[0]?.remoteBefore ?? {});
                const sent: string[] = [];
                for (const step of steps) {
                    const played = await play(operations, command, step);
                    sent.push(played.letters);
                    assertErrors(played, command);
                    assertNoSecrets(played, { simulator, operations });
                }
                assert.deepEqual(sent, command.sends);
                const { registered, storage } = simulator.number(phoneNumberId);
                const ends = registered ? storage.dataLocalizationRegion : "deregistered";
                assert.equal(ends, command.ends);
            });
        });
    }
});

function stepsOf(name: string): readonly RecordedStep[] {
    return recordedScenarios().find(({ scenario }) => scenario === name)?.steps ?? [];
}

function putThere(simulator: Simulator, remote: RecordedStep["remoteBefore"]): void {
    if (!Object.hasOwn(remote, phoneNumberId)) return;
    simulator.changeNumber(phoneNumberId, {
        registered: true,
        storage: { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion: "CH" },
    });
}

async function play(
    operations: RecordedOperations,
    { apart = [undefined] }: { readonly apart?: readonly (string | undefined)[] },
    step: RecordedStep,
): Promise<PlayedStep> {
    const parts: PlayedStep[] = [];
    for (const name of apart) parts.push(await operations.play(step, name));
    return {
        letters: joined(parts.map(({ letters }) => letters)),
        errors: parts.flatMap(({ errors }) => errors),
        logs: parts.map(({ logs }) => logs).join("\n"),
    };
}

function joined(letters: readonly string[]): string {
    return letters.filter((each) => each !== "").join(" ");
}

function assertErrors({ errors }: PlayedStep, { failsWith }: RecordedCommand): void {
    if (failsWith === undefined) {
        assert.deepEqual(errors, []);
        return;
    }
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? "", failsWith);
}

function assertNoSecrets(
    { logs }: PlayedStep,
    sides: { readonly simulator: Simulator; readonly operations: RecordedOperations },
): void {
    const texts = {
        logs,
        "simulator journal": JSON.stringify(sides.simulator.requests()),
        "provider journal": sides.operations.journalText(),
    };
    assert.deepEqual(secretsInClear(texts, secrets), []);
}
