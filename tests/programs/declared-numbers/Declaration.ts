import type * as pulumi from "@pulumi/pulumi";

/** A registration as a test declares it to the program, in the environment variable `DECLARED_NUMBERS`. */
export interface Declaration {
    /** The resource's name. */
    readonly name: string;
    /** Declares it through the native plugin. Default: through the dynamic provider. */
    readonly native?: boolean;
    /**
     * Declares it through an explicit provider of that name, with the stack's config. Only for
     * native numbers.
     */
    readonly provider?: string;
    /** Id of the number: digits. */
    readonly phoneNumberId: string;
    /** The PIN in plain text. Default: the secret config value `numbers:pin`. */
    readonly pin?: string;
    /** The region of its data at rest. Default: none. */
    readonly dataLocalizationRegion?: string;
    /** No Storage in place of a region. */
    readonly noStorage?: { readonly retentionMinutes: number };
    /** Takes the two texts of the backup from the secret config values `numbers:backup…`. */
    readonly migrates?: boolean;
    /** A backup in plain text. */
    readonly backup?: { readonly data: string; readonly password: string };
    /** The account in the declaration. */
    readonly wabaId?: string;
    /** The name of its access token. */
    readonly tokenName?: string;
    /**
     * A resource declared earlier. The id is computed from its output, so it is unknown before that
     * resource is made.
     */
    readonly idFrom?: string;
    /** A resource declared earlier that this one depends on. */
    readonly after?: string;
    /** Makes a component of that name the parent of the resource. */
    readonly component?: string;
    /** Lets a transform set this region. */
    readonly transformedRegion?: string;
    /** Only reads the number, with `get`. */
    readonly onlyRead?: boolean;
    /** Properties that the resource does not know. */
    readonly misspelt?: Readonly<Record<string, string>>;
    /** Resource options, as far as JSON can hold them. */
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
