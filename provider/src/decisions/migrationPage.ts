/**
 * Where a user finds the steps of a migration: the page is inside the published package. Whatever
 * else names a page in a message names it from here.
 */
export const migrationPage = "node_modules/pulumi-whatsapp/docs/migration.md";
