import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import * as fc from "fast-check";

import { SimulatedCommandLine, wabaId } from "../cli/SimulatedCommandLine";
import { phoneNumberId, plain as plainOf, Rig } from "../lifecycle/Rig";
import { EchoingProxy } from "./EchoingProxy";
import { encodings } from "../../unit/graph/encodings";
import { spoils } from "./spoils";

const token = "EAA-fake-token/of+the=property|test";
const appSecret = "fake0app1secret2of3the4property5";
const secrets = {
    token,
    appSecret,
    proof: createHmac("sha256", appSecret).update(token).digest("hex"),
    pin: "739164",
    nextPin: "739104",
    backupData: 'fake backup "data" of a property test==',
    backupPassword: "fäke päss&word",
};
type SecretName = keyof typeof secrets;

/** Which echo goes into which answer of a life. */
interface Echo {
    readonly secret: SecretName;
    /** The text around the secret before it is encoded, and after. */
    readonly inside: (text: string) => string;
    readonly outside: (text: string) => string;
    readonly encoding: readonly string[];
    readonly spoil: string;
    readonly at: number;
    /** Spoils this request of each operation and all later ones. */
    readonly from: number;
    readonly isOnce: boolean;
}

const echoes: fc.Arbitrary<Echo> = fc.record({
    secret: fc.constantFrom(...(Object.keys(secrets) as SecretName[])),
    inside: fc.constantFrom(
        (text: string) => text,
        (text: string) => `{"pin":"${text}"}`,
        (text: string) => `access_token=${text}&fields=id`,
    ),
    outside: fc.constantFrom(
        (text: string) => text,
        (text: string) => `Invalid value "${text}" in the request.`,
        (text: string) => `\u001B[31m${text}\r\n\u202Ebut not`,
    ),
    // If letters change, Base64 becomes another text. So letters are changed first.
    encoding: fc
        .array(fc.constantFrom(...Object.keys(encodings)), { minLength: 1, maxLength: 2 })
        .map((names) => [
            ...names.filter((name) => name === "upperCase"),
            ...names.filter((name) => name !== "upperCase"),
        ]),
    spoil: fc.constantFrom(...Object.keys(spoils)),
    at: fc.nat(40),
    from: fc.nat(8),
    isOnce: fc.boolean(),
});

describe("answers that repeat secrets", function () {
    this.timeout(120_000);
    const realTimeout = globalThis.setTimeout;
    before(() => {
        // The pauses between failed reads. No time-out is that short.
        const isPause = (delayMs: number): boolean => delayMs >= 100 && delayMs < 1_000;
        const shortened = (callback: () => void, delayMs = 0) =>
            realTimeout(callback, isPause(delayMs) ? 0 : delayMs);
        globalThis.setTimeout = shortened as typeof setTimeout;
    });
    after(() => {
        globalThis.setTimeout = realTimeout;
    });
    const runs = Number(process.env["ECHO_RUNS"] ?? 60);

    it(`leave none in outputs, errors, log or journal, in ${runs} lives`, async () => {
        let spoilt = 0;
        await fc.assert(
            fc.asyncProperty(echoes, async (echo) => {
                const seen = await lifeWith(echo);
                spoilt += seen.spoilt;
                assertClean(seen.texts, echo);
            }),
            { numRuns: runs },
        );
        assert.ok(spoilt > runs, `only ${spoilt} answers were spoilt`);
    });
});

const own = [token, appSecret, secrets.proof];

describe("the command line", () => {
    it("prints no token that a name repeats, in whatever form", async () => {
        const commandLine = await SimulatedCommandLine.start({ numbers: [{ id: phoneNumberId }] });
        try {
            for (const encode of Object.values(encodings)) {
                const name = `Shop ${encode(commandLine.env["WHATSAPP_ACCESS_TOKEN"] ?? "")}`;
                commandLine.simulator.changeNumber(phoneNumberId, { verifiedName: name });
                const uses = [
                    ["numbers", "--waba", wabaId],
                    ["import", "--waba", wabaId, "--overwrite"],
                    ["doctor", "--number", phoneNumberId],
                ];
                for (const words of uses) {
                    const { stdout, stderr } = await commandLine.run([...words, "--json"]);
                    assert.ok(!`${stdout}${stderr}`.includes(JSON.stringify(name).slice(1, -1)));
                }
                const { stdout } = await commandLine.run(["numbers", "--waba", wabaId]);
                assert.ok(stdout.includes("[left out: it repeats a secret]"), stdout);
            }
        } finally {
            await commandLine.stop();
        }
    });
});

