import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest, ProviderHandshakeRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { startSimulator, type Simulator } from "pulumi-whatsapp-simulator";
import { extract, list } from "tar";

import { version } from "../../../plugin/package.json";
import { cleanEnvironment } from "../cleanEnvironment";
import { pulumiOnPath, runPulumi } from "../real/runPulumi";
import { GrpcProviderPeer } from "../provider/GrpcProviderPeer";
import { ProviderProcess } from "../provider/ProviderProcess";
import { runToSuccess } from "./runCommand";
import { runFolder } from "./runFolder";

const root = path.join(__dirname, "../../..");
const archives = path.join(root, "plugin/dist/archives");
const machines = ["darwin", "linux", "windows"].flatMap((system) => [
    `${system}-amd64`,
    `${system}-arm64`,
]);
const nameFor = (machine: string): string =>
    `pulumi-resource-whatsapp-v${version}-${machine}.tar.gz`;
const archive = path.join(archives, nameFor("linux-amd64"));

const phoneNumberId = "106540352242922";
const urn = "urn:pulumi:dev::numbers::whatsapp:index:PhoneRegistration::main";

describe("the archives of the plugin", function () {
    this.timeout(180_000);

    before(() => runToSuccess(["npm", "run", "--silent", "pack:plugin"], root));

    it("are named as Pulumi asks for them, with checksums that hold", () => {
        const names = machines.map(nameFor);
        assert.deepEqual(readdirSync(archives).sort(), ["SHA256SUMS", ...names].sort());
        const sums = readFileSync(path.join(archives, "SHA256SUMS"), "utf8");
        for (const name of names) {
            const content = readFileSync(path.join(archives, name));
            const sum = createHash("sha256").update(content).digest("hex");
            assert.ok(sums.includes(`${sum}  ${name}\n`), name);
        }
    });

    it("hold an executable and what it needs, and no package to install", async () => {
        const modes = new Map<string, number | undefined>();
        await list({ file: archive, onReadEntry: ({ path: name, mode }) => modes.set(name, mode) });
        assert.equal((modes.get("pulumi-resource-whatsapp") ?? 0) & 0o111, 0o111);
        assert.ok(modes.has("dist/index.js") && modes.has("LICENSE"));
        // Pulumi starts this file on Windows.
        assert.ok(modes.has("pulumi-resource-whatsapp.cmd"));
        assert.equal(
            [...modes.keys()].some((name) => name.includes("node_modules")),
            false,
        );
    });

    it("are one small file, without what the plugin never runs", () => {
        const bundle = readFileSync(path.join(root, "plugin/dist/index.js"), "utf8");
        assert.ok(bundle.length < 1_000_000, `${bundle.length} bytes`);
        assert.doesNotMatch(bundle, /application\/vnd\.ms-excel|protobufjs/);
    });

    describe("unpacked into an empty folder", () => {
        let simulator: Simulator;
        let plugin: ProviderProcess;
        let folder: string;

        before(async () => {
            simulator = await startSimulator();
            folder = runFolder("plugin");
            await extract({ file: archive, cwd: folder });
            plugin = await ProviderProcess.start({
                cwd: folder,
                env: cleanEnvironment({
                    WHATSAPP_JOURNAL_DIR: path.join(folder, "journal"),
                    WHATSAPP_ACCESS_TOKEN: "EAA-fake-token",
                }),
                // This is no address, so nobody checks whether the engine still lives.
                engineAddress: "one",
                entry: path.join(folder, "pulumi-resource-whatsapp"),
                output: { onLine: () => undefined },
            });
        });
        after(async () => {
            await plugin.close();
            await simulator.close();
        });

        it("says what it is", async () => {
            const client = new ResourceProviderClient(
                `127.0.0.1:${plugin.port}`,
                credentials.createInsecure(),
            );
            const handshake = new ProviderHandshakeRequest();
            await answered((done) => client.handshake(handshake, done));
            const info = await answered<{ getVersion(): string }>((done) =>
                client.getPluginInfo(new Empty(), done),
            );
            assert.equal(info.getVersion(), version);
            const { schema } = (
                await answered<{ toObject(): { readonly schema: string } }>((done) =>
                    client.getSchema(new GetSchemaRequest(), done),
                )
            ).toObject();
            assert.equal((JSON.parse(schema) as { readonly name: string }).name, "whatsapp");
            client.close();
        });

        it("registers, reads and deregisters a number", async () => {
            const peer = new GrpcProviderPeer(plugin);
            await peer.call("Configure", { args: { graphUrl: simulator.url } });
            const news = { phoneNumberId, pin: "012345", dataLocalizationRegion: "CH" };
            await peer.call("Check", { urn, olds: {}, news });
            const { id } = await peer.call("Create", { urn, properties: news });
            assert.equal(id, phoneNumberId);
            assert.equal(simulator.number(phoneNumberId).registered, true);
            const read = await peer.call("Read", { urn, id: phoneNumberId });
            assert.deepEqual(read["inputs"], { phoneNumberId, dataLocalizationRegion: "CH" });
            const refused = peer.call("Check", { urn, olds: {}, news: { ...news, pin: 7 } });
            assert.match(JSON.stringify((await refused)["failures"]), /pin is a number/);
        });

        it("deregisters in a process that never saw the check", async () => {
            const peer = new GrpcProviderPeer(plugin);
            const other = await ProviderProcess.start({
                cwd: folder,
                env: cleanEnvironment({
                    WHATSAPP_JOURNAL_DIR: path.join(folder, "journal"),
                    WHATSAPP_ACCESS_TOKEN: "EAA-fake-token",
                }),
                engineAddress: "another",
                entry: path.join(folder, "pulumi-resource-whatsapp"),
                output: { onLine: () => undefined },
            });
            const destroyer = new GrpcProviderPeer(other);
            await destroyer.call("Configure", { args: { graphUrl: simulator.url } });
            const { properties } = await peer.call("Read", { urn, id: phoneNumberId });
            await destroyer.call("Delete", { urn, id: phoneNumberId, properties });
            assert.equal(simulator.number(phoneNumberId).registered, false);
            await destroyer.close();
        });
    });

    // Without Pulumi's command line, the tests only look at the archive that it would unpack.
    const command = pulumiOnPath();
    if (command === undefined) return;
    it("are installed into an empty Pulumi home", async () => {
        const home = runFolder("pulumi-home");
        const env = cleanEnvironment({ PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" });
        const surroundings = { cwd: home, env };
        const install = ["plugin", "install", "resource", "whatsapp", `v${version}`];
        const installed = await runPulumi(command, [...install, "--file", archive], surroundings);
        assert.equal(installed.exitCode, 0, installed.stderr);
        const schema = ["package", "get-schema", `whatsapp@${version}`];
        const { exitCode, stdout } = await runPulumi(command, schema, surroundings);
        assert.equal(exitCode, 0);
        assert.match(stdout, /whatsapp:index:PhoneRegistration/);
    });
});

function answered<T>(
    send: (done: (error: ServiceError | null, message: T) => void) => unknown,
): Promise<T> {
    return new Promise((resolve, reject) => {
        send((error, message) => {
            if (error === null) resolve(message);
            else reject(error);
        });
    });
}
