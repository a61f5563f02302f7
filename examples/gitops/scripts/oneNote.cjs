const { readFileSync } = require("node:fs");

const { fetch } = globalThis;

/**
 * Keeps one note on a merge request of GitLab up to date: the token's own note with the marker in
 * its first line.
 *
 *     node scripts/oneNote.cjs review.md
 *
 * Reads what GitLab sets in a job (CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID) and
 * REVIEW_TOKEN. That is a project access token with the scope "api", because a job's own token may
 * not write notes.
 */
async function oneNote(file, env) {
    const body = readFileSync(file, "utf8");
    const [marker] = body.split("\n");
    const request = `projects/${env.CI_PROJECT_ID}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`;
    const notes = `${env.CI_API_V4_URL}/${request}`;
    const { id: self } = await ask("GET", `${env.CI_API_V4_URL}/user`);
    const former = (await all(notes)).find(
        (note) => note.author.id === self && note.body.split(/\r?\n/)[0] === marker,
    );
    if (former === undefined) await ask("POST", notes, { body });
    else await ask("PUT", `${notes}/${former.id}`, { body });

    async function all(address, page = 1) {
        const some = await ask("GET", `${address}?per_page=100&page=${page}`);
        return some.length < 100 ? some : [...some, ...(await all(address, page + 1))];
    }

    async function ask(method, address, content) {
        const answer = await fetch(address, {
            method,
            headers: { "PRIVATE-TOKEN": env.REVIEW_TOKEN, "Content-Type": "application/json" },
            body: content === undefined ? undefined : JSON.stringify(content),
        });
        if (answer.ok) return answer.json();
        throw new Error(`GitLab answered ${method} ${address} with ${answer.status}.`);
    }
}

oneNote(process.argv[2], process.env).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
});
