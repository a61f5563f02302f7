/**
 * The text that Pulumi stores with every registration and runs to reach the lifecycle.
 *
 * Frozen for ever, character by character, and so is the subpath it names: states written by any
 * version hold it, and Pulumi runs it to refresh and to destroy them.
 */
export const providerLine = 'exports.handler = () => require("pulumi-whatsapp/provider");';
