import type { Answer } from "./EchoingProxy";

/** Ways to put an echo into an answer, by name. `at` chooses among several places. */
export const spoils: Readonly<
    Record<string, (answer: Answer, echo: string, at: number) => Answer>
> = {
    everyName: (answer, echo) =>
        withBody(answer, (body) => mapTexts(body, (text, name) => (NAMES.has(name) ? echo : text))),
    oneText: (answer, echo, at) => {
        let position = -1;
        const count = textsIn(answer);
        return withBody(answer, (body) =>
            mapTexts(body, (text) => {
                position += 1;
                return count > 0 && position === at % count ? echo : text;
            }),
        );
    },
    everyText: (answer, echo) => withBody(answer, (body) => mapTexts(body, () => echo)),
    everyTextOfAnError: (answer, echo, at) =>
        errorOf(answer, CODES[at % CODES.length] ?? 1, {
            message: echo,
            type: echo,
            error_user_title: echo,
            error_user_msg: echo,
            fbtrace_id: echo,
            error_data: { messaging_product: echo, details: echo },
        }),
    oneTextOfAnError: (answer, echo, at) =>
        errorOf(answer, CODES[at % CODES.length] ?? 1, {
            message: "(#100) Invalid parameter",
            ...ERROR_TEXTS[at % ERROR_TEXTS.length]?.(echo),
        }),
    page: (answer, echo) => ({ ...answer, status: 502, body: `<html>${echo}</html>` }),
    headers: (answer, echo) => {
        const value = /^[\x20-\x7e]*$/.test(echo) ? echo : encodeURIComponent(echo);
        return {
            ...answer,
            headers: {
                ...answer.headers,
                "x-fb-trace-id": value,
                "facebook-api-version": value,
                "x-app-usage": JSON.stringify({ call_count: value }),
                "retry-after": value,
            },
        };
    },
    numbers: (answer, echo) =>
        withBody(answer, (body) =>
            isObject(body) && "storage_configuration" in body && /^\d+$/.test(echo)
                ? {
                      storage_configuration: {
                          status: "NO_STORAGE_ENABLED",
                          retention_minutes: Number(echo),
                      },
                  }
                : body,
        ),
};

// Fields that a run does not decide on. So it goes on with the echo in them.
const NAMES = new Set(["verified_name", "quality_rating", "name_status", "level", "fbtrace_id"]);

const CODES = [1, 4, 10, 100, 190, 368, 131000, 133000, 133001, 133004, 133005, 133010, 133016];

const ERROR_TEXTS: readonly ((echo: string) => Record<string, unknown>)[] = [
    (echo) => ({ message: echo }),
    (echo) => ({ error_user_title: echo }),
    (echo) => ({ error_user_msg: echo }),
    (echo) => ({ error_data: echo }),
    (echo) => ({ error_data: { details: echo } }),
    (echo) => ({ fbtrace_id: echo }),
];

function errorOf(answer: Answer, code: number, texts: Record<string, unknown>): Answer {
    return { ...answer, status: 400, body: JSON.stringify({ error: { ...texts, code } }) };
}

function withBody(answer: Answer, change: (body: unknown) => unknown): Answer {
    return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) };
}

function textsIn({ body }: Answer): number {
    let count = 0;
    mapTexts(JSON.parse(body), (text) => {
        count += 1;
        return text;
    });
    return count;
}

function mapTexts(
    value: unknown,
    change: (text: string, name: string) => unknown,
    name = "",
): unknown {
    if (typeof value === "string") return change(value, name);
    if (Array.isArray(value)) return value.map((item) => mapTexts(item, change, name));
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, mapTexts(member, change, key)]),
    );
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
