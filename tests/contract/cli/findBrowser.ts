import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

let hasSaidSo = false;

/** A Chromium of this machine: `CHROME_PATH`, else one on the PATH. Says in one line that none is. */
export function findBrowser(): string | undefined {
    const { CHROME_PATH: named, PATH: path = "" } = process.env;
    const places = path
        .split(delimiter)
        .flatMap((folder) => NAMES.map((name) => join(folder, name)));
    const found = [...(named === undefined ? [] : [named]), ...places].find(isExecutable);
    if (found === undefined && !hasSaidSo) {
        hasSaidSo = true;
        process.stdout.write(
            "evidence: skipped the page in a browser, because neither CHROME_PATH nor the PATH has a Chromium\n",
        );
    }
    return found;
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
