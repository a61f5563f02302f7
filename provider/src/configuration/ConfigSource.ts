/** Where configuration comes from. */
export interface ConfigSource {
    /**
     * The stack's config under a full key such as `whatsapp:graphUrl`, as Pulumi hands it to a
     * provider: secrets in clear, objects as JSON text.
     */
    readonly get: (key: string) => string | undefined;

    /** The environment variables of the process. */
    readonly env: Readonly<Record<string, string | undefined>>;
}
