import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { json } from "node:stream/consumers";

import { cleanEnvironment } from "../engine/cleanEnvironment";
import { GitHub } from "./GitHub";

const scripts = path.resolve(__dirname, "../../examples/gitops/scripts");
const marker = "<!-- pulumi-whatsapp review production::whatsapp-numbers -->";
const context = {
    repo: { owner: "example", repo: "whatsapp-numbers" },
    issue: { number: 7 },
    serverUrl: "https://github.example.com",
    runId: 3,
};

type Script = (order: object) => Promise<void>;

function scriptIn(name: string): Script {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- as a workflow loads it
    return require(path.join(scripts, name)) as Script;
}

describe("the scripts of the example gitops", () => {
    let folder: string;
    let github: GitHub;

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "scripts-"));
        github = new GitHub(folder);
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    it("leave a person's comment alone that quotes the marker, and other pull requests'", async () => {
        const body = `${marker}\n\nold`;
        github.comments.push(
            { id: 101, issueNumber: 7, body, user: { type: "User" } },
            { id: 102, issueNumber: 8, body, user: { type: "Bot" } },
            { id: 103, issueNumber: 7, body: `> ${body}`, user: { type: "Bot" } },
        );
        const oneComment = scriptIn("oneComment.cjs");
        for (const text of [`${marker}\n\nfirst`, `${marker}\n\nsecond`]) {
            await oneComment({ github: github.api, context, text });
        }
        assert.deepEqual(
            github.comments.map(({ body: said }) => said.split("\n").at(-1)),
            ["old", "old", "old", "second"],
        );
    });

    it("open no issue for what is as declared, and a new one for new drift", async () => {
        const oneIssue = scriptIn("oneIssue.cjs");
        const look = (said: string, isOver: boolean): Promise<void> =>
            oneIssue({ github: github.api, context, text: `${marker}\n\n${said}`, isOver });
        await look("nothing", true);
        assert.equal(github.issues.length, 0);
        await look("first", false);
        await look("first, still", false);
        await look("nothing", true);
        await look("second", false);
        assert.deepEqual(
            github.issues.map(({ body, state }) => `${body.split("\n").at(-1) ?? ""} ${state}`),
            ["first, still closed", "second open"],
        );
        assert.deepEqual(
            github.comments.map(({ body }) => body),
            ["It is over: https://github.example.com/example/whatsapp-numbers/actions/runs/3"],
        );
    });

    describe("for GitLab", () => {
        let server: Server;
        let address: string;
        let notes: { id: number; body: string; author: { id: number } }[];
        let asked: string[];

        beforeEach(async () => {
            asked = [];
            // More than one page of notes, and none of them is the token's own.
            notes = Array.from({ length: 100 }, (_, index) => ({
                id: index + 1,
                body: marker,
                author: { id: 2 },
            }));
            server = createServer((request, response) => {
                const { method = "", url = "", headers } = request;
                asked.push(`${method} ${url}`);
                void (async () => {
                    const isKnown = headers["private-token"] === "glpat-fake";
                    response.statusCode = isKnown ? 200 : 401;
                    const answer = isKnown ? await answered(method, url, request) : {};
                    response.end(JSON.stringify(answer));
                })();
            });
            await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
            address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`;
        });

        afterEach(() => new Promise((resolve) => server.close(resolve)));

        async function answered(method: string, url: string, body: NodeJS.ReadableStream) {
            if (url.endsWith("/user")) return { id: 1 };
            const { pathname, searchParams } = new URL(url, "http://gitlab");
            const page = Number(searchParams.get("page") ?? 1);
            if (method === "GET") return notes.slice((page - 1) * 100, page * 100);
            const { body: text } = (await json(body)) as { readonly body: string };
            const id = Number(pathname.split("/").at(-1));
            const former = notes.find((note) => note.id === id);
            if (method === "PUT" && former !== undefined) former.body = text;
            else notes.push({ id: notes.length + 1, body: text, author: { id: 1 } });
            return {};
        }

        function note(text: string, token: string): Promise<{ code: number; stderr: string }> {
            writeFileSync(path.join(folder, "review.md"), text);
            const env = cleanEnvironment({
                CI_API_V4_URL: address,
                CI_PROJECT_ID: "11",
                CI_MERGE_REQUEST_IID: "5",
                REVIEW_TOKEN: token,
            });
            const args = [path.join(scripts, "oneNote.cjs"), "review.md"];
            return new Promise((resolve) => {
                execFile(process.execPath, args, { cwd: folder, env }, (error, _, stderr) => {
                    resolve({ code: error === null ? 0 : Number(error.code), stderr });
                });
            });
        }

        it("keep one note, whoever else has written some", async () => {
            for (const text of [`${marker}\n\nfirst`, `${marker}\n\nsecond`]) {
                assert.deepEqual(await note(text, "glpat-fake"), { code: 0, stderr: "" });
            }
            assert.deepEqual(
                notes.slice(100).map(({ body }) => body.split("\n").at(-1)),
                ["second"],
            );
            const place = "/api/v4/projects/11/merge_requests/5/notes";
            assert.deepEqual(
                asked.filter((line) => !line.startsWith("GET")),
                [`POST ${place}`, `PUT ${place}/101`],
            );
        });

        it("fail in one line where the token is not taken", async () => {
            const { code, stderr } = await note(marker, "glpat-other");
            assert.equal(code, 1);
            assert.equal(stderr, `GitLab answered GET ${address}/user with 401.\n`);
        });
    });
});