/** Registers, reads, changes the PIN, moves and deregisters a number. Every operation may fail. */
async function lifeWith(echo: Echo): Promise<{ texts: readonly string[]; spoilt: number }> {
    const backup = { data: secrets.backupData, password: secrets.backupPassword };
    const number = { id: phoneNumberId, pin: secrets.pin, onPremises: backup };
    const tokens = [{ name: "main", token }];
    const rig = await Rig.start({
        world: { app: { secret: appSecret }, tokens, numbers: [number] },
    });
    const proxy = await EchoingProxy.start(rig.simulator.url);
    Object.assign(rig.config, {
        "whatsapp:graphUrl": proxy.url,
        "whatsapp:accessToken": token,
        "whatsapp:appSecret": appSecret,
    });
    const texts: string[] = [];
    let spoilt = 0;
    let state: Record<string, unknown> = {};
    // Meta can repeat only what was sent to it. An operation cannot recognise a secret that it does
    // not know.
    const spoilNext = (inputs: unknown): void => {
        const isKnown = JSON.stringify([own, state["pin"], inputs]).includes(
            JSON.stringify(secrets[echo.secret]),
        );
        proxy.spoil((answer, index) => {
            if (!isKnown || index < echo.from || (echo.isOnce && index > echo.from)) return answer;
            spoilt += 1;
            const spoil = spoils[echo.spoil] ?? ((same) => same);
            return spoil(answer, echo.outside(encoded(echo)), echo.at + index);
        });
    };
    const inputs = { pin: secrets.pin, backup };
    const withNextPin = { ...inputs, pin: secrets.nextPin };
    const inCH = { pin: secrets.nextPin, dataLocalizationRegion: "CH" };
    const operations: readonly (readonly [object, () => Promise<Record<string, unknown>>])[] = [
        [inputs, () => rig.create(inputs)],
        [{}, () => rig.refresh(state)],
        [withNextPin, () => rig.up(state, withNextPin)],
        [inCH, () => rig.up(state, inCH)],
        [{}, () => rig.refresh(state)],
        [{}, () => rig.destroy(state).then(() => state)],
    ];
    try {
        for (const [declared, operation] of operations) {
            spoilNext(declared);
            try {
                state = await operation();
                texts.push(...textsOf(state));
            } catch (thrown) {
                texts.push(...textsOf(thrown));
                state = outputsIn(thrown) ?? state;
            }
            // If the number was never created, it is created now without a spoilt answer, so that
            // the later operations have something to do.
            if (state["phoneNumberId"] === undefined) {
                proxy.spoil((answer) => answer);
                state = await rig.create(inputs).catch(() => ({ phoneNumberId, pin: secrets.pin }));
            }
            rig.simulator.clock.advance({ hours: 25 });
        }
        texts.push(...textsOf(rig.lines), ...journalOf(rig));
    } finally {
        await proxy.stop();
        await rig.stop();
    }
    return { texts, spoilt };
}

function encoded({ secret, inside, encoding }: Echo): string {
    return encoding.reduce(
        (text, name) => encodings[name]?.(text) ?? text,
        inside(secrets[secret]),
    );
}

/** The outputs in a partial state, with the PIN unwrapped as the engine does it. */
function outputsIn(thrown: unknown): Record<string, unknown> | undefined {
    if (!(thrown instanceof Error) || !("properties" in thrown)) return undefined;
    const properties = thrown.properties as Record<string, unknown>;
    return plainOf(properties);
}

/**
 * Every text in a value, except the PIN, which is encrypted, and data that is packed for the wire.
 */
function textsOf(value: unknown): readonly string[] {
    if (typeof value === "string" || typeof value === "number") return [String(value)];
    if (typeof value !== "object" || value === null) return [];
    const names = Object.getOwnPropertyNames(value).filter(
        (name) => name !== "pin" && name !== "metadata",
    );
    return names.flatMap((name) => textsOf((value as Record<string, unknown>)[name]));
}

function journalOf(rig: Rig): readonly string[] {
    const files = readdirSync(rig.journalFolder, { recursive: true, withFileTypes: true });
    const texts = files
        .filter((file) => file.isFile())
        .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
    const lines = texts.flatMap((text) => text.split("\n")).filter((line) => line.startsWith("{"));
    return [...texts, ...lines.flatMap((line) => textsOf(JSON.parse(line)))];
}

function assertClean(texts: readonly string[], echo: Echo): void {
    const forms = [...Object.values(secrets), plain(encoded(echo))];
    for (const text of texts) {
        for (const form of forms) assert.ok(!isIn(plain(text), form), `${form} in: ${text}`);
        assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\u200B-\u200F\u2028-\u202F\uFEFF]/u);
    }
}

/** The text as a reader sees it, without the marks for invisible characters. */
function plain(text: string): string {
    return text.replace(/<U\+[0-9A-F]+>|\u200B/g, "").normalize("NFKC");
}

function isIn(text: string, form: string): boolean {
    if (!/^\d{6}$/.test(form)) return text.includes(form);
    return new RegExp(`(?<!\\d)${form}(?!\\d)`).test(text);
}
