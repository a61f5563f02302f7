// Fast enough for thousands, and too few to meet Meta's limits.
const AT_A_TIME = 5;

/** Does something for each item, a few at a time, and keeps the order of the results. */
export async function inParallel<T, R>(
    items: readonly T[],
    task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
    const results: R[] = [];
    const rest = items.entries();
    const worker = async (): Promise<void> => {
        for (const [index, item] of rest) results[index] = await task(item);
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
    return results;
}
