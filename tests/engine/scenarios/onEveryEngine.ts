import { pulumiOnPath } from "../real/runPulumi";
import { availableEngines, type Engine } from "../availableEngines";

const names = pulumiOnPath() === undefined ? ["stand-in"] : ["pulumi", "stand-in"];

/** Describes a suite once for each engine here. */
export function onEveryEngine(title: string, suite: (engine: Engine) => void): void {
    for (const name of names) {
        describe(`${title} (${name})`, () => {
            suite(lateEngine(name === "pulumi"));
        });
    }
}

// Mocha describes suites before anything can wait for the search for engines.
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
