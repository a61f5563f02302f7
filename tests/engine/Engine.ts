import type * as pulumi from "@pulumi/pulumi";

/** Runs Pulumi programs in a test: the real command line or the stand-in engine. */
export interface Engine {
    /** Name for titles and reports: "stand-in engine", or "pulumi" with its version. */
    readonly name: string;
    /** Whether this is Pulumi's own engine. */
    readonly real: boolean;
    /** Opens a new stack of a program, with empty state in a folder of its own. */
    open(project: ProjectOptions): Promise<Stack>;
}

/** The functions of a dynamic provider, as its module exports them. */
export type ResourceProviderModule = pulumi.dynamic.ResourceProvider;

/** A value of the stack's config, plain or secret. */
export type ConfigValue = string | { readonly secret: string };

/** A program, and its surroundings. */
export interface ProjectOptions {
    /** Folder with `Pulumi.yaml`; packages are resolved from the program's folder. */
    readonly programDir: string;
    /** Name of the stack. Default "dev". */
    readonly stackName?: string;
    /** Config by full key, such as "whatsapp:graphUrl". */
    readonly config?: Readonly<Record<string, ConfigValue>>;
    /** Environment of program and provider, in addition to a clean base. */
    readonly env?: Readonly<Record<string, string | undefined>>;
    /**
     * Stand-in only: the provider in the planner's own process. It is loaded again for each
     * provider "process".
     */
    readonly providerModule?: () => ResourceProviderModule;
    /**
     * Stand-in only: runs the program in a process that has run other programs before. Default: a
     * new process.
     */
    readonly warmProgram?: boolean;
    /**
     * Whether outcomes have calls and logs. To record them takes time on the real engine. Default:
     * yes.
     */
    readonly isRecorded?: boolean;
    /** The Node.js binary of the provider process. Default: that of the tests. */
    readonly node?: string;
    /** The provider server (`cmd/dynamic-provider`) of another `@pulumi/pulumi`. */
    readonly dynamicProviderEntry?: string;
}

/** A stack of a program: its state, its config and the operations on it. */
export interface Stack {
    /** Folder that holds the state on disk. */
    readonly dir: string;
    /** Plans an update and changes nothing. */
    preview(options?: RunOptions): Promise<Outcome>;
    /** Updates the stack, without a preview first. */
    up(options?: RunOptions): Promise<Outcome>;
    /** Reads every resource again and stores what was read. */
    refresh(options?: RunOptions): Promise<Outcome>;
    /** Deletes every resource, without running the program. */
    destroy(options?: RunOptions): Promise<Outcome>;
    /** Imports the resources of a file (`pulumi import --file`), without protecting them. */
    importFile(file: string): Promise<Outcome>;
    /** Imports one resource, which is read by its id (`pulumi import TYPE NAME ID`). */
    importById(resource: ResourceById): Promise<Outcome>;
    /** Sets a config value for later operations; `undefined` removes it. */
    setConfig(key: string, value: ConfigValue | undefined): void;
    /** Sets an environment variable for later operations; `undefined` removes it. */
    setEnv(key: string, value: string | undefined): void;
    /** The stored resources, with ciphertexts masked. */
    state(): Promise<readonly StateResource[]>;
    /** The decrypted outputs of the resource with that name. */
    outputsOf(name: string): Promise<Record<string, unknown>>;
    /** All text of the state on disk, to search it for secrets in clear. */
    stateFiles(): Promise<string>;
    /** Marks a resource so that the next update replaces it without a diff. */
    taint(name: string): Promise<void>;
    /** Ends everything that still runs, and removes the state. */
    close(): Promise<void>;
}

/** A resource that is to be imported. */
export interface ResourceById {
    readonly type: string;
    readonly name: string;
    readonly id: string;
}

/** A stored resource, as the deployment file has it. Fields with their default are left out. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly custom: boolean;
    readonly id?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly parent?: string;
    readonly provider?: string;
    readonly dependencies?: readonly string[];
    readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
    readonly additionalSecretOutputs?: readonly string[];
    readonly initErrors?: readonly string[];
    readonly aliases?: readonly string[];
    readonly ignoreChanges?: readonly string[];
    readonly deletedWith?: string;
    readonly delete?: boolean;
    readonly pendingReplacement?: boolean;
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
    readonly external?: boolean;
    readonly taint?: boolean;
}

/** A call of the provider protocol. */
export type ProviderMethod =
    "Configure" | "Check" | "Diff" | "Create" | "Read" | "Update" | "Delete" | "Cancel";

