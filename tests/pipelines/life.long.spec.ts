import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { reached } from "../chaos/reached";
import { pulumiOnPath } from "../engine/real/runPulumi";
import { commandLineRun } from "../unit/cli/commandLineRun";
import type { RunResult, StepResult } from "./Runner";
import { type PullRequest, Team } from "./Team";

const support = "106540352242922";
const orders = "106540352242923";
const shop = "106540352242924";
const pins = { [support]: "739204", [orders]: "739204" };
const marker = "<!-- pulumi-whatsapp review production::whatsapp-numbers -->";

const engines = pulumiOnPath() === undefined ? ["stand-in"] : ["pulumi", "stand-in"];
for (const engine of engines) {
    describe(`the life of a repository (${engine})`, function () {
        // Dozens of processes each, on a busy machine.
        this.timeout(600_000);
        // Each continues where the one before ended.
        this.bail(true);
        let team: Team;
        let publicKey: string;
        let move: PullRequest;

        before(async () => {
            const ids = [support, orders].map((id) => ({ id }));
            const numbers = [...ids, { id: shop, pin: "480731" }];
            team = await Team.open(engine === "pulumi", { numbers }, pins);
            const pair = generateKeyPairSync("ed25519");
            team.github.secrets["EVIDENCE_KEY"] = pair.privateKey
                .export({ type: "pkcs8", format: "pem" })
                .toString();
            publicKey = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
        });

        after(() => team.close());

        const counted = (phoneNumberId?: string): string => {
            const letters = team.simulator.letters(phoneNumberId).split(" ");
            return letters.filter((letter) => letter === "R" || letter === "D").join(" ");
        };
        const writes = (): readonly string[] =>
            team.simulator
                .requests()
                .filter(({ method }) => method !== "GET")
                .map(({ endpoint }) => endpoint);
        const regionOf = (id: string): string => {
            const { registered, storage } = team.simulator.number(id);
            return registered ? (storage.dataLocalizationRegion ?? "none") : "offline";
        };
        const inRegion =
            (id: string, region: string) =>
            (text: string): string =>
                text
                    .replace(new RegExp(`("${id}")\\n +dataLocalizationRegion: ..`), "$1")
                    .replace(`"${id}"`, `"${id}"\n      dataLocalizationRegion: ${region}`);
        const commentOf = ({ number }: PullRequest): string => {
            const comments = team.github.comments.filter((one) => one.issueNumber === number);
            assert.equal(comments.length, 1, "one comment, however often it is checked");
            return comments[0]?.body ?? "";
        };

        it("registers what the first merge declares, and keeps the journal", async () => {
            const run = await team.start("merge.yml", "push");
            assert.equal(run.conclusion, "success", told(run));
            assert.deepEqual([regionOf(support), regionOf(orders)], ["CH", "CH"]);
            assert.equal(counted(), "R R");
            assert.equal(team.github.cacheKeys.length, 1);
        });

        it("makes evidence that can be checked", async () => {
            const run = await team.start("evidence.yml", "schedule");
            assert.equal(run.conclusion, "success", told(run));
            assert.deepEqual(evidences(), [{ [support]: "agrees: CH", [orders]: "agrees: CH" }]);
            const [folder = ""] = readdirSync(team.github.newestArtifact);
            writeFileSync(path.join(team.github.newestArtifact, "key.pem"), publicKey);
            const args = ["evidence", "verify", folder, "--public-key", "key.pem"];
            const checked = await commandLineRun(args, { folder: team.github.newestArtifact });
            assert.equal(checked.exitCode, 0, checked.stdout + checked.stderr);
        });

        it("says in a pull request what it does, and sends no write", async () => {
            team.simulator.clearRequests();
            move = team.propose("orders-to-de", { "numbers.yaml": inRegion(orders, "DE") });
            const run = await team.check(move);
            assert.equal(run.conclusion, "success", told(run));
            const comment = commentOf(move);
            assert.equal(comment.split("\n")[0], marker);
            assert.match(
                comment,
                /### WhatsApp numbers: 1 number goes offline for about a minute\./,
            );
            assert.match(
                comment,
                /\| orders \| .* \| \*\*moves\*\* CH → DE \| about a minute \| 9 → 8 \|/,
            );
            assert.deepEqual(writes(), []);
            assert.match(
                stepOf(run, "Doctor").output,
                new RegExp(`phone number ${orders}: it is reg`),
            );
        });

        it("updates the comment, and fails where the plan passes a limit", async () => {
            const abroad = team.amend(move, { "numbers.yaml": inRegion(orders, "IN") });
            const run = await team.check(abroad);
            assert.equal(run.conclusion, "failure");
            assert.equal(stepOf(run, "Review").exitCode, 1);
            assert.match(commentOf(abroad), /would have its data in IN\. Allowed: CH, DE\./);
            if (team.pulumi.isReal) {
                assert.match(
                    stepOf(run, "Policy").output,
                    /\[mandatory\].* whatsapp-allowed-regions/,
                );
            }
            move = team.amend(abroad, { "numbers.yaml": inRegion(orders, "DE") });
            assert.equal((await team.check(move)).conclusion, "success");
            assert.doesNotMatch(commentOf(move), /Past the limits/);
        });

        it("stops a pull request that gives up a number", async () => {
            const given = team.propose("give-up-orders", {
                "numbers.yaml": (text) => text.slice(0, text.indexOf("    - name: orders")),
            });
            const run = await team.check(given);
            assert.equal(run.conclusion, "failure");
            assert.match(
                commentOf(given),
                new RegExp(`${orders} is deregistered, and the review allows none`),
            );
            if (!team.pulumi.isReal) return;
            assert.match(stepOf(run, "Policy").output, /whatsapp-no-unapproved-removal/);
        });

        it("moves the number when it is merged", async () => {
            team.simulator.clearRequests();
            const run = await team.merge(move);
            assert.equal(run.conclusion, "success", told(run));
            assert.deepEqual([counted(orders), counted(support)], ["D R", ""]);
            assert.equal(regionOf(orders), "DE");
        });

        it("stops an update that the policies forbid, where nobody waited for the checks", async function () {
            // The stand-in engine does not run policies.
            if (!team.pulumi.isReal) this.skip();
            team.simulator.clearRequests();
            const abroad = team.propose("abroad", { "numbers.yaml": inRegion(orders, "IN") });
            const run = await team.merge(abroad);
            assert.equal(run.conclusion, "failure");
            assert.match(stepOf(run, "Update").output, /\[mandatory\].* whatsapp-allowed-regions/);
            const back = team.propose("back", { "numbers.yaml": inRegion(orders, "DE") });
            assert.equal((await team.merge(back)).conclusion, "success");
            assert.deepEqual(writes(), []);
        });

        it("opens one issue for drift, and repairs nothing unasked", async () => {
            team.simulator.changeNumber(support, { registered: false });
            team.simulator.clearRequests();
            for (const hour of [1, 2]) {
                team.pass(1);
                const run = await team.start("drift.yml", "schedule");
                assert.equal(run.conclusion, "success", told(run));
                assert.deepEqual(run.jobs, ["drift"]);
                assert.equal(team.github.issues.length, 1, `after ${hour} hours`);
                assert.match(run.summary, /OFFLINE: the number is not registered/);
            }
            const [issue] = team.github.issues;
            assert.equal(issue?.state, "open");
            assert.match(issue.body, /1 number comes back online/);
            assert.deepEqual(writes(), []);
        });

        it("repairs drift where a variable says so, and closes the issue when it is over", async () => {
            team.github.vars["REPAIR_DRIFT"] = "true";
            team.simulator.clearRequests();
            team.pass(1);
            const run = await team.start("drift.yml", "schedule");
            assert.deepEqual(
                [run.conclusion, run.jobs],
                ["success", ["drift", "repair", "update"]],
            );
            assert.deepEqual([counted(), regionOf(support)], ["R", "CH"]);
            team.pass(1);
            const quiet = await team.start("drift.yml", "schedule");
            assert.deepEqual([quiet.conclusion, quiet.jobs], ["success", ["drift"]]);
            const [issue, ...others] = team.github.issues;
            assert.deepEqual([issue?.state, others.length], ["closed", 0]);
            assert.match(team.github.comments.at(-1)?.body ?? "", /^It is over: https:/);
        });

        it("makes evidence of the move, and keeps that of the night before", async () => {
            const run = await team.start("evidence.yml", "schedule");
            assert.equal(run.conclusion, "success", told(run));
            assert.deepEqual(evidences(), [
                { [support]: "agrees: CH", [orders]: "agrees: CH" },
                { [support]: "agrees: CH", [orders]: "agrees: DE" },
            ]);
        });

        it("makes evidence again in the same minute", async () => {
            const before = evidences().length;
            const second = new Date().getUTCSeconds();
            while (new Date().getUTCSeconds() === second) await pause(20);
            const run = await team.start("evidence.yml", "workflow_dispatch");
            assert.equal(run.conclusion, "success", told(run));
            assert.equal(evidences().length, before + 1);
        });

        it("fails for a wrong PIN for three days, and asks Meta once a day at most", async () => {
            const added = await team.proposePin(
                "add-shop",
                { phoneNumberId: shop, pin: "480732" },
                {
                    "numbers.yaml": (text) =>
                        `${text}    - name: shop\n      customer: shop\n      phoneNumberId: "${shop}"\n`,
                },
            );
            team.simulator.clearRequests();
            const first = await team.merge(added);
            assert.equal(first.conclusion, "failure");
            assert.notEqual(stepOf(first, "Update").exitCode, 0);
            assert.match(first.summary, /shop/);
            assert.match(first.summary, /Two step verification PIN Mismatch/);
            for (const hours of [6, 18, 24, 24]) {
                team.pass(hours);
                const before = team.github.cacheKeys.length;
                const run = await team.start("merge.yml", "workflow_dispatch");
                assert.equal(run.conclusion, "failure", told(run));
                assert.equal(team.github.cacheKeys.length, before + 1, "the journal is saved");
            }
            const registrations = counted(shop).split(" ").length;
            assert.ok(registrations >= 2 && registrations <= 4, `${registrations} in three days`);
            assert.deepEqual([counted(support), counted(orders)], ["", ""]);
            const mended = await team.proposePin("mend-shop", {
                phoneNumberId: shop,
                pin: "480731",
            });
            const run = await team.merge(mended);
            assert.equal(run.conclusion, "success", told(run));
            assert.equal(regionOf(shop), "CH");
        });

        for (const lasts of [false, true]) {
            it(`ends a move that a runner left half done, ${lasts ? "with" : "without"} its journal`, async () => {
                const [from, to] = lasts ? ["DE", "CH"] : ["CH", "DE"];
                assert.equal(regionOf(support), from);
                if (lasts) team.journalFolder = path.join(team.folder, "volume");
                const moved = team.propose(`support-to-${to}`, {
                    "numbers.yaml": inRegion(support, to),
                });
                team.simulator.clearRequests();
                const saved = team.github.cacheKeys.length;
                const lost = await killedWhileDown(moved);
                assert.equal(lost.conclusion, "machine lost", told(lost));
                assert.equal(team.github.cacheKeys.length, saved, "nobody was left to save it");
                await team.unlock();
                const run = await team.start("merge.yml", "workflow_dispatch");
                assert.equal(run.conclusion, "success", told(run));
                assert.equal(regionOf(support), to);
                assert.equal(counted(support), "D R", "nothing is sent twice");
                const next = team.propose(`after-${to}`, {
                    "numbers.yaml": inRegion(support, from),
                });
                await team.check(next);
                const [, left] =
                    /\| about a minute \| \d+ → \d+ \| (\d+) → \d+ \|/.exec(commentOf(next)) ?? [];
                assert.equal(left, lasts ? "9" : "10", "deregistrations known of");
            });
        }

        async function killedWhileDown(moved: PullRequest): Promise<RunResult> {
            const over = new AbortController();
            team.simulator.addFault({
                endpoint: "any",
                times: 100,
                fault: { kind: "delay", ms: 200 },
            });
            const when = isDown(over.signal);
            const run = await team.merge(moved, { step: "Update", when });
            over.abort();
            team.simulator.clearFaults();
            return run;
        }

        async function isDown(over: AbortSignal): Promise<void> {
            while (!over.aborted && team.simulator.number(support).registered) {
                await reached(team.simulator, { requests: 1 }, over);
            }
            if (over.aborted) await new Promise(() => undefined);
        }

        /** What each evidence in the newest artifact says about the numbers. */
        function evidences(): readonly object[] {
            const folder = team.github.newestArtifact;
            return readdirSync(folder)
                .filter((name) => name.includes("T"))
                .sort()
                .map((name) => statementIn(path.join(folder, name)));
        }
    });
}

