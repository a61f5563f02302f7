import { deregisteringStatements } from "./deregisteringStatements";
import { parameterStatements } from "./parameterStatements";
import { registeringStatements } from "./registeringStatements";
import type { Statement } from "./Statement";

/**
 * Every statement of the registration guide, in its order. The one on message history is left out,
 * because neither the provider nor the simulator has messages. Read 2026-11-22.
 */
export const STATEMENTS: readonly Statement[] = [
    ...registeringStatements,
    ...parameterStatements,
    ...deregisteringStatements,
].flatMap(({ statements }) => statements);
