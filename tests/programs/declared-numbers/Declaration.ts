import type * as pulumi from "@pulumi/pulumi";

/** A registration as a test declares it to the program, in the environment variable `DECLARED_NUMBERS`. */
export interface Declaration {
    /** The resource's name. */
    readonly name: string;
    /** Declares it through the native plugin. Default: through the dynamic provider. */
    readonly native?: boolean;
    /** Declares it through an explicit provider of that name, with the stack's config. Native numbers only. */
    readonly provider?: string;
    /** Id of the number: digits. */
    readonly phoneNumberId: string;
    /** The PIN in plain. Default: the secret config value `numbers:pin`. */
    readonly pin?: string;
    /** The region of its data at rest. Default: none. */
    readonly dataLocalizationRegion?: string;
    /** No Storage in place of a region. */
    readonly noStorage?: { readonly retentionMinutes: number };
    /** Takes the backup's two texts from the secret config values `numbers:backup…`. */
    readonly migrates?: boolean;
    /** A backup in plain. */
    readonly backup?: { readonly data: string; readonly password: string };
    /** The account it is declared in. */
    readonly wabaId?: string;
    /** The name of its access token. */
    readonly tokenName?: string;
    /** A resource declared earlier, from whose output the id is computed: unknown before that one is made. */
    readonly idFrom?: string;
    /** A resource declared earlier that this one depends on. */
    readonly after?: string;
    /** Puts the resource under a component of that name. */
    readonly component?: string;
    /** Has a transform set this region. */
    readonly transformedRegion?: string;
    /** Only reads the number, with `get`. */
    readonly onlyRead?: boolean;
    /** Properties that the resource does not have. */
    readonly misspelt?: Readonly<Record<string, string>>;
    /** Resource options that can be written as JSON. */
    readonly opts?: Pick<
        pulumi.CustomResourceOptions,
        | "aliases"
        | "deleteBeforeReplace"
        | "ignoreChanges"
        | "import"
        | "protect"
        | "retainOnDelete"
        | "version"
    >;
}
