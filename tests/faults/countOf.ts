/** How many requests of one letter a run sent. */
export function countOf({ letters }: { readonly letters: string }, letter: string): number {
    return letters.split(" ").filter((each) => each === letter).length;
}
