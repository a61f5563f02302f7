import { type EngineEvent, LocalWorkspace } from "@pulumi/pulumi/automation";

import type { Backend, StoredStack, UpdateOutcome } from "./Backend";
import { type StoredResource, storedStackFrom } from "./storedStackFrom";
import { reasonFrom, type UpdateError } from "./reasonFrom";

/** The stacks of this project, through Pulumi's Automation API. It runs the `pulumi` command. */
export class PulumiBackend implements Backend {
    readonly #workspace: LocalWorkspace;
    readonly #config: Readonly<Record<string, string>>;

    private constructor(workspace: LocalWorkspace, config: Readonly<Record<string, string>>) {
        this.#workspace = workspace;
        this.#config = config;
    }

    /** @param config - plain config for every stack, by its key. */
    static async open(config: Readonly<Record<string, string>>): Promise<PulumiBackend> {
        const workspace = await LocalWorkspace.create({ workDir: process.cwd() });
        return new PulumiBackend(workspace, config);
    }

    async names(): Promise<readonly string[]> {
        return (await this.#workspace.listStacks()).map(({ name }) => name);
    }

    async read(name: string): Promise<StoredStack> {
        const { deployment } = (await this.#workspace.exportStack(name)) as Export;
        return storedStackFrom(deployment?.resources ?? []);
    }

    async up(name: string): Promise<UpdateOutcome> {
        const stack = await LocalWorkspace.createOrSelectStack({
            stackName: name,
            workDir: this.#workspace.workDir,
        });
        const errors: UpdateError[] = [];
        try {
            for (const [key, value] of Object.entries(this.#config)) {
                await stack.setConfig(key, { value });
            }
            await stack.up({
                continueOnError: true,
                onEvent: (event) => errors.push(...errorIn(event)),
            });
            return { kind: "succeeded" };
        } catch (thrown) {
            const said = thrown instanceof Error ? thrown.message : String(thrown);
            const isLocked = said.includes("currently locked");
            return {
                kind: "failed",
                reason: isLocked ? lockedReason(name) : reasonFrom(errors, said),
            };
        }
    }
}

/** The part of an export that is used here. */
interface Export {
    readonly deployment?: { readonly resources?: readonly StoredResource[] };
}

/** The error in an event of the engine, if it is one. */
function errorIn({ diagnosticEvent }: EngineEvent): readonly UpdateError[] {
    if (diagnosticEvent?.severity !== "error") return [];
    const { urn = "", message } = diagnosticEvent;
    return [{ urn, message }];
}

function lockedReason(stack: string): string {
    return `another run holds it, or one was killed. When none runs: "pulumi cancel --stack ${stack}".`;
}
