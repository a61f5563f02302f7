import type { CallPoint, EngineStop, Outcome, ProjectOptions, RunOptions } from "../Engine";
import { CallLog } from "./CallLog";
import { Cancellation } from "./Cancellation";
import { Deferred } from "./Deferred";
import type { Deployment } from "./Deployment";
import { Diagnostics, ReportedError } from "./Diagnostics";
import { addEngineService } from "./addEngineService";
import { EventQueue } from "./EventQueue";
import type { ProgramEvent } from "./Goal";
import { LoopbackServer } from "./LoopbackServer";
import { MonitorService } from "./MonitorService";
import { EngineOperation, type OperationPlan } from "./EngineOperation";
import { OutputWriter } from "./OutputWriter";
import { toldTheUser, type Program } from "./Program";
import { ProgramProcess } from "./ProgramProcess";
import type { ProjectFile } from "./ProjectFile";
import { ProviderRegistry } from "./ProviderRegistry";
import { ProviderStarter } from "./ProviderStarter";
import type { ResourceToImport } from "./resourcesInImportFile";
import { Snapshot } from "./Snapshot";
import { configEnvironment, configProperties, type StackConfig } from "./StackConfig";
import type { StateFile } from "./StateFile";
import { WarmProgram } from "./WarmProgram";

/** The operations of a stack, in Pulumi's words. */
export type OperationKind = "preview" | "update" | "refresh" | "destroy" | "import";

/** The parts that an operation runs on. */
export interface OperationContext {
    readonly project: ProjectFile;
    readonly stack: string;
    readonly file: StateFile;
    readonly config: StackConfig;
    readonly env: Readonly<Record<string, string>>;
    readonly engine: ProjectOptions;
    readonly options: RunOptions;
    /** The resources to import. */
    readonly imports?: readonly ResourceToImport[];
}

// Exit codes of the command line: success, a failure or one interrupt, two interrupts, SIGKILL.
const exitCodes = { success: 0, failure: 1, cutOff: 8, killed: 137 };

/** Runs one operation with everything around it: servers, processes, interrupts and kills. */
export class OperationRunner {
    readonly #kind: OperationKind;
    readonly #context: OperationContext;
    readonly #server = new LoopbackServer();
    readonly #cancellation = new Cancellation();
    readonly #diagnostics = new Diagnostics();
    readonly #calls: CallLog;
    readonly #starter: ProviderStarter;
    readonly #deployment: Deployment;
    readonly #ended = new Deferred<undefined>();
    readonly #cut = new Deferred<"cutOff" | "killed">();
    #monitor: MonitorService | undefined;
    #program: Program | undefined;
    #isOver = false;

