/** So many numbers in stacks of a size, the last one smaller where it does not come out even. */
export function sizesOf(numbers: number, stackSize: number): readonly number[] {
    const stacks = Math.ceil(numbers / stackSize);
    return Array.from({ length: stacks }, (_, index) =>
        Math.min(stackSize, numbers - index * stackSize),
    );
}
