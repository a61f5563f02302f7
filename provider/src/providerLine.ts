/**
 * The text that Pulumi stores with every registration and runs to reach the lifecycle.
 *
 * Neither one character of it nor the subpath that it names may ever change: states of every
 * version hold it, and Pulumi runs it to refresh and destroy them.
 */
export const providerLine = 'exports.handler = () => require("pulumi-whatsapp/provider");';
