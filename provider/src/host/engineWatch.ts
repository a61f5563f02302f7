import { connect } from "node:net";

// A killed command line leaves its provider processes behind. It is enough to look for the engine
// now and then, because the only cost is an idle process.
const LOOK_EVERY_MS = 5_000;
const LOOK_TIMEOUT_MS = 2_000;
// One missed answer may mean a busy machine.
const LOOKS_BEFORE_GONE = 2;

/**
 * Lets the process outlive its engine. Writing to a pipe that nobody reads fails, and Pulumi's
 * handler of uncaught errors answers that by writing again, for ever.
 */
export function ignoreClosedPipes(streams: readonly NodeJS.WritableStream[]): void {
    for (const stream of streams) stream.on("error", () => undefined);
}

/**
 * Calls back once when the engine's address takes no more connections. Keeps no process alive, and
 * does nothing without an address. The caller finishes what it has begun, and exits.
 */
export function watchEngine(
    engineAddress: string,
    onGone: () => void,
    { everyMs }: { readonly everyMs: number } = { everyMs: LOOK_EVERY_MS },
): void {
    const address = addressFrom(engineAddress);
    if (address === undefined) return;
    let misses = 0;
    const timer = setInterval(() => {
        void isListening(address).then((listening) => {
            misses = listening ? 0 : misses + 1;
            if (misses < LOOKS_BEFORE_GONE) return;
            clearInterval(timer);
            onGone();
        });
    }, everyMs);
    timer.unref();
}

/** Looks once more where the first look fails: says that the engine takes no connections any more. */
export async function isEngineGone(engineAddress: string): Promise<boolean> {
    const address = addressFrom(engineAddress);
    if (address === undefined) return false;
    return !(await isListening(address)) && !(await isListening(address));
}

interface Address {
    readonly host: string;
    readonly port: number;
}

function addressFrom(engineAddress: string): Address | undefined {
    const [, host, port] = /^(.+):(\d+)$/.exec(engineAddress) ?? [];
    return host === undefined ? undefined : { host, port: Number(port) };
}

function isListening({ host, port }: Address): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = connect({ host, port, timeout: LOOK_TIMEOUT_MS });
        const answer = (listening: boolean): void => {
            socket.destroy();
            resolve(listening);
        };
        socket.once("connect", () => {
            answer(true);
        });
        socket.once("error", () => {
            answer(false);
        });
        socket.once("timeout", () => {
            answer(false);
        });
    });
}
