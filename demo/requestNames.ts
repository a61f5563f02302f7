// The simulator's letters, in the words of Meta's guides.
const names: Readonly<Record<string, string>> = {
    N: "read number",
    S: "read settings",
    W: "write settings",
    P: "set PIN",
    R: "REGISTER",
    D: "DEREGISTER",
};

/**
 * The requests behind letters such as `N S R`, in words. Requests that Meta counts are in capitals.
 */
export function requestNames(letters: string): string {
    if (letters === "") return "nothing";
    return letters
        .split(" ")
        .map((letter) => (Object.hasOwn(names, letter) ? names[letter] : letter))
        .join(", ");
}
