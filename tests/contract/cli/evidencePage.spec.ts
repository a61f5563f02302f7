import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { type Browser, chromium, type Page } from "playwright-core";

import { EvidenceScene, idOf, PIN } from "./EvidenceScene";
import { findBrowser } from "./findBrowser";

/**
 * Makes an evidence every night. There is a week without any, a move, and a signature by another
 * key.
 */
async function makeHistory(scene: EvidenceScene): Promise<void> {
    const { simulator } = scene.commandLine;
    for (const name of ["key", "other"]) scene.writeKeys(name);
    for (const day of [1, 2, 3, 4, 12, 13, 14, 15, 16]) {
        simulator.clock.set(`2026-11-${String(day).padStart(2, "0")}T02:00:00.000Z`);
        if (day === 14) {
            const dataLocalizationRegion = "CH";
            const storage = {
                status: "IN_COUNTRY_STORAGE_ENABLED",
                dataLocalizationRegion,
            } as const;
            simulator.changeNumber(idOf(2), { storage });
        }
        if (day === 16) {
            simulator.changeNumber(idOf(2), { storage: { status: "IN_COUNTRY_STORAGE_DISABLED" } });
        }
        const key = day === 13 ? "other.pem" : "key.pem";
        await scene.make(`nights/${day}`, "--sign-key", key);
    }
    simulator.clock.set("2026-11-16T14:00:00.000Z");
    await scene.make("out", "--sign-key", "key.pem", "--earlier", "nights");
}

