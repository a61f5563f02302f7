import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

import { runCommand } from "../runCommand";

const version = "4.5.0";

// PyWa needs this version, and the environment needs a standard library that can make it.
const suitable =
    "import ensurepip, venv, sys; assert sys.version_info >= (3, 10); print(*sys.version_info[:2], sep='.')";

let found: Promise<string | undefined> | undefined;

/**
 * The Python that has PyWa, in an environment that later runs use again. Undefined if there is no
 * Python or no registry. It says so once, in one line.
 */
export function pyWaEnvironment(): Promise<string | undefined> {
    found ??= find();
    return found;
}

async function find(): Promise<string | undefined> {
    const cwd = tmpdir();
    const { exitCode, output } = await runCommand(["python3", "-c", suitable], { cwd });
    if (exitCode !== 0) return none("there is no python3 of 3.10 or later that has venv");
    const folder = path.join(cwd, `pulumi-whatsapp-pywa-${version}-python-${output.trim()}`);
    const python = path.join(folder, "bin", "python");
    if (existsSync(python)) return python;
    const problem = await install(folder);
    return problem === undefined ? python : none(problem);
}

/**
 * Makes the environment in a temporary folder, and moves it when it is complete. So no other run
 * sees half of it.
 */
async function install(folder: string): Promise<string | undefined> {
    const made = mkdtempSync(`${folder}-`);
    try {
        const options = { cwd: made };
        const venv = await runCommand(["python3", "-m", "venv", made], options);
        if (venv.exitCode !== 0) return "python3 -m venv fails here";
        const python = path.join(made, "bin", "python");
        const { exitCode, output } = await runCommand(
            [python, "-m", "pip", "install", "--quiet", "--retries", "1", `pywa==${version}`],
            options,
        );
        if (exitCode === 0) {
            if (!existsSync(folder)) renameSync(made, folder);
            return undefined;
        }
        if (/from versions: none|connection|timed out/i.test(output)) {
            return "the registry of Python packages cannot be reached";
        }
        throw new Error(`pip cannot install PyWa ${version}: ${output.slice(-2_000)}`);
    } finally {
        rmSync(made, { recursive: true, force: true });
    }
}

function none(reason: string): string | undefined {
    process.stdout.write(`packages: skipped PyWa, because ${reason}\n`);
    return undefined;
}
