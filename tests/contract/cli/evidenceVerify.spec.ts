import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { EvidenceScene, idOf } from "./EvidenceScene";

interface Verified {
    readonly holds: boolean;
    readonly checks: readonly { name: string; outcome: string; detail: string }[];
    readonly proved: readonly string[];
    readonly notProved: readonly string[];
}

describe("evidence verify", () => {
    let scene: EvidenceScene;

    beforeEach(async () => {
        scene = await EvidenceScene.start();
        for (const name of ["key", "other"]) scene.writeKeys(name);
    });
    afterEach(async () => {
        await scene.stop();
    });

    const KEY = ["--public-key", "key.pub.pem"];

    /** Checks an evidence and returns the outcome of each check. */
    const outcomes = async (output: string, ...more: readonly string[]) => {
        const { exitCode, stdout } = await scene.verify(output, "--json", ...more);
        const verified = JSON.parse(stdout) as Verified;
        assert.equal(verified.holds, exitCode === 0);
        return {
            ...verified,
            ...Object.fromEntries(verified.checks.map(({ name, outcome }) => [name, outcome])),
        } as Verified & Readonly<Record<string, unknown>>;
    };

    /** Makes a signed evidence, and one copy for each way to tamper with it. */
    const signed = async (...more: readonly string[]) => {
        await scene.make("out", "--sign-key", "key.pem", ...more);
        return (name: string): string => {
            cpSync(scene.path("out"), scene.path(name), { recursive: true });
            return name;
        };
    };

    for (const kind of ["ed25519", "p256"] as const) {
        it(`holds a signature of ${kind} to its key`, async () => {
            scene.writeKeys("key", kind);
            scene.writeKeys("other", kind);
            await signed();
            const mine = await outcomes("out", ...KEY);
            assert.deepEqual([mine.holds, mine["signature"]], [true, "holds"]);
            assert.match(mine.proved.join(), /Somebody with the key wrote it/);
            const others = await outcomes("out", "--public-key", "other.pub.pem");
            assert.deepEqual([others.holds, others["signature"]], [false, "fails"]);
            assert.deepEqual(others.proved, []);
        });
    }

    it("sends nothing, and needs no token", async () => {
        await signed();
        scene.commandLine.simulator.clearRequests();
        scene.commandLine.env["WHATSAPP_ACCESS_TOKEN"] = undefined;
        assert.equal((await scene.verify("out", ...KEY)).exitCode, 0);
        assert.equal(scene.commandLine.simulator.letters(), "");
    });

    it("says plainly what an unsigned and unstamped evidence does not prove", async () => {
        await scene.make("out");
        const { exitCode, stdout } = await scene.verify("out");
        assert.equal(exitCode, 0);
        assert.match(stdout, /signature +absent +it is not signed, so anybody may have/);
        assert.match(
            stdout,
            /Not proved:\n {2}Who wrote it, and that nobody has changed it since\./,
        );
        assert.match(stdout, /When it was made: the time comes from the machine/);
        assert.match(stdout, /Meta gives no attestation for a number/);
        const wanted = await outcomes("out", ...KEY);
        assert.deepEqual([wanted.holds, wanted["signature"]], [false, "fails"]);
    });

    it("passes nothing that it was not given the means to check", async () => {
        const service = await scene.startService("ca");
        await signed("--timestamp-url", service.url);
        const bare = await outcomes("out");
        assert.deepEqual(
            [bare.holds, bare["signature"], bare["time stamp"]],
            [false, "unchecked", "unchecked"],
        );
        assert.equal((await outcomes("out", ...KEY)).holds, false);
        assert.equal((await outcomes("out", ...KEY, "--timestamp-ca", "ca.pem")).holds, true);
    });

    it("catches every change of what was signed", async () => {
        const copy = await signed();
        const statementChanges: Parameters<EvidenceScene["changeStatement"]>[1][] = [
            ({ predicate }) => {
                predicate.numbers.splice(2, 1);
            },
            ({ predicate }) => {
                predicate.madeAt = "2026-11-21T12:00:00.000Z";
            },
            ({ predicate }) => {
                predicate.madeBy.runBy = "somebody else";
            },
            ({ subject }) => {
                subject.pop();
            },
        ];
        for (const [index, change] of statementChanges.entries()) {
            const name = copy(`changed-${index}`);
            scene.changeStatement(name, change);
            assert.equal((await outcomes(name, ...KEY))["signature"], "fails", name);
        }
        const resigned = copy("resigned");
        const envelope = scene.envelope(resigned);
        await scene.make("theirs", "--sign-key", "other.pem");
        envelope.signatures = scene.envelope("theirs").signatures;
        scene.write(`${resigned}/evidence.dsse.json`, JSON.stringify(envelope));
        assert.equal((await outcomes(resigned, ...KEY))["signature"], "fails");
        const stripped = copy("stripped");
        scene.write(
            `${stripped}/evidence.dsse.json`,
            JSON.stringify({ ...envelope, signatures: [] }),
        );
        assert.equal((await outcomes(stripped, ...KEY))["signature"], "fails");
    });

    it("catches one other byte in every file", async () => {
        const service = await scene.startService("ca");
        const copy = await signed("--timestamp-url", service.url);
        const given = [...KEY, "--timestamp-ca", "ca.pem"];
        const names = [...scene.files("out").keys()]
            .map((path) => path.slice(scene.path("out/").length))
            .filter((name) => name !== "evidence.html");
        assert.equal(names.length, 13);
        for (const name of names) {
            const folder = copy("byte");
            const bytes = readFileSync(scene.path(join(folder, name)));
            const place = Math.floor(bytes.length / 2);
            bytes[place] = (bytes[place] ?? 0) ^ 1;
            scene.write(join(folder, name), bytes);
            assert.equal((await outcomes(folder, ...given)).holds, false, name);
        }
    });

    it("catches files that are missing, and a page of another evidence", async () => {
        const copy = await signed();
        for (const name of ["declared.json", `answers/${idOf(0)}.settings.json`]) {
            const folder = copy("without");
            rmSync(scene.path(join(folder, name)));
            const { answers, checks } = await outcomes(folder, ...KEY);
            assert.equal(answers, "fails");
            assert.ok(checks.some(({ detail }) => detail === `${name} is missing`));
        }
        scene.commandLine.simulator.changeNumber(idOf(2), { verifiedName: "Another" });
        await scene.make("later", "--sign-key", "key.pem");
        scene.write("later/evidence.html", scene.read("out/evidence.html"));
        assert.equal((await outcomes("later", ...KEY))["page"], "fails");
    });

    it("catches an unsigned statement that contradicts Meta's answers or itself", async () => {
        await scene.make("out");
        const lies: readonly (readonly [
            string,
            Parameters<EvidenceScene["changeStatement"]>[1],
        ])[] = [
            [
                "readings",
                ({ predicate }) => {
                    const [, , third] = predicate.numbers;
                    if (third?.storage.read === undefined) throw new Error("no reading");
                    third.storage.read = { ...predicate.numbers[0]?.storage.read } as never;
                    third.verdict = "agrees";
                    third.findings = [];
                },
            ],
            [
                "readings",
                ({ predicate }) => {
                    const [, , third] = predicate.numbers;
                    if (third === undefined) throw new Error("no number");
                    third.verdict = "agrees";
                },
            ],
            [
                "readings",
                ({ predicate }) => {
                    predicate.summary.agrees = 6;
                },
            ],
            [
                "answers",
                ({ predicate, subject }) => {
                    const [gone] = predicate.numbers.splice(2, 1);
                    const files = [gone?.number.answer?.file, gone?.storage.answer?.file];
                    for (const file of files) {
                        const index = subject.findIndex(({ name }) => name === file);
                        subject.splice(index, 1);
                    }
                    predicate.summary.numbers -= 1;
                    predicate.summary.differs -= 1;
                },
            ],
            [
                "answers",
                ({ predicate }) => {
                    const [, , third] = predicate.numbers;
                    if (third?.storage.answer === undefined) throw new Error("no answer");
                    third.storage.answer.sha256 = "0".repeat(64);
                },
            ],
            [
                "readings",
                ({ predicate }) => {
                    if (predicate.scope.state === undefined) throw new Error("no state");
                    predicate.scope.state.numbers = 7;
                },
            ],
            [
                "schema",
                ({ predicate, subject }) => {
                    const [, first] = subject;
                    const answer = predicate.numbers[0]?.number.answer;
                    if (first === undefined || answer === undefined) throw new Error("no answer");
                    first.name = answer.file = "../state.json";
                },
            ],
            [
                "schema",
                (statement) => {
                    Object.assign(statement.predicate, { remark: "all is well" });
                },
            ],
        ];
        for (const [index, [check, change]] of lies.entries()) {
            const name = `lie-${index}`;
            cpSync(scene.path("out"), scene.path(name), { recursive: true });
            scene.changeStatement(name, change);
            rmSync(scene.path(`${name}/evidence.html`));
            const outcome = await outcomes(name);
            assert.equal(outcome.holds, false, name);
            assert.equal(outcome[check], "fails", name);
        }
    });

    it("catches stamps of other bytes, of others, and of certificates for something else", async () => {
        const service = await scene.startService("ca");
        await scene.startService("otherCa");
        const copy = await signed("--timestamp-url", service.url);
        const stampOf = async (folder: string, ca = "ca") =>
            outcomes(folder, ...KEY, "--timestamp-ca", `${ca}.pem`);
        assert.equal((await stampOf("out"))["time stamp"], "holds");
        assert.equal((await stampOf("out", "otherCa"))["time stamp"], "fails");
        const swapped = copy("swapped");
        scene.commandLine.simulator.changeNumber(idOf(0), { verifiedName: "Another" });
        await scene.make("other", "--sign-key", "key.pem", "--timestamp-url", service.url);
        scene.write(`${swapped}/evidence.tsr`, readFileSync(scene.path("other/evidence.tsr")));
        const outcome = await stampOf(swapped);
        assert.equal(outcome["time stamp"], "fails");
        const gone = copy("gone");
        rmSync(scene.path(`${gone}/evidence.tsr`));
        assert.equal((await stampOf(gone))["time stamp"], "fails");
        const code = await scene.startService("codeCa", "code");
        const { exitCode, stdout } = await scene.make("code", "--timestamp-url", code.url);
        assert.equal(exitCode, 1);
        assert.match(stdout, /Not stamped\. .*certificate that is not for time stamps/);
    });

    it("makes stamps that OpenSSL takes, and takes those of OpenSSL", async function () {
        if (spawnSync("openssl", ["version"]).status !== 0) {
            process.stdout.write(
                "evidence: skipped OpenSSL's time stamps, because it is not there\n",
            );
            this.skip();
        }
        const service = await scene.startService("ca");
        await signed("--timestamp-url", service.url);
        const cwd = scene.commandLine.folder;
        const openssl = (...args: readonly string[]): void => {
            execFileSync("openssl", args, { cwd, stdio: "ignore" });
        };
        const inOut = ["-data", "out/evidence.dsse.json", "-in", "out/evidence.tsr"];
        openssl("ts", "-verify", ...inOut, "-CAfile", "ca.pem");
        scene.write("ts.cnf", OPENSSL_CONFIG);
        const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
        const config = ["-config", "ts.cnf"];
        const root = [
            "-extensions",
            "root",
            "-subj",
            "/CN=Root",
            "-keyout",
            "r.key",
            "-out",
            "r.pem",
        ];
        openssl("req", "-x509", "-days", "2", ...ec, ...config, ...root);
        openssl(
            "req",
            "-new",
            ...ec,
            ...config,
            "-subj",
            "/CN=TSA",
            "-keyout",
            "t.key",
            "-out",
            "t.csr",
        );
        const by = ["-CA", "r.pem", "-CAkey", "r.key", "-set_serial", "7"];
        const extensions = ["-extfile", "ts.cnf", "-extensions", "stamps"];
        openssl(
            "x509",
            "-req",
            "-days",
            "2",
            "-in",
            "t.csr",
            ...by,
            ...extensions,
            "-out",
            "t.pem",
        );
        openssl(
            "ts",
            "-query",
            "-data",
            "out/evidence.dsse.json",
            "-sha256",
            "-cert",
            "-out",
            "q.tsq",
        );
        scene.write("serial", "01");
        const signer = ["-signer", "t.pem", "-inkey", "t.key"];
        openssl(
            "ts",
            "-reply",
            ...config,
            "-queryfile",
            "q.tsq",
            ...signer,
            "-out",
            "out/evidence.tsr",
        );
        const outcome = await outcomes("out", ...KEY, "--timestamp-ca", "r.pem");
        assert.equal(outcome["time stamp"], "holds");
    });

    it("names what it cannot read", async () => {
        await signed();
        scene.write("no-key.pem", "nothing");
        const cases: readonly (readonly [readonly string[], RegExp])[] = [
            [["nowhere"], /there is no such file\. Give the folder/],
            [["out", "--public-key", "none.pem"], /Give --public-key a file that can be read/],
            [["out", "--public-key", "no-key.pem"], /Ed25519 or an ECDSA P-256 key/],
            [["out", "--timestamp-ca", "no-key.pem"], /it holds no certificates/],
        ];
        for (const [args, text] of cases) {
            const run = await scene.commandLine.runWithoutUrl(["evidence", "verify", ...args]);
            assert.equal(run.exitCode, 1, args.join(" "));
            assert.match(run.stderr, text);
        }
    });
});

const OPENSSL_CONFIG = `
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[stamps]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = tsa1
[tsa1]
dir = .
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`;