/** One call that a provider process received, and its answer. */
export interface ProviderCall {
    readonly method: ProviderMethod;
    /**
     * The request's fields in the names of the protocol. Secrets are in clear, as the provider gets
     * them.
     */
    readonly request: Readonly<Record<string, unknown>>;
    /** Absent while the call runs, and if it failed. */
    response?: Readonly<Record<string, unknown>>;
    /** Why the call failed. */
    error?: { readonly message: string };
    /** The resource the call is about. */
    readonly urn?: string;
    /** Which provider process of the operation received it, from 0. */
    readonly processIndex: number;
}

/** A moment of an operation: one provider call. */
export interface CallPoint {
    readonly method: ProviderMethod;
    /** Only calls about the resource with this name. */
    readonly name?: string;
    /** Before or after the provider answered. Default "sent". */
    readonly moment?: "sent" | "answered";
    /** The test waits for this first, for example until a request reached the remote side. */
    readonly when?: () => Promise<unknown>;
}

/** How an operation is stopped from outside. */
export type EngineStop =
    "interrupt" | "interrupt twice" | "kill the provider" | "kill the engine" | "kill everything";

/** How an operation is run, and what happens to it. */
export interface RunOptions {
    /** Reads every resource before planning (`--refresh`). */
    readonly refresh?: boolean;
    /** Continues with everything that does not depend on a failed step (`--continue-on-error`). */
    readonly continueOnError?: boolean;
    /** Prints the changed properties (`--diff`). */
    readonly diff?: boolean;
    /** Only plans, for refresh and destroy (`--preview-only`). */
    readonly previewOnly?: boolean;
    /** URNs or names of the only resources to touch (`--target`). */
    readonly target?: readonly string[];
    /**
     * URNs or names of resources to replace without a diff. Only these are touched
     * (`--target-replace`).
     */
    readonly targetReplace?: readonly string[];
    /** URNs or names of resources to replace without a diff (`--replace`). */
    readonly replace?: readonly string[];
    /** Stand-in only: sees each call when it is sent. */
    readonly onProviderCall?: (call: ProviderCall) => void;
    /** Stand-in only: the engine gets the answer of a call only after this promise. */
    readonly holdAnswer?: (call: ProviderCall) => Promise<unknown> | undefined;
    /** Stand-in only: one Ctrl-C at that call, or two. */
    readonly interruptAfter?: CallPoint & { readonly twice?: boolean };
    /** Stand-in only: `kill -9` of the provider process at that call. */
    readonly killProviderAt?: CallPoint;
    /** Stand-in only: `kill -9` of the engine at that call. The provider process lives on. */
    readonly killEngineAt?: CallPoint;
    /**
     * Stops the operation when a promise settles, whatever call runs then. A real engine is
     * interrupted once.
     */
    readonly stopWhen?: { readonly when: Promise<unknown>; readonly how: EngineStop };
    /** Stand-in only: an interrupt after the first half of a replace, in either order. */
    readonly stopBetweenReplaceHalves?: boolean;
    /** Stand-in only: runs deletes in a second provider process with the same engine address. */
    readonly deleteInSecondProcess?: boolean;
}

/** Severity of a message to the user. */
export type Severity = "debug" | "info" | "warning" | "error";

/** A message from program, provider or engine to the user. */
export interface EngineLog {
    readonly severity: Severity;
    /** The resource of the message; empty for the stack. */
    readonly urn: string;
    readonly message: string;
}

/** The result of an operation. */
export interface Outcome {
    readonly exitCode: number;
    /** What a user sees: steps, messages with severity and the resource's name, a summary. */
    readonly output: string;
    readonly calls: readonly ProviderCall[];
    readonly logs: readonly EngineLog[];
    /** Stand-in only: what was done, or would be done, with each resource. Secrets are wrapped. */
    readonly steps?: readonly OperationStep[];
}

/** A step of an operation, in the form of `pulumi preview --json`. */
export interface OperationStep {
    /** Pulumi's word for it, such as `create` or `same`. */
    readonly op: string;
    readonly urn: string;
    readonly oldState?: StateResource;
    readonly newState?: StateResource;
}
