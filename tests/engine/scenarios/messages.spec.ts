import assert from "node:assert/strict";

import type { Engine, EngineLog, Outcome, Severity } from "../availableEngines";
import { onEveryEngine } from "./onEveryEngine";
import { accessToken, phoneNumberId, Scene } from "./Scene";

const inCH = { name: "main", dataLocalizationRegion: "CH" };
const inDE = { name: "main", dataLocalizationRegion: "DE" };
const withoutToken = { "whatsapp:accessToken": undefined };
const everyPlace = /WHATSAPP_ACCESS_TOKEN.*whatsapp:accessToken/s;

onEveryEngine("what a person is told, and where the token is found", (engine: Engine) => {
    let scene: Scene;

    afterEach(() => scene.close());

    it("takes the token from the environment, where none is in config", async () => {
        const env = { WHATSAPP_ACCESS_TOKEN: accessToken };
        scene = await Scene.open({ engine, config: withoutToken, env });
        await scene.begin(inCH);
        assert.equal(scene.there(), "CH");
    });

    it("prefers the environment to config, which a refresh reads from a copy in the state", async () => {
        scene = await Scene.open({ engine });
        await scene.begin(inCH);
        const fresh = { name: "fresh", token: `${accessToken}-fresh` };
        scene.simulator.changeWorld({ tokens: [fresh] });
        scene.stack.setEnv("WHATSAPP_ACCESS_TOKEN", fresh.token);
        const { exitCode, output } = await scene.refresh();
        assert.equal(exitCode, 0, output);
        assert.doesNotMatch(output, /unhealthy/);
        assert.deepEqual(
            scene.simulator.requests().map(({ token }) => token),
            ["fresh", "fresh"],
        );
    });

    it("names every place of a token that is missing, in a preview", async () => {
        scene = await Scene.open({ engine, config: withoutToken });
        scene.declare(inCH);
        const { exitCode, output } = await scene.preview();
        assert.notEqual(exitCode, 0);
        assert.match(output, everyPlace);
    });

    it("fails a destroy without a token, and keeps the number and its state", async () => {
        const env = { WHATSAPP_ACCESS_TOKEN: accessToken };
        scene = await Scene.open({ engine, config: withoutToken, env });
        await scene.begin(inCH);
        scene.stack.setEnv("WHATSAPP_ACCESS_TOKEN", undefined);
        const { exitCode, letters, output } = await scene.sent(() => scene.destroy());
        assert.notEqual(exitCode, 0);
        assert.match(output, everyPlace);
        assert.equal(letters, "");
        assert.equal(scene.there(), "CH");
        assert.equal((await scene.stored("main")).length, 1);
    });

    it("warns of a token that stands in config in clear", async () => {
        scene = await Scene.open({ engine });
        scene.stack.setConfig("whatsapp:appSecret", "fake-app-secret-of-scenes");
        scene.declare(inCH);
        const { exitCode, logs } = await scene.preview();
        assert.equal(exitCode, 0);
        const warnings = logs.filter(({ message }) =>
            /whatsapp:appSecret is set in clear/.test(message),
        );
        assert.deepEqual(
            warnings.map(({ severity }) => severity),
            ["warning"],
        );
    });

    it("says what is wrong with a PIN, and prints neither it nor its derivation", async () => {
        scene = await Scene.open({ engine });
        scene.declare({ ...inCH, pin: "87654" });
        const { exitCode, output } = await scene.preview({ diff: true });
        assert.notEqual(exitCode, 0);
        assert.match(output, /has a problem: pin has 5 digits/);
        assert.doesNotMatch(output, /87654/);
    });

    it("says what is wrong with a property of another name, and prints nothing of it", async () => {
        scene = await Scene.open({ engine });
        scene.declare({ ...inCH, misspelt: { Pin: "876543", accessToken: "EAA-very-private" } });
        const { exitCode, output } = await scene.preview({ diff: true });
        assert.notEqual(exitCode, 0);
        assert.match(output, /has a problem: Pin: This property does not exist\. Did you mean pin/);
        assert.match(output, /accessToken: This property does not exist\. Did you mean tokenName/);
        assert.doesNotMatch(output, /876543|EAA-very-private/);
    });

    it("says on the resource what a move costs, in a preview", async () => {
        scene = await Scene.open({ engine });
        await scene.begin(inCH);
        scene.declare(inDE);
        const previewed = await scene.preview();
        assert.match(
            await said(previewed, "info"),
            /replaces: uses 1 of the 10 deregistrations left and 1 of the 9 registrations left/,
        );
    });

    it("says on the resource when a number goes offline and comes back", async () => {
        scene = await Scene.open({ engine });
        await scene.begin(inCH);
        scene.declare(inDE);
        const told = await said(await scene.up(), "info");
        assert.match(told, /deregistering: the number is offline.*registering.*moved; offline/s);
    });

    it("says on the resource that a number is offline, and that the outputs are those of before", async () => {
        scene = await Scene.open({ engine });
        await scene.begin(inCH);
        scene.simulator.changeNumber(phoneNumberId, { registered: false });
        const refreshed = await scene.refresh();
        assert.equal(refreshed.exitCode, 0, refreshed.output);
        assert.match(await said(refreshed, "warning"), /^OFFLINE: .*uses 1 of the 9 registrations/);
        assert.match(refreshed.output, /outputs of the stack are those of the last `pulumi up`/);
    });

    it("says on the resource that its data rests elsewhere", async () => {
        scene = await Scene.open({ engine });
        await scene.begin(inCH);
        const dataLocalizationRegion = "IN";
        const storage = { status: "IN_COUNTRY_STORAGE_ENABLED", dataLocalizationRegion } as const;
        scene.simulator.changeNumber(phoneNumberId, { storage });
        const refreshed = await scene.refresh();
        const told = /^DATA ELSEWHERE: its data rests in IN, declared is CH\./;
        assert.match(await said(refreshed, "warning"), told);
    });

    it("warns on the resource of a number that went to the WhatsApp Business app", async () => {
        scene = await Scene.open({ engine });
        await scene.begin(inCH);
        scene.simulator.changeNumber(phoneNumberId, { isOnBizApp: true });
        const refreshed = await scene.refresh();
        assert.equal(refreshed.exitCode, 0, refreshed.output);
        assert.match(await said(refreshed, "warning"), /used in the WhatsApp Business app/);
    });

    // Only a real engine prints the properties of a preview.
    if (engine.real) {
        it("does not say in the preview of a new number that it is registered", async () => {
            scene = await Scene.open({ engine });
            scene.declare(inCH);
            const { exitCode, output } = await scene.preview({ diff: true });
            assert.equal(exitCode, 0, output);
            assert.doesNotMatch(output, /registered *: *true/i);
            assert.match(output, /registers: uses 1 of the 10 registrations left/);
        });
    }

    // A real engine shows these lines only together with its own debug lines, which show secrets.
    if (!engine.real) {
        it("writes a debug line on the resource for each request, with its trace", async () => {
            scene = await Scene.open({ engine, processes: true });
            scene.declare({ name: "main" });
            const lines = (await said(await scene.up(), "debug")).split("\n");
            const path = `/v24\\.0/${phoneNumberId}`;
            const line = (request: string): RegExp =>
                new RegExp(`^${request}: 200 in \\d+ ms, trace \\w+$`);
            const requests = [
                `GET ${path}`,
                `GET ${path}/settings`,
                `POST ${path}/register`,
                `GET ${path}`,
            ];
            assert.equal(lines.length, requests.length);
            requests.forEach((request, index) => {
                assert.match(lines[index] ?? "", line(request));
            });
        });
    }

    async function said(
        { logs }: Outcome,
        severity: Severity,
        name: string = "main",
    ): Promise<string> {
        const [stored] = await scene.stored(name);
        const isOf = (log: EngineLog): boolean =>
            log.severity === severity && log.urn === stored?.urn;
        return logs
            .filter(isOf)
            .map(({ message }) => message)
            .join("\n");
    }
});
