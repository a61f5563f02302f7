const row = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/;

/**
 * The memory in bytes of all processes below one. Its own memory does not count, nor that of the
 * measurement.
 *
 * @param table - what `ps -eo pid=,ppid=,rss=,comm=` prints: kilobytes
 * @param pid - the process
 * @returns undefined if no process was seen; a process that ended between two looks still used some
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
