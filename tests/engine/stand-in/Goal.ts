import type { PropertyMap } from "./PropertyMap";

/** What the program wants from a resource. */
export interface Goal {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly custom: boolean;
    readonly parent: string;
    readonly provider: string;
    readonly properties: PropertyMap;
    readonly dependencies: readonly string[];
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    readonly additionalSecretOutputs: readonly string[];
    readonly ignoreChanges: readonly string[];
    readonly aliases: readonly AliasSpec[];
    readonly deletedWith: string;
    /** Absent if the program does not say. */
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
    readonly deleteBeforeReplace?: boolean;
    /** Id of the resource to import; empty for none. */
    readonly importId: string;
}

/** An earlier name of a resource: a URN, or the parts that were different. */
export interface AliasSpec {
    readonly urn?: string;
    readonly name?: string;
    readonly type?: string;
    readonly stack?: string;
    readonly project?: string;
    readonly parent?: string;
    readonly noParent?: boolean;
}

/** What the program learns about a resource that it registered. */
export interface Registered {
    readonly urn: string;
    readonly resourceId: string;
    readonly outputs: PropertyMap;
    readonly result: "success" | "failed" | "skipped";
}

/** A registration that waits for its answer. */
export interface Registration {
    readonly goal: Goal;
    /** Answers the program. Later answers are ignored. */
    done(registered: Registered): void;
}

/** A read of a resource that the stack does not manage. */
export interface ReadRequest {
    readonly urn: string;
    readonly type: string;
    readonly resourceId: string;
    readonly provider: string;
    readonly parent: string;
    readonly properties: PropertyMap;
    readonly dependencies: readonly string[];
    readonly additionalSecretOutputs: readonly string[];
    done(registered: Registered): void;
}

/** The requests of the program to the engine, in their order. */
export type ProgramEvent =
    | { readonly kind: "register"; readonly registration: Registration }
    | { readonly kind: "read"; readonly read: ReadRequest }
    | {
          readonly kind: "outputs";
          readonly urn: string;
          readonly outputs: PropertyMap;
          done(): void;
      };
