import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { EvidenceStatement } from "../../../provider/src/cli/evidence/Evidence";
import type { CommandLineRun } from "../../unit/cli/commandLineRun";
import { SimulatedCommandLine, wabaId } from "./SimulatedCommandLine";
import { TimeStampService } from "./TimeStampService";

/** The PIN that every number of a scene has, in the world and in the state. */
export const PIN = "012345";

/** The n-th number of a scene. */
export function idOf(n: number): string {
    return String(106540352242922 + n);
}

const otherWabaId = "102290129340399";

const inRegion = (dataLocalizationRegion: string) => ({
    status: "IN_COUNTRY_STORAGE_ENABLED" as const,
    dataLocalizationRegion,
});

/**
 * A stack of six numbers of three customers. The world keeps some of their declarations and breaks
 * others.
 */
export class EvidenceScene {
    readonly commandLine: SimulatedCommandLine;
    readonly #services: TimeStampService[] = [];

    private constructor(commandLine: SimulatedCommandLine) {
        this.commandLine = commandLine;
        commandLine.env["WHATSAPP_ACCESS_TOKEN_ACME"] = "EAA-fake-acme-token";
        commandLine.env["USER"] = "operator";
        this.write("state.json", JSON.stringify(state));
    }

    static async start(): Promise<EvidenceScene> {
        const number = (n: number, more: object) => ({
            id: idOf(n),
            registered: true,
            pin: PIN,
            displayPhoneNumber: `+41 00 000 00 0${n}`,
            ...more,
        });
        const commandLine = await SimulatedCommandLine.start({
            accounts: [{ id: wabaId }, { id: otherWabaId }],
            tokens: [
                { name: "main", token: "EAA-fake-token", wabaIds: [wabaId] },
                { name: "acme", token: "EAA-fake-acme-token", wabaIds: [otherWabaId] },
            ],
            numbers: [
                number(0, { storage: inRegion("CH") }),
                number(1, { storage: inRegion("DE"), wabaId: otherWabaId }),
                number(2, {}),
                number(3, {
                    storage: { status: "NO_STORAGE_ENABLED", retentionMinutes: 60 },
                    verifiedName: '<script>alert("no")</script>',
                }),
            ],
        });
        return new EvidenceScene(commandLine);
    }

    /** Makes an evidence of the state, or with the given arguments. */
    make(output: string, ...more: readonly string[]): Promise<CommandLineRun> {
        return this.commandLine.run([
            "evidence",
            ...(more.includes("--numbers") ? [] : ["--state", "state.json"]),
            "--output",
            output,
            ...more,
        ]);
    }

    /** Checks an evidence. */
    verify(output: string, ...more: readonly string[]): Promise<CommandLineRun> {
        return this.commandLine.runWithoutUrl(["evidence", "verify", output, ...more]);
    }

    /** Writes a new key pair: `<name>.pem` and `<name>.pub.pem`. */
    writeKeys(name: string, kind: "ed25519" | "p256" = "ed25519"): void {
        const { privateKey, publicKey } =
            kind === "ed25519"
                ? generateKeyPairSync("ed25519")
                : generateKeyPairSync("ec", { namedCurve: "prime256v1" });
        this.write(`${name}.pem`, pemOf(privateKey, "pkcs8"));
        this.write(`${name}.pub.pem`, pemOf(publicKey, "spki"));
    }

    /** Starts a time-stamping service. Its certificate is in `<name>.pem`. */
    async startService(
        name: string,
        purpose?: Parameters<typeof TimeStampService.start>[0],
    ): Promise<TimeStampService> {
        const service = await TimeStampService.start(purpose);
        this.#services.push(service);
        this.write(`${name}.pem`, service.certificate);
        return service;
    }

    path(file: string): string {
        return join(this.commandLine.folder, file);
    }

    write(file: string, content: string | Uint8Array): void {
        mkdirSync(dirname(this.path(file)), { recursive: true });
        writeFileSync(this.path(file), content);
    }

    read(file: string): string {
        return readFileSync(this.path(file), "utf8");
    }

    /** The statement inside an envelope. */
    statement(output: string): EvidenceStatement {
        const { payload } = this.envelope(output);
        const text = Buffer.from(payload, "base64").toString("utf8");
        return JSON.parse(text) as EvidenceStatement;
    }

    envelope(output: string): { payload: string; signatures: { sig: string }[] } {
        return JSON.parse(this.read(join(output, "evidence.dsse.json"))) as {
            payload: string;
            signatures: { sig: string }[];
        };
    }

    /** Writes another statement into an envelope. Its signatures stay as they are. */
    changeStatement(output: string, change: (statement: Loose<EvidenceStatement>) => void): void {
        const envelope = this.envelope(output);
        const statement = this.statement(output) as Loose<EvidenceStatement>;
        change(statement);
        envelope.payload = Buffer.from(`${JSON.stringify(statement)}\n`).toString("base64");
        this.write(join(output, "evidence.dsse.json"), `${JSON.stringify(envelope)}\n`);
    }

    /** Every file of an evidence, with its text. */
    files(output: string): ReadonlyMap<string, string> {
        const names = readdirSync(this.path(output), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name));
        return new Map(names.map((name) => [name, readFileSync(name, "latin1")]));
    }

    has(file: string): boolean {
        return existsSync(this.path(file));
    }

    async stop(): Promise<void> {
        for (const service of this.#services) await service.stop();
        await this.commandLine.stop();
    }
}

/** The same without `readonly`, for a test that changes it. */
type Loose<T> = T extends readonly (infer One)[]
    ? Loose<One>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Loose<T[Key]> }
      : T;

function pemOf(key: KeyObject, type: "pkcs8" | "spki"): string {
    return key.export({ type, format: "pem" }).toString();
}

const resource = (n: number, inputs: object, more: object = {}) => ({
    urn: `urn:pulumi:prod::numbers::pulumi-nodejs:dynamic/whatsapp:PhoneRegistration::number-${n}`,
    type: "pulumi-nodejs:dynamic/whatsapp:PhoneRegistration",
    id: idOf(n),
    inputs: { phoneNumberId: idOf(n), pin: PIN, registered: true, ...inputs },
    ...more,
});

/** The declarations of the stack. Meta does not know the last number. */
const state = {
    version: 3,
    deployment: {
        resources: [
            {
                type: "pulumi:pulumi:Stack",
                urn: "urn:pulumi:prod::numbers::pulumi:pulumi:Stack::x",
            },
            resource(0, { dataLocalizationRegion: "CH" }),
            resource(1, { dataLocalizationRegion: "DE", tokenName: "acme" }),
            resource(2, { dataLocalizationRegion: "CH" }),
            resource(3, { noStorage: { retentionMinutes: 60 } }),
            resource(4, { tokenName: "globex" }),
            resource(5, {}),
            resource(0, { dataLocalizationRegion: "AU" }, { delete: true }),
        ],
    },
};