    constructor(kind: OperationKind, context: OperationContext) {
        this.#kind = kind;
        this.#context = context;
        const { options, engine, project, stack, env, file } = context;
        this.#calls = new CallLog(options);
        this.#starter = new ProviderStarter({
            project,
            engine,
            env,
            calls: this.#calls,
            diagnostics: this.#diagnostics,
        });
        const dryRun = kind === "preview" || options.previewOnly === true;
        this.#deployment = {
            project: project.name,
            stack,
            config: configProperties(context.config),
            dryRun,
            options,
            snapshot: new Snapshot(file, file.read(), !dryRun),
            providers: new ProviderRegistry(
                (packageName) => this.#starter.start(packageName),
                options.deleteInSecondProcess === true,
            ),
            diagnostics: this.#diagnostics,
            output: new OutputWriter(`${kind} (${stack})`, {
                details: options.diff === true,
                preview: dryRun,
            }),
        };
    }

    /** Runs the operation to its end. */
    async run(): Promise<Outcome> {
        addEngineService(this.#server, this.#diagnostics);
        const events = new EventQueue<ProgramEvent>();
        const { deployment, ended } = { deployment: this.#deployment, ended: this.#ended.promise };
        this.#monitor = new MonitorService({ deployment, events, operationEnded: ended });
        this.#monitor.addTo(this.#server);
        const address = await this.#server.listen();
        this.#starter.engineAddress = address;
        this.#addTriggers();
        this.#warnOfPending();
        const operation = new EngineOperation(deployment, this.#cancellation);
        const finished = operation.run({
            ...this.#plan(),
            ...(this.#runsProgram
                ? { startProgram: () => this.#startProgram(address, events) }
                : {}),
        });
        const result = await Promise.race([
            finished.then((success) => (success ? ("success" as const) : ("failure" as const))),
            this.#cut.promise,
        ]);
        await this.#end(result);
        return {
            exitCode: exitCodes[result],
            output: deployment.output.text(this.#diagnostics.logs, operation.stackOutputs),
            calls: this.#calls.calls,
            logs: this.#diagnostics.logs,
            steps: deployment.output.steps,
        };
    }

    /** Ends the provider processes that outlived a killed engine. */
    async endSurvivors(): Promise<void> {
        await this.#starter.endSurvivors();
    }

    get #runsProgram(): boolean {
        return this.#kind === "preview" || this.#kind === "update";
    }

    #plan(): Omit<OperationPlan, "startProgram"> {
        const { imports } = this.#context;
        if (imports !== undefined) return { refresh: false, refreshOnly: false, imports };
        const refreshOnly = this.#kind === "refresh";
        return { refresh: refreshOnly || this.#context.options.refresh === true, refreshOnly };
    }

    #startProgram(address: string, events: EventQueue<ProgramEvent>): EventQueue<ProgramEvent> {
        const { project, stack, env, config, engine } = this.#context;
        this.#deployment.providers.warmUp();
        const Runner = engine.warmProgram === true ? WarmProgram : ProgramProcess;
        this.#program = new Runner({
            project,
            stack,
            dryRun: this.#deployment.dryRun,
            address,
            env: {
                PULUMI_NODEJS_TYPESCRIPT: "true",
                // The program's own compiler checks its types. The check costs a second in each
                // run.
                PULUMI_NODEJS_TRANSPILE_ONLY: "true",
                ...env,
                ...configEnvironment(config),
            },
            diagnostics: this.#diagnostics,
        });
        void this.#program.ended.then((code) => {
            events.end(code === 0 ? undefined : this.#programError(code));
        });
        return events;
    }

    #programError(code: number): Error {
        return code === toldTheUser
            ? new ReportedError("the program failed")
            : new Error(`program failed with exit code ${code}`);
    }

    #addTriggers(): void {
        const { interruptAfter, killProviderAt, killEngineAt, stopWhen } = this.#context.options;
        const add = (point: CallPoint | undefined, how: EngineStop): void => {
            if (point === undefined) return;
            this.#calls.add({
                point,
                act: () => {
                    this.#stop(how);
                },
            });
        };
        add(interruptAfter, interruptAfter?.twice === true ? "interrupt twice" : "interrupt");
        add(killProviderAt, "kill the provider");
        add(killEngineAt, "kill the engine");
        void stopWhen?.when.then(() => {
            if (!this.#isOver) this.#stop(stopWhen.how);
        });
    }

    #stop(how: EngineStop): void {
        if (how === "interrupt" || how === "interrupt twice") {
            this.#interrupt(how === "interrupt twice");
            return;
        }
        const isEngineKilled = how === "kill the engine" || how === "kill everything";
        if (isEngineKilled) this.#deployment.snapshot.freeze();
        if (how !== "kill the engine") {
            for (const client of this.#deployment.providers.clients) client.kill();
        }
        if (isEngineKilled) this.#cut.resolve("killed");
    }

    #interrupt(twice: boolean): void {
        this.#cancellation.request("interrupt");
        this.#diagnostics.add("info", "", "the operation was interrupted");
        if (!twice) {
            // Sent while the running calls continue. The answer changes nothing.
            void this.#deployment.providers.cancel();
            return;
        }
        this.#deployment.snapshot.freeze();
        this.#cut.resolve("cutOff");
    }

    #warnOfPending(): void {
        const pending = this.#context.file.read().pendingOperations;
        if (pending.length === 0 || this.#kind !== "update") return;
        const list = pending.map(
            ({ type, resource }) => `\n  * ${resource.urn}, interrupted while ${type}`,
        );
        const message = `Attempting to deploy or update resources with ${pending.length} pending operations`;
        this.#diagnostics.add(
            "warning",
            "",
            `${message} from previous deployment.${list.join("")}`,
        );
    }

    async #end(result: keyof typeof exitCodes): Promise<void> {
        const { providers } = this.#deployment;
        this.#isOver = true;
        this.#ended.resolve(undefined);
        if (result === "success") await this.#program?.ended;
        else this.#program?.kill();
        if (result === "killed") {
            this.#cancellation.request("interrupt");
            for (const client of providers.clients) client.abandon();
        } else if (result === "cutOff") {
            for (const client of providers.clients) client.kill();
            await providers.close();
        } else {
            await providers.cancel();
            await providers.close();
        }
        this.#monitor?.close();
        this.#server.close();
    }
}