describe("the page of an evidence", function () {
    let scene: EvidenceScene;

    before(async () => {
        scene = await EvidenceScene.start();
        await makeHistory(scene);
    });
    after(async () => {
        await scene.stop();
    });

    const page = () => scene.read("out/evidence.html");
    const textOf = (html: string) => html.replace(/<style>[^]*<\/style>|<[^>]*>/g, " ");

    it("names every number, and what differs before everything else", () => {
        const text = textOf(page()).replace(/\s+/g, " ");
        for (const n of [0, 1, 2, 3, 4, 5]) assert.ok(text.includes(idOf(n)), idOf(n));
        assert.match(text, /✗ The data of 3 of 6 numbers rests where that is declared/);
        const [, differences = ""] = text.split(" Differences ");
        const [first = ""] = differences.split("All numbers, by customer");
        assert.match(first, /242924 .*not as declared .*region CH is declared, and local storage/);
        assert.match(first, /242926 .*could not be read .*WHATSAPP_ACCESS_TOKEN_GLOBEX is not set/);
        assert.doesNotMatch(first, /242922|242923|242925/);
    });

    it("groups the numbers by customer, with how many there are in each region", () => {
        const customers = [...page().matchAll(/<h3>([^<]+)<\/h3>\n<p class="soft">([^<]+)</g)];
        assert.deepEqual(
            customers.map(([, name, regions]) => [name, regions]),
            [
                [
                    "account 102290129340398",
                    "CH, Switzerland: 1; no region (local storage is off): 1; nowhere after an hour (No Storage): 1",
                ],
                ["globex", "not read: 1"],
                ["no customer is known", "not read: 1"],
                ["acme", "DE, EU (Germany): 1"],
            ],
        );
    });

    it("tells since when a number is where, and shows what is not known as a gap", () => {
        const [, history = ""] = page().split(`<span class="soft">${idOf(2)}</span>`);
        const [block = ""] = history.split("</ul>");
        const texts = [...block.matchAll(/<li>([^<]+)<\/li>/g)].map(([, text]) => text);
        assert.deepEqual(texts, [
            "2026-11-01 02:00 UTC to 2026-11-04 02:00 UTC: no region (local storage is off), 4 readings",
            "2026-11-04 02:00 UTC to 2026-11-12 02:00 UTC: not known",
            "2026-11-12 02:00 UTC to 2026-11-13 02:00 UTC: no region (local storage is off), 2 readings",
            "2026-11-13 02:00 UTC to 2026-11-14 02:00 UTC: not known",
            "2026-11-14 02:00 UTC to 2026-11-15 02:00 UTC: CH, Switzerland, 2 readings",
            "2026-11-15 02:00 UTC to 2026-11-16 02:00 UTC: not known",
            "2026-11-16 02:00 UTC to 2026-11-16 14:00 UTC: no region (local storage is off), 2 readings",
        ]);
        assert.equal(block.match(/class="pgap"/g)?.length, 3);
        assert.match(block, /Read without a gap since 2026-11-16 02:00 UTC: no region/);
        assert.match(page(), /1 of the earlier ones is not signed with the key of this one/);
        assert.match(page(), /10 evidences from 2026-11-01 to 2026-11-16/);
    });

    it("keeps a number that is gone in the history", async () => {
        await scene.make("gone", "--numbers", idOf(0), "--earlier", "nights");
        const [, history = ""] = scene.read("gone/evidence.html").split(`>${idOf(1)}</span>`);
        assert.match(history, /^[^]{0,40}Not among the numbers of this evidence\./);
        assert.match(history, /2026-11-16 02:00 UTC to 2026-11-16 14:00 UTC: not known/);
    });

    it("says what local storage does not cover, with the source, and what nothing proves", () => {
        const text = textOf(page());
        assert.match(text, /up to 60 minutes \(Cloud API\), or 90 minutes/);
        assert.match(text, /contact book/);
        assert.match(
            text,
            /developers\.facebook\.com\/documentation\/.*\/local-storage, edition of/,
        );
        assert.match(text, /Meta gives no attestation for a number/);
        assert.match(text, /Not read at Meta's own address/);
    });

    it("has no secret in it, and nothing that a name could run", () => {
        const html = page();
        for (const secret of [PIN, "EAA-"]) assert.ok(!html.includes(secret), secret);
        assert.ok(!html.includes("<script"));
        assert.ok(html.includes("&lt;script&gt;"));
        assert.doesNotMatch(html, /(src|href)="(?!data:,)/);
    });

    it("says that nothing is known where no earlier evidence was given", async () => {
        await scene.make("alone");
        assert.match(scene.read("alone/evidence.html"), /No earlier evidence was given/);
        assert.match(scene.read("alone/evidence.html"), /<strong>Not signed\.<\/strong>/);
    });

    it("refuses to make a history from what is no evidence", async () => {
        scene.write("broken/one/evidence.dsse.json", "{}");
        const { exitCode, stderr } = await scene.make("later", "--earlier", "broken");
        assert.equal(exitCode, 1);
        assert.match(stderr, /broken\/one\/evidence\.dsse\.json: it is not an evidence/);
    });

    describe("in a browser", () => {
        let browser: Browser | undefined;

        before(async function () {
            const executablePath = findBrowser();
            if (executablePath === undefined) this.skip();
            browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
        });
        after(async () => {
            await browser?.close();
        });

        const open = async (colorScheme: "light" | "dark"): Promise<Opened> => {
            const context = await browser?.newContext({
                colorScheme,
                viewport: { width: 1200, height: 900 },
            });
            if (context === undefined) throw new Error("There is no browser.");
            const opened = await context.newPage();
            const complaints: string[] = [];
            opened.on("console", (message) => complaints.push(message.text()));
            opened.on("pageerror", (error) => complaints.push(error.message));
            const requests: string[] = [];
            opened.on("request", (request) => requests.push(request.url()));
            await opened.goto(pathToFileURL(scene.path("out/evidence.html")).href);
            return { page: opened, complaints, requests };
        };

        for (const colorScheme of ["light", "dark"] as const) {
            it(`is accessible and complains of nothing, ${colorScheme}`, async () => {
                const { page, complaints, requests } = await open(colorScheme);
                await keepScreenshot(page, colorScheme);
                const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
                await page.evaluate(axe);
                const violations = await page.evaluate<string[]>(
                    "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)))",
                );
                assert.deepEqual(violations, []);
                assert.deepEqual(complaints, []);
                assert.equal(requests.filter((url) => !url.startsWith("data:")).length, 1);
                await page.context().close();
            });
        }

        it("fits a telephone, and paper", async () => {
            const { page } = await open("light");
            await page.setViewportSize({ width: 390, height: 800 });
            const width = await page.evaluate<number>("document.documentElement.scrollWidth");
            assert.ok(width <= 390, `${width} px`);
            await page.emulateMedia({ media: "print", colorScheme: "dark" });
            const paper = await page.evaluate<string>(
                "getComputedStyle(document.body).backgroundColor",
            );
            assert.equal(paper, "rgb(255, 255, 255)");
            const pdf = await page.pdf({ format: "A4" });
            assert.ok(pdf.length > 10_000);
            await keepScreenshot(page, "print", pdf);
            await page.context().close();
        });
    });
});

interface Opened {
    readonly page: Page;
    /** The messages of the console, and what failed. */
    readonly complaints: readonly string[];
    readonly requests: readonly string[];
}

/** To look at the pages yourself: `KEEP_SCREENSHOTS` names a folder. */
async function keepScreenshot(page: Page, name: string, pdf?: Buffer): Promise<void> {
    const folder = process.env["KEEP_SCREENSHOTS"];
    if (folder === undefined) return;
    if (pdf === undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    else await page.pdf({ path: `${folder}/${name}.pdf`, format: "A4" });
}