interface Statement {
    readonly predicate: {
        readonly numbers: readonly {
            readonly phoneNumberId: string;
            readonly verdict: string;
            readonly storage: { readonly read: { readonly dataLocalizationRegion: string } };
        }[];
    };
}

/** What an evidence says about each number. */
function statementIn(folder: string): Readonly<Record<string, string>> {
    const file = readFileSync(path.join(folder, "evidence.dsse.json"), "utf8");
    const { payload } = JSON.parse(file) as { readonly payload: string };
    const statement = JSON.parse(Buffer.from(payload, "base64").toString("utf8")) as Statement;
    const said = statement.predicate.numbers.map(({ phoneNumberId, verdict, storage }) => [
        phoneNumberId,
        `${verdict}: ${storage.read.dataLocalizationRegion}`,
    ]);
    return Object.fromEntries(said) as Readonly<Record<string, string>>;
}

function stepOf({ steps }: RunResult, name: string): StepResult {
    const step = steps.find((one) => one.name === name);
    assert.ok(step !== undefined, `no step ${name}`);
    return step;
}

/** The steps that failed, for a message. */
function told({ steps }: RunResult): string {
    const failed = steps.filter(({ outcome }) => outcome === "failure");
    return failed.map(({ name, output }) => `${name}: ${output}`).join("\n");
}
