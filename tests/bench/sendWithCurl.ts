import { spawn } from "node:child_process";

import { executableOnPath } from "../engine/real/executableOnPath";
import type { BenchWorld } from "./BenchWorld";

/** Whether `curl` and `xargs` are there for the comparison. */
export function isCurlThere(): boolean {
    return ["curl", "xargs"].every((name) => executableOnPath(name) !== undefined);
}

/** How many run at once. This package has as many connections. */
const AT_ONCE = 16;

/** Registers or deregisters every number, as a script of two lines would do it. */
export function sendWithCurl(
    { url, ids }: Pick<BenchWorld, "url" | "ids">,
    verb: "register" | "deregister",
): Promise<void> {
    const pin = verb === "register" ? ["--data", "pin=012345"] : [];
    const curl = [
        "curl",
        "--silent",
        "--fail",
        ...["--output", "/dev/null"],
        ...["--header", "Authorization: Bearer EAA-fake-token"],
        ...["--data", "messaging_product=whatsapp"],
        ...pin,
        `${url}/v24.0/{}/${verb}`,
    ];
    return new Promise((resolve, reject) => {
        const child = spawn("xargs", ["-P", String(AT_ONCE), "-I", "{}", ...curl], {
            stdio: ["pipe", "inherit", "inherit"],
        });
        child.once("error", reject);
        child.once("exit", (code) => {
            if (code === 0) resolve();
            else reject(new Error(`${verb} with curl and xargs ended with ${code ?? "a signal"}`));
        });
        child.stdin.end(`${ids.join("\n")}\n`);
    });
}
