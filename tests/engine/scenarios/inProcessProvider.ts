import { tmpdir } from "node:os";
import { env, pid } from "node:process";

import { EngineLog } from "../../../provider/src/host/EngineLog";
import { PhoneRegistrationProvider } from "../../../provider/src/lifecycle/PhoneRegistrationProvider";
import type { Simulator } from "pulumi-whatsapp-simulator";

import type { ResourceProviderModule } from "../availableEngines";

/**
 * The provider as its module makes it in a new process, with the simulator's time. A pause of the
 * lifecycle moves the simulator's clock and takes no real time.
 */
export function inProcessProvider({ clock }: Simulator): ResourceProviderModule {
    const engineAddress = process.argv.at(-1) ?? "";
    const provider = new PhoneRegistrationProvider({
        now: () => clock.now(),
        sleep: (durationMs) => {
            clock.advance({ seconds: durationMs / 1000 });
            return Promise.resolve();
        },
        env: { ...env },
        engineAddress,
        pid,
        // All specs in one process would have the same engine. So each keeps its notes beside its
        // journal.
        temporaryFolder: env["WHATSAPP_JOURNAL_DIR"] ?? tmpdir(),
        log: new EngineLog(engineAddress),
    });
    return provider as ResourceProviderModule;
}
