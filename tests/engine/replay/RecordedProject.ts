import {
    copyFileSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { recordingsDir, type RecordedStep } from "./RecordedScenario";

const subjectDir = path.join(recordingsDir, "subject");
const modulesDir = path.join(__dirname, "..", "..", "..", "node_modules");

/**
 * The recordings' own program and provider in a folder of their own, with the file of the remote
 * side.
 */
export class RecordedProject {
    readonly dir = mkdtempSync(path.join(tmpdir(), "recorded-project-"));
    readonly #remoteFile = path.join(this.dir, "remote.json");

    constructor() {
        const packageDir = path.join(this.dir, "node_modules", "pulumi-whatsapp");
        mkdirSync(packageDir, { recursive: true });
        for (const name of ["@pulumi", "typescript", "ts-node"]) {
            symlinkSync(
                path.join(modulesDir, name),
                path.join(this.dir, "node_modules", name),
                "dir",
            );
        }
        copyFileSync(path.join(subjectDir, "Pulumi.yaml"), path.join(this.dir, "Pulumi.yaml"));
        copyFileSync(path.join(subjectDir, "program.ts.txt"), path.join(this.dir, "index.ts"));
        for (const file of ["index.js", "provider.js"]) {
            copyFileSync(path.join(subjectDir, file), path.join(packageDir, file));
        }
        writeJson(path.join(this.dir, "package.json"), { name: "numbers", main: "index.ts" });
        writeJson(path.join(packageDir, "package.json"), {
            name: "pulumi-whatsapp",
            version: "0.0.0",
            exports: { ".": "./index.js", "./provider": "./provider.js" },
        });
    }

    /** The environment of a step. It selects program, fault and order. */
    environment(step: RecordedStep): Readonly<Record<string, string>> {
        return {
            PROTO_DB: this.#remoteFile,
            PROTO_NUMBERS: JSON.stringify(step.numbers),
            PROTO_FAIL: step.fault ?? "",
            PROTO_ORDER: step.order,
        };
    }

    /** Sets the content of the remote side. */
    setRemote(remote: Readonly<Record<string, unknown>>): void {
        writeJson(this.#remoteFile, remote);
    }

    /** The content of the remote side. */
    remote(): unknown {
        return JSON.parse(readFileSync(this.#remoteFile, "utf8"));
    }

    /** Removes the folder. */
    close(): void {
        rmSync(this.dir, { recursive: true, force: true });
    }
}

function writeJson(file: string, value: unknown): void {
    writeFileSync(file, JSON.stringify(value));
}
