import type { World } from "../world/World";

/**
 * The headers in which Meta says how many of the allowed calls are used.
 *
 * @param world - the world with its usage
 * @param businessId - the business portfolio of the object that was called; undefined for none
 */
export function usageHeaders(
    world: World,
    businessId: string | undefined,
): Readonly<Record<string, string>> {
    const { callCount, totalTime, totalCpuTime, minutesToRegainAccess } = world.switches.usage;
    const app = { call_count: callCount, total_time: totalTime, total_cputime: totalCpuTime };
    const headers = { "X-App-Usage": JSON.stringify(app) };
    if (businessId === undefined) return headers;
    const useCase = {
        type: "whatsapp_business_management",
        ...app,
        estimated_time_to_regain_access: minutesToRegainAccess,
    };
    return {
        ...headers,
        "X-Business-Use-Case-Usage": JSON.stringify({ [businessId]: [useCase] }),
    };
}
