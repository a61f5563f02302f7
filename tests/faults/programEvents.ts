import { providerLine } from "../../provider/src/providerLine";
import { resourceType } from "../../provider/src/resourceType";
import { EventQueue } from "../engine/stand-in/EventQueue";
import type { Goal, ProgramEvent, Registered } from "../engine/stand-in/Goal";
import { asSecret } from "../engine/stand-in/PropertyMap";
import { emptyGoal } from "../engine/stand-in/emptyGoal";
import { configProperties, type StackConfig } from "../engine/stand-in/StackConfig";
import { providerTypeOf, urnOf } from "../engine/stand-in/urn";
import { projectName, stackName, type Declaration } from "./Declaration";

/**
 * The requests of a program with these declarations to the engine, as the resource's constructor
 * makes them.
 */
export function programEvents(
    program: readonly Declaration[],
    config: StackConfig,
): EventQueue<ProgramEvent> {
    const events = new EventQueue<ProgramEvent>();
    void register(program, config, events);
    return events;
}

async function register(
    program: readonly Declaration[],
    config: StackConfig,
    events: EventQueue<ProgramEvent>,
): Promise<void> {
    if (program.length > 0) {
        const type = providerTypeOf(resourceType);
        const urn = urnFor(type, "default");
        const goal = { ...emptyGoal(urn, type), properties: configProperties(config) };
        const { resourceId } = await registered(goal, events);
        for (const declaration of program) {
            void registered(goalOf(declaration, `${urn}::${resourceId}`), events);
        }
    }
    events.end();
}

function registered(goal: Goal, events: EventQueue<ProgramEvent>): Promise<Registered> {
    return new Promise((done) => {
        events.add({ kind: "register", registration: { goal, done } });
    });
}

function goalOf(declaration: Declaration, provider: string): Goal {
    const { name, pin, deleteBeforeReplace, ...declared } = declaration;
    const urn = urnFor(resourceType, name);
    return {
        ...emptyGoal(urn, resourceType),
        provider,
        properties: { ...declared, pin: asSecret(pin), __urn: urn, __provider: providerLine },
        additionalSecretOutputs: ["pin"],
        ...(deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace }),
    };
}

function urnFor(type: string, name: string): string {
    return urnOf({ project: projectName, stack: stackName, type, name, parent: "" });
}
