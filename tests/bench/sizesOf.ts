/**
 * The sizes of the stacks for some numbers. The last stack is smaller if the division leaves a
 * rest.
 */
export function sizesOf(numbers: number, stackSize: number): readonly number[] {
    const stacks = Math.ceil(numbers / stackSize);
    return Array.from({ length: stacks }, (_, index) =>
        Math.min(stackSize, numbers - index * stackSize),
    );
}
