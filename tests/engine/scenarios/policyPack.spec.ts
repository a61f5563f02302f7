import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

import type { Outcome } from "../availableEngines";
import { findRealEngine } from "../real/findRealEngine";
import { RealStack } from "../real/RealStack";
import { pulumiOnPath, runPulumi } from "../real/runPulumi";
import { accessToken, otherNumberId, phoneNumberId, pin, Scene, type Declared } from "./Scene";

const pack = path.join(__dirname, "..", "..", "..", "policy");
const account = "102290129340398";
const files = mkdtempSync(path.join(tmpdir(), "policy-pack-"));
const onPulumi = pulumiOnPath() === undefined ? describe.skip : describe;

const withoutToken: Declared = {
    name: "main",
    dataLocalizationRegion: "CH",
    wabaId: account,
    opts: { protect: true },
};
const good: Declared = { ...withoutToken, tokenName: "shop" };
const config = {
    "whatsapp-allowed-regions": { regions: ["DE"], accounts: { [account]: ["CH"] } },
    "whatsapp-protect-required": {},
    "whatsapp-no-unapproved-removal": { numbers: [phoneNumberId] },
    "whatsapp-token-per-account": { tokenNames: { [account]: "shop" } },
    "whatsapp-budget-reserve": { registrations: 9 },
};

/** A program that breaks one rule, and the sentence that says so. */
interface Case {
    readonly rule: string;
    readonly says: RegExp;
    readonly declared: readonly Declared[];
    readonly stackConfig?: Readonly<Record<string, undefined>>;
    readonly config?: Readonly<Record<string, unknown>>;
}

const cases: readonly Case[] = [
    {
        rule: "whatsapp-allowed-regions",
        says: /dataLocalizationRegion DE is not allowed\. Allowed in account 102290129340398: CH\./,
        declared: [{ ...good, dataLocalizationRegion: "de" }],
    },
    {
        rule: "whatsapp-protect-required",
        says: /Number 106540352242922 is not protected, and approvals has no entry for it/,
        declared: [{ ...good, opts: {} }],
    },
    {
        rule: "whatsapp-no-unapproved-removal",
        says: /Number 106540352242922 is not declared/,
        declared: [{ ...good, phoneNumberId: otherNumberId }],
    },
    {
        rule: "whatsapp-token-per-account",
        says: /tokenName is missing\. Numbers of account 102290129340398 need "shop"\./,
        declared: [withoutToken],
    },
    {
        rule: "whatsapp-pin-is-no-pattern",
        says: /The PIN counts up or down in equal steps/,
        declared: [{ ...good, pin: "123456" }],
    },
    {
        rule: "whatsapp-app-secret-set",
        says: /No app secret is set/,
        declared: [good],
        stackConfig: { "whatsapp:appSecret": undefined },
    },
];

