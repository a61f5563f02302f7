import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { skipPauses } from "../../unit/graph/skipPauses";
import { EvidenceScene, idOf, PIN } from "./EvidenceScene";

function sha256(path: string): string {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
}

describe("evidence", () => {
    let scene: EvidenceScene;

    beforeEach(async () => {
        scene = await EvidenceScene.start();
    });
    afterEach(async () => {
        await scene.stop();
    });

    const verdicts = (output = "out") =>
        scene
            .statement(output)
            .predicate.numbers.map(({ phoneNumberId, verdict }) => [phoneNumberId, verdict]);

    it("compares every declaration with Meta's answer, and leaves no number out", async () => {
        const { exitCode, stdout } = await scene.make("out");
        assert.equal(exitCode, 1);
        assert.deepEqual(verdicts(), [
            [idOf(0), "agrees"],
            [idOf(1), "agrees"],
            [idOf(2), "differs"],
            [idOf(3), "agrees"],
            [idOf(4), "unread"],
            [idOf(5), "unread"],
        ]);
        assert.match(stdout, /^6 numbers: 3 as declared, 1 not, 2 not read, 0 with nothing/);
        assert.match(stdout, /242924: region CH is declared, and local storage reads off$/m);
        assert.match(
            stdout,
            /242926: .* because environment variable WHATSAPP_ACCESS_TOKEN_GLOBEX/,
        );
        assert.match(stdout, /242927: the number and its storage could not be read, because Meta/);
        assert.match(stdout, /^Not signed/m);
    });

    it("reads the number and its storage once each, with the token of its name, and writes nothing", async () => {
        await scene.make("out");
        const requests = scene.commandLine.simulator.requests();
        assert.equal(scene.commandLine.simulator.letters(), "N S N S N S N S N S");
        assert.deepEqual(
            [...new Set(requests.filter(({ token }) => token === "acme").map((one) => one.path))],
            [`/v24.0/${idOf(1)}`, `/v24.0/${idOf(1)}/settings`],
        );
        assert.ok(requests.every(({ method }) => method === "GET"));
    });

    it("names each answer's digest, trace, and the version asked and served, and keeps its bytes", async () => {
        await scene.make("out");
        const { predicate, subject } = scene.statement("out");
        const digests = new Map(subject.map(({ name, digest }) => [name, digest.sha256]));
        const [first] = predicate.numbers;
        const answer = first?.storage.answer;
        assert.deepEqual(
            [answer?.path, answer?.httpStatus, answer?.versionAsked, answer?.versionServed],
            [`/v24.0/${idOf(0)}/settings`, 200, "v24.0", "v24.0"],
        );
        assert.match(answer?.fbtraceId ?? "", /^A\w+$/);
        assert.equal(digests.size, 11);
        for (const [name, digest] of digests) {
            assert.equal(sha256(scene.path(`out/${name}`)), digest, name);
        }
        assert.equal(digests.get(answer?.file ?? ""), answer?.sha256);
    });

    it("tells that another version answered than was asked for", async () => {
        await scene.make("out", "--graph-api-version", "v17.0");
        const [first] = scene.statement("out").predicate.numbers;
        const { versionAsked, versionServed } = first?.storage.answer ?? {};
        assert.equal(versionAsked, "v17.0");
        assert.notEqual(versionServed, "v17.0");
        assert.match(versionServed ?? "", /^v\d+\.\d+$/);
    });

    it("keeps the answers of refusals, too", async () => {
        await scene.make("out");
        const numbers = scene.statement("out").predicate.numbers;
        const refused = numbers.find(({ phoneNumberId }) => phoneNumberId === idOf(5));
        const { httpStatus, file = "" } = refused?.number.answer ?? {};
        assert.equal(httpStatus, 400);
        assert.match(scene.read(`out/${file}`), /"error_subcode":33/);
    });

    it("records an outage in every number's place", async () => {
        await scene.commandLine.simulator.close();
        const pauses = skipPauses();
        const { exitCode } = await scene.make("out").finally(() => {
            pauses.restore();
        });
        const { numbers, summary } = scene.statement("out").predicate;
        assert.equal(exitCode, 1);
        assert.equal(summary.unread, 6);
        assert.ok(numbers.every(({ storage }) => storage.answer === undefined));
        assert.match(numbers[0]?.storage.failure ?? "", /connection/);
        assert.equal((await scene.verify("out")).exitCode, 0);
    });

    it("keeps no answer that repeats a secret, and tells its digest", async () => {
        const message = "what is EAA-fake-token?";
        const fault = { kind: "graphError", code: 100, message } as const;
        scene.commandLine.simulator.addFault({ endpoint: "getSettings", fault });
        await scene.make("out", "--numbers", idOf(0));
        const [number] = scene.statement("out").predicate.numbers;
        assert.match(number?.storage.failure ?? "", /\[left out: it repeats a secret\]/);
        assert.match(number?.storage.answer?.sha256 ?? "", /^[0-9a-f]{64}$/);
        assert.equal(number?.storage.answer?.file, undefined);
        assert.ok(!scene.has(`out/answers/${idOf(0)}.settings.json`));
        assert.equal((await scene.verify("out")).exitCode, 0);
    });

    it("writes no token and no PIN anywhere, also where the state shows them", async () => {
        const service = await scene.startService("ca");
        scene.writeKeys("key");
        await scene.make("out", "--sign-key", "key.pem", "--timestamp-url", service.url);
        const files = scene.files("out");
        assert.equal(files.size, 14);
        const secrets = [PIN, "EAA-", scene.read("key.pem").split("\n")[1] ?? ""];
        for (const [name, text] of files) {
            const payload = name.endsWith("dsse.json")
                ? JSON.stringify(scene.statement("out"))
                : text;
            for (const secret of secrets)
                assert.ok(!payload.includes(secret), `${name}: ${secret}`);
        }
    });

    it("looks at named numbers alone, also such as the state does not know", async () => {
        const { exitCode, stdout } = await scene.make("out", "--numbers", idOf(0), idOf(9));
        assert.equal(exitCode, 1);
        assert.deepEqual(verdicts(), [
            [idOf(0), "undeclared"],
            [idOf(9), "unread"],
        ]);
        assert.match(stdout, /242922: no state was given$/m);
        const both = ["--state", "state.json", "--numbers", idOf(0), idOf(3), "106540352242930"];
        await scene.make("both", ...both);
        const { scope, numbers } = scene.statement("both").predicate;
        assert.deepEqual([scope.state?.numbers, scope.isWholeState], [6, false]);
        assert.deepEqual(
            numbers.map(({ verdict }) => verdict),
            ["agrees", "agrees", "unread"],
        );
        assert.match(numbers[2]?.findings.join() ?? "", /the state declares no such number/);
    });

    it("ends well where all is as declared, and where there is nothing to compare with", async () => {
        const { exitCode } = await scene.make("one", "--state", "state.json", "--numbers", idOf(0));
        assert.equal(exitCode, 0);
        assert.equal((await scene.make("two", "--numbers", idOf(2))).exitCode, 0);
    });

    it("does not take a number that is down for one that is as declared", async () => {
        scene.commandLine.simulator.changeNumber(idOf(3), {
            registered: false,
            storage: { status: "NO_STORAGE_ENABLED", retentionMinutes: 60 },
        });
        const args = ["--state", "state.json", "--numbers", idOf(3)];
        const { exitCode, stdout } = await scene.make("out", ...args);
        assert.equal(exitCode, 1);
        assert.match(stdout, /242925: a registered number is declared, and it is not registered/);
    });

    it("says that a secret or doubtful declaration is none", async () => {
        const state = JSON.parse(scene.read("state.json")) as {
            deployment: { resources: { id?: string; urn: string; inputs: object }[] };
        };
        const [, first, second] = state.deployment.resources;
        const secret = { "4dabf18193072939515e22adb298388d": "1b47", ciphertext: "x" };
        Object.assign(first?.inputs ?? {}, { dataLocalizationRegion: secret });
        Object.assign(second?.inputs ?? {}, { phoneNumberId: idOf(2) });
        scene.write("state.json", JSON.stringify(state));
        await scene.make("out");
        const findings = scene.statement("out").predicate.numbers.map((one) => one.findings.join());
        assert.match(findings[0] ?? "", /dataLocalizationRegion is a secret in the state/);
        assert.match(
            findings[1] ?? "",
            /two resources declare it differently: number-1 and number-2/,
        );
    });

    it("says who made it, with which package and commit, as the pipeline tells", async () => {
        const commit = "0123456789abcdef0123456789abcdef01234567";
        Object.assign(scene.commandLine.env, {
            GITHUB_ACTOR: "nightly",
            GITHUB_SHA: commit,
            GITHUB_SERVER_URL: "https://example.com",
            GITHUB_REPOSITORY: "team/numbers",
            GITHUB_RUN_ID: "77",
        });
        await scene.make("out");
        const { madeBy, graphUrl, madeAt } = scene.statement("out").predicate;
        const manifest = readFileSync("provider/package.json", "utf8");
        const { version } = JSON.parse(manifest) as { version: string };
        assert.deepEqual(madeBy, {
            package: { name: "pulumi-whatsapp", version },
            runBy: "nightly",
            commit,
            runUrl: "https://example.com/team/numbers/actions/runs/77",
        });
        assert.equal(graphUrl, scene.commandLine.simulator.url);
        assert.equal(madeAt, "2026-11-22T12:00:00.000Z");
        await scene.make("by", "--run-by", "an auditor");
        assert.equal(scene.statement("by").predicate.madeBy.runBy, "an auditor");
    });

    it("refuses, before anything is sent, what cannot become an evidence", async () => {
        scene.write(
            "rsa.pem",
            "-----BEGIN PRIVATE KEY-----\nEAA-no-key\n-----END PRIVATE KEY-----",
        );
        scene.write("other.json", "{}");
        await scene.make("there", "--numbers", idOf(0));
        scene.commandLine.simulator.clearRequests();
        const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
            [["--state", "state.json"], 2, /give --output with the folder/],
            [["--output", "o"], 2, /give --state with a file, --numbers/],
            [["--output", "o", "--numbers", "+41"], 2, /option --numbers: /],
            [["--output", "o", "--state", "other.json"], 1, /not the state of a stack/],
            [["--output", "o", "--state", "none.json"], 1, /there is no such file/],
            [
                ["--output", "there", "--numbers", idOf(0)],
                1,
                /there is an evidence already.*--overwrite/,
            ],
            [["--output", "o", "--numbers", idOf(0), "--sign-key", "rsa.pem"], 1, /Ed25519 or an/],
            [["--output", "o", "--numbers", idOf(0), "--timestamp-url", "x"], 2, /--timestamp-url/],
            [["--output", "o", "--numbers", idOf(0), "--earlier", "nope"], 1, /--earlier folders/],
        ];
        for (const [args, exitCode, text] of cases) {
            const run = await scene.commandLine.run(["evidence", ...args]);
            assert.equal(run.exitCode, exitCode, args.join(" "));
            assert.match(run.stderr, text);
            assert.doesNotMatch(run.stderr, /EAA-no-key/);
        }
        assert.equal(scene.commandLine.simulator.letters(), "");
        assert.ok(!scene.has("o"));
        const again = await scene.make("there", "--numbers", idOf(0), "--overwrite");
        assert.equal(again.exitCode, 0);
    });

    it("leaves nothing of the evidence that it overwrites, and touches no other file", async () => {
        const service = await scene.startService("ca");
        await scene.make("out", "--timestamp-url", service.url);
        scene.write("out/answers/notes.txt", "mine");
        await scene.make("out", "--numbers", idOf(0), "--overwrite");
        const names = [...scene.files("out").keys()].map((path) => path.split("/out/")[1]).sort();
        assert.deepEqual(names, [
            `answers/${idOf(0)}.number.json`,
            `answers/${idOf(0)}.settings.json`,
            "answers/notes.txt",
            "declared.json",
            "evidence.dsse.json",
            "evidence.html",
        ]);
        assert.equal((await scene.verify("out")).exitCode, 0);
    });

    it("keeps the readings where no time stamp can be had, says why, and exits with 1", async () => {
        const service = await scene.startService("ca");
        const reasons = {
            http500: /it answered HTTP 500/,
            refuses: /refused to stamp it/,
            otherNonce: /the answer belongs to another request/,
            otherBytes: /it is about other bytes/,
        } as const;
        for (const [misbehaviour, reason] of Object.entries(reasons)) {
            service.misbehaviour = misbehaviour as keyof typeof reasons;
            const args = ["--numbers", idOf(0), "--timestamp-url", service.url];
            const { exitCode, stdout } = await scene.make(misbehaviour, ...args);
            assert.equal(exitCode, 1);
            assert.match(stdout, reason);
            assert.ok(scene.has(`${misbehaviour}/evidence.dsse.json`));
            assert.ok(!scene.has(`${misbehaviour}/evidence.tsr`));
        }
        assert.equal(service.requests, 4);
    });

    it("is JSON for programs, with the findings and what seals it", async () => {
        scene.writeKeys("key");
        const { stdout } = await scene.make("out", "--sign-key", "key.pem", "--json");
        const report = JSON.parse(stdout) as {
            summary: { numbers: number };
            findings: { verdict: string }[];
            seal: { sha256: string; keyId: string };
        };
        assert.equal(report.summary.numbers, 6);
        assert.deepEqual(
            report.findings.map(({ verdict }) => verdict),
            ["differs", "unread", "unread"],
        );
        assert.equal(report.seal.sha256, sha256(scene.path("out/evidence.dsse.json")));
    });
});
