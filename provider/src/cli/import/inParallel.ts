/**
 * Does something for each item, a few at a time, and keeps the order of the results.
 *
 * @param limit - how many at a time.
 */
export async function inParallel<T, R>(
    items: readonly T[],
    limit: number,
    task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
    const results = new Map<number, R>();
    const rest = items.entries();
    const worker = async (): Promise<void> => {
        for (const [index, item] of rest) results.set(index, await task(item));
    };
    await Promise.all(Array.from({ length: limit }, worker));
    return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
