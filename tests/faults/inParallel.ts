/** Runs a task for every item, some at the same time. The answers are in the order of the items. */
export async function inParallel<Item, Answer>(
    items: readonly Item[],
    atOnce: number,
    task: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    const waiting = items.map((item, index) => ({ item, index }));
    const worker = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
            answers[next.index] = await task(next.item);
        }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return answers;
}
