import { homedir } from "node:os";
import { join } from "node:path";

import { isLoopbackHost } from "../graph/GraphUrl";

/** Names the folder of the journal, for machines whose home folder does not last. */
export const JOURNAL_FOLDER_VARIABLE = "WHATSAPP_JOURNAL_DIR";

/**
 * Where the journal is kept: `WHATSAPP_JOURNAL_DIR`, else `pulumi-whatsapp` in Pulumi's own
 * folder (`PULUMI_HOME`, else `~/.pulumi`), which pipelines often keep between runs already.
 * A Graph API on loopback is a simulator; its numbers get a folder of their own.
 */
export function journalFolder(
    env: Readonly<Record<string, string | undefined>>,
    graphUrl: string,
): string {
    const pulumiHome = env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
    const folder = env[JOURNAL_FOLDER_VARIABLE] ?? join(pulumiHome, "pulumi-whatsapp");
    const { hostname, port } = new URL(graphUrl);
    return isLoopbackHost(hostname) ? join(folder, `simulator-${port}`) : join(folder, "meta");
}
