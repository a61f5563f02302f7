import process from "node:process";

import { executableOnPath, isExecutable } from "../../engine/real/executableOnPath";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

let hasSaidSo = false;

/**
 * A Chromium of this machine: `CHROME_PATH`, else one on the PATH. If there is none, it says so in
 * one line.
 */
export function findBrowser(): string | undefined {
    const named = process.env["CHROME_PATH"];
    const isThere = named !== undefined && isExecutable(named);
    const found = isThere ? named : executableOnPath(...NAMES);
    if (found === undefined && !hasSaidSo) {
        hasSaidSo = true;
        process.stdout.write(
            "evidence: skipped the page in a browser, because neither CHROME_PATH nor the PATH has a Chromium\n",
        );
    }
    return found;
}
