import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { pictures } from "./pictures";

const root = path.resolve(__dirname, "../..");

void writePictures();

/** Makes every picture again whose command can be run here. */
async function writePictures(): Promise<void> {
    for (const { file, make } of pictures) {
        if (make === undefined) {
            console.log(`${file}: left as it is; it takes pulumi on the PATH, on Linux`);
            continue;
        }
        const target = path.join(root, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, await make());
        console.log(`${file}: written`);
    }
}
