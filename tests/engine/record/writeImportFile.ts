import { writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes the file for the recorded `pulumi import --file`, with inputs and outputs. Returns its
 * path.
 */
export function writeImportFile(dir: string): string {
    const known = {
        __provider: 'exports.handler = () => require("pulumi-whatsapp/provider");',
        dataLocalizationRegion: "CH",
        phoneNumberId: "106540352242922",
    };
    const resource = {
        type: "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration",
        name: "main",
        id: "106540352242922",
        inputs: known,
        outputs: { ...known, status: "CONNECTED" },
    };
    const file = path.join(dir, "import.json");
    writeFileSync(file, JSON.stringify({ resources: [resource] }));
    return file;
}
