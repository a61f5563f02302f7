import { pulumiOnPath } from "../real/runPulumi";
import { availableEngines, type Engine } from "../availableEngines";

const names = pulumiOnPath() === undefined ? ["stand-in"] : ["pulumi", "stand-in"];

/** Describes something once for each engine that is there. */
export function onEveryEngine(title: string, suite: (engine: Engine) => void): void {
    for (const name of names) {
        describe(`${title} (${name})`, () => {
            suite(lateEngine(name === "pulumi"));
        });
    }
}

// Suites are described before anybody can wait for the engines to be found.
function lateEngine(real: boolean): Engine {
    return {
        name: real ? "pulumi" : "stand-in",
        real,
        open: async (project) => {
            const engines = await availableEngines();
            const engine = engines.find((item) => item.real === real);
            if (engine === undefined) throw new Error("the pulumi command on PATH does not run");
            return engine.open(project);
        },
    };
}