onPulumi("the policy pack on Pulumi's own engine", function () {
    this.timeout(120_000);
    let scene: Scene;

    async function open(stackConfig: Case["stackConfig"] = {}): Promise<Scene> {
        const engine = await findRealEngine();
        assert.ok(engine);
        const env = { WHATSAPP_ACCESS_TOKEN_SHOP: accessToken };
        return Scene.open({ engine, env, config: stackConfig });
    }

    async function preview(packConfig: Readonly<Record<string, unknown>>): Promise<Outcome> {
        const flags = ["--policy-pack", pack, "--policy-pack-config", fileOf(packConfig)];
        return realStack().command(["preview", ...flags]);
    }

    function realStack(): RealStack {
        assert.ok(scene.stack instanceof RealStack);
        return scene.stack;
    }

    afterEach(() => scene.close());

    it("lets a program pass that keeps every rule, before and after its up", async () => {
        scene = await open();
        scene.declare(good);
        const before = await preview(config);
        assert.deepEqual([before.exitCode, violatedIn(before.output)], [0, []], before.output);
        assert.equal((await scene.up()).exitCode, 0);
        const after = await preview(config);
        assert.deepEqual([after.exitCode, violatedIn(after.output)], [0, []], after.output);
    });

    for (const { rule, says, declared, stackConfig } of cases) {
        it(`stops a preview by ${rule}, and by nothing else`, async () => {
            scene = await open(stackConfig);
            scene.declare(...declared);
            const { exitCode, output } = await preview(config);
            assert.notEqual(exitCode, 0);
            assert.deepEqual(violatedIn(output), [`[mandatory] ${rule}`], output);
            assert.match(output, says);
            assert.doesNotMatch(output, /123456/);
            assert.equal(scene.letters(), "");
        });
    }

    it("stops the preview in which a number leaves the program, until that is approved", async () => {
        scene = await open();
        await scene.begin({ ...good, opts: {} });
        scene.declare();
        const quiet = { "whatsapp-protect-required": "disabled" };
        const refused = await preview({ ...config, ...quiet });
        assert.notEqual(refused.exitCode, 0);
        assert.deepEqual(violatedIn(refused.output), [
            "[mandatory] whatsapp-no-unapproved-removal",
        ]);
        const approvals = { [phoneNumberId]: { by: "CHANGE-1207" } };
        const numbers = [phoneNumberId];
        const approved = { "whatsapp-no-unapproved-removal": { numbers, approvals } };
        const { exitCode, output } = await preview({ ...config, ...quiet, ...approved });
        assert.equal(exitCode, 0, output);
    });

    it("stops a preview by whatsapp-budget-reserve where the state holds too many requests", async () => {
        scene = await open();
        await scene.begin(good);
        const { exitCode, output } = await preview({
            ...config,
            "whatsapp-budget-reserve": { registrations: 10 },
        });
        assert.notEqual(exitCode, 0);
        assert.deepEqual(violatedIn(output), ["[mandatory] whatsapp-budget-reserve"]);
        assert.match(
            output,
            /9 of 10 registrations are left, and this rule requires 10\. The next is free/,
        );
    });

    it("wants protection also of a number whose id the preview does not know yet", async () => {
        scene = await open();
        const late = { ...good, name: "late", idFrom: "main", phoneNumberId: otherNumberId };
        scene.declare(good, { ...late, opts: {} });
        const { exitCode, output } = await preview(config);
        assert.notEqual(exitCode, 0);
        assert.deepEqual(violatedIn(output), ["[mandatory] whatsapp-protect-required"], output);
        assert.match(output, /The number is not protected/);
    });

    it("warns only, where the configuration says so", async () => {
        scene = await open();
        scene.declare({ ...good, opts: {} });
        const { exitCode, output } = await preview({
            ...config,
            "whatsapp-protect-required": "advisory",
        });
        assert.equal(exitCode, 0, output);
        assert.deepEqual(violatedIn(output), ["[advisory] whatsapp-protect-required"]);
    });

    it("refuses a configuration with a region that does not exist", async () => {
        scene = await open();
        scene.declare(good);
        const { exitCode, output } = await preview({
            ...config,
            "whatsapp-allowed-regions": { regions: ["UK"] },
        });
        assert.notEqual(exitCode, 0);
        assert.match(output, /regions\.0 must be one of/);
    });

    it("judges a state without a backend or passphrase, and finds a PIN that stands in clear", async () => {
        scene = await open();
        await scene.begin(good);
        const state = exportedState(realStack());
        assert.deepEqual(await analyze(state), { exitCode: 0, violated: [] });
        const clear = withPinInClear(state);
        assert.deepEqual(await analyze(clear), {
            exitCode: 1,
            violated: ["[mandatory] whatsapp-pin-is-secret"],
        });
    });
});

/** The rules that a run reports as violated, with their level. */
function violatedIn(output: string): readonly string[] {
    const lines = output.matchAll(/\[(mandatory|advisory)\].*?(whatsapp-[a-z-]+)/g);
    return [...new Set([...lines].map(([, level, rule]) => `[${level ?? ""}] ${rule ?? ""}`))];
}

function fileOf(value: unknown): string {
    const file = path.join(files, `${readdirSync(files).length}.json`);
    writeFileSync(file, JSON.stringify(value));
    return file;
}

/** The state as `pulumi stack export` writes it. */
function exportedState({ dir }: RealStack): string {
    const file = path.join(dir, ".pulumi", "stacks", "numbers", "dev.json");
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
        readonly checkpoint: { readonly latest: unknown };
    };
    return JSON.stringify({ version: 3, deployment: checkpoint.latest });
}

/** The state after an import with a PIN among the outputs. */
function withPinInClear(state: string): string {
    const { version, deployment } = JSON.parse(state) as {
        readonly version: number;
        readonly deployment: {
            readonly resources: readonly { readonly outputs?: Readonly<Record<string, unknown>> }[];
        };
    };
    const resources = deployment.resources.map((resource) =>
        resource.outputs?.["pin"] === undefined
            ? resource
            : { ...resource, outputs: { ...resource.outputs, pin } },
    );
    return JSON.stringify({ version, deployment: { ...deployment, resources } });
}

async function analyze(
    state: string,
): Promise<{ readonly exitCode: number; readonly violated: readonly string[] }> {
    const file = path.join(files, `${readdirSync(files).length}.json`);
    writeFileSync(file, state);
    const args = ["policy", "analyze", "--file", file, "--policy-pack", pack];
    const configured = ["--policy-pack-config", fileOf(config), "--non-interactive"];
    const { exitCode, stdout, stderr } = await runPulumi(
        pulumiOnPath() ?? "pulumi",
        [...args, ...configured],
        { cwd: files, env: { PATH: process.env["PATH"] ?? "", HOME: files } },
    );
    return { exitCode, violated: violatedIn(`${stdout}${stderr}`) };
}
