import { writeFile } from "node:fs/promises";
import { isLoopback } from "./http/loopback";
import { startSimulator, type SimulatorOptions } from "./startSimulator";
import type { Simulator } from "./Simulator";
import { readWorldFile } from "./world/readWorldFile";
import { WorldError } from "./world/WorldError";
import type { WorldInput } from "./world/worldSchema";

interface CliOptions {
    readonly port: number;
    readonly host: string;
    readonly tls?: string | true;
    readonly world?: string;
    readonly now?: string;
    readonly allowHost?: string[];
}

void main();

async function main(): Promise<void> {
    // The library is an ES module, this package is not.
    const { Command, InvalidArgumentError } = await import("commander");
    const program = new Command("pulumi-whatsapp-simulator")
        .description(
            "A stateful Graph API for WhatsApp phone number registration.\n" +
                "Prints its address on the first line and runs until it is interrupted.",
        )
        .option(
            "--port <port>",
            "port; 0 uses any free port",
            (text) => {
                if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
                throw new InvalidArgumentError("Write a number from 0 to 65535.");
            },
            0,
        )
        .option("--host <host>", "name or address to listen on", "127.0.0.1")
        .option(
            "--tls [certificate]",
            "speak HTTPS, and write the self-signed certificate to this file",
        )
        .option(
            "--world <file>",
            "world file, or the name of a built-in world (default: a number that was never registered)",
        )
        .option("--now <time>", "ISO 8601 time at which the clock stands still")
        .option(
            "--allow-host <name...>",
            "names besides loopback under which clients may call /_simulator/",
        )
        .allowExcessArguments(false)
        .parse();
    await run(program.opts<CliOptions>()).catch(fail);
}

async function run(options: CliOptions): Promise<void> {
    const simulator = await startSimulator(await optionsOf(options));
    await writeCertificate(simulator, options);
    console.log(simulator.url);
    tellWhoReachesIt(options);
    console.log(`What it holds and how to change it: ${simulator.url}/_simulator/world`);
    console.log("Stop it with Ctrl-C.");
    closeOnSignal(simulator);
}

/** Written before the address is printed: a script that waits for the address finds the file. */
async function writeCertificate({ certificate }: Simulator, { tls }: CliOptions): Promise<void> {
    if (typeof tls === "string" && certificate !== undefined) await writeFile(tls, certificate);
}

function tellWhoReachesIt({ host, tls }: CliOptions): void {
    if (!isLoopback(host)) {
        console.log(
            `It listens on ${host}: anybody who reaches this machine can read and change it.`,
        );
    }
    if (typeof tls === "string") {
        console.log(`Clients reach it when they trust the certificate in ${tls}.`);
    }
}

async function optionsOf(options: CliOptions): Promise<SimulatorOptions> {
    const { port, host, world: path, now, allowHost: allowedHosts } = options;
    const common = { port, host, tls: options.tls !== undefined, now, allowedHosts };
    if (path === undefined) return common;
    // The world is checked when it is made. The error then names the file.
    const world = (await readWorldFile(path)) as WorldInput;
    return { ...common, world, worldName: path };
}

function closeOnSignal(simulator: Simulator): void {
    const close = (): void => {
        void simulator.close();
    };
    process.once("SIGINT", close);
    process.once("SIGTERM", close);
}

function fail(error: unknown): void {
    process.exitCode = 1;
    if (error instanceof WorldError || error instanceof RangeError) {
        console.error(error.message);
        return;
    }
    console.error(`Cannot start the simulator: ${reasonOf(error)}.`);
}

function reasonOf(error: unknown): string {
    if (!(error instanceof Error)) return "unknown reason";
    const inUse = "code" in error && error.code === "EADDRINUSE" && "port" in error;
    return inUse ? `port ${String(error.port)} is in use` : error.message;
}
