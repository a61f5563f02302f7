/**
 * Where a user finds the steps of a migration. The page is in the published package. Every message
 * that names this page takes its path from here.
 */
export const migrationPage = "node_modules/pulumi-whatsapp/docs/migration.md";
