/** The parts of a world that refer to each other. */
export interface References {
    /** The accounts. */
    readonly accounts?: readonly { readonly id: string }[] | undefined;
    /** The tokens. */
    readonly tokens?:
        | readonly {
              readonly token: string;
              readonly name: string;
              readonly wabaIds?: readonly string[] | undefined;
              readonly phoneNumberIds?: readonly string[] | undefined;
          }[]
        | undefined;
    /** The numbers. */
    readonly numbers?:
        readonly { readonly id: string; readonly wabaId?: string | undefined }[] | undefined;
}

/**
 * What is wrong with the ids of a world: an id is used twice, or an id is named that does not
 * exist.
 *
 * @param world - the world's parts
 * @returns one sentence for each place
 */
export function wrongReferences(world: References): readonly string[] {
    const { accounts = [], tokens = [], numbers = [] } = world;
    const accountIds = accounts.map(({ id }) => id);
    const numberIds = numbers.map(({ id }) => id);
    return [
        ...twice("accounts", "id", accountIds),
        ...twice("numbers", "id", numberIds),
        ...twice(
            "tokens",
            "name",
            tokens.map(({ name }) => name),
        ),
        ...sameToken(tokens.map(({ token }) => token)),
        ...bothKinds(accountIds, numberIds),
        ...numbers.flatMap(({ wabaId }, at) =>
            missing(`numbers[${at}].wabaId`, wabaId === undefined ? [] : [wabaId], accountIds),
        ),
        ...tokens.flatMap(({ wabaIds = [] }, at) =>
            missing(`tokens[${at}].wabaIds`, wabaIds, accountIds),
        ),
        ...tokens.flatMap(({ phoneNumberIds = [] }, at) =>
            missing(`tokens[${at}].phoneNumberIds`, phoneNumberIds, numberIds),
        ),
    ];
}

function twice(list: string, key: string, values: readonly string[]): readonly string[] {
    return values.flatMap((value, at) => {
        const first = values.indexOf(value);
        if (first === at) return [];
        return [`${list}[${at}].${key} ("${value}") is also that of ${list}[${first}]`];
    });
}

/** Tokens are not printed, also not made-up ones. */
function sameToken(values: readonly string[]): readonly string[] {
    return values.flatMap((value, at) => {
        const first = values.indexOf(value);
        return first === at ? [] : [`tokens[${at}].token is also that of tokens[${first}]`];
    });
}

function bothKinds(accountIds: readonly string[], numberIds: readonly string[]): readonly string[] {
    return numberIds.flatMap((id, at) =>
        accountIds.includes(id) ? [`numbers[${at}].id ("${id}") is also an account's id`] : [],
    );
}

function missing(
    place: string,
    ids: readonly string[],
    known: readonly string[],
): readonly string[] {
    return ids
        .filter((id) => !known.includes(id))
        .map((id) => `${place} ("${id}") is not in this world. It has ${known.join(", ")}`);
}
