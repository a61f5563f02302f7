const row = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/;

/**
 * The memory in bytes of the processes that one has started, and of those that they have started.
 *
 * @param table - what `ps -eo pid=,ppid=,rss=,comm=` prints: kilobytes
 * @param pid - the process; its own memory does not count, nor that of the look itself
 * @returns undefined if no process was seen: one that ended between two looks took some
 */
export function memoryBelow(table: string, pid: number): number | undefined {
    const rows = table.split("\n").flatMap((line) => {
        const [, id, parent, kilobytes, command] = row.exec(line) ?? [];
        if (id === undefined || command === "ps") return [];
        return [{ id: Number(id), parent: Number(parent), bytes: Number(kilobytes) * 1024 }];
    });
    const below = (parent: number): number =>
        rows
            .filter((each) => each.parent === parent)
            .reduce((sum, { id, bytes }) => sum + bytes + below(id), 0);
    return rows.some(({ parent }) => parent === pid) ? below(pid) : undefined;
}
