const LABEL = "whatsapp-drift";

/**
 * Opens one issue while something differs, keeps its text up to date, and closes it when nothing
 * differs any more.
 *
 * @param {{ github: any, context: any, text: string, isOver: boolean }} order - what
 *     actions/github-script gives a script; the text, whose first line is its marker; and whether
 *     nothing differs any more.
 */
module.exports = async function oneIssue({ github, context, text, isOver }) {
    const { issues } = github.rest;
    const [marker] = text.split("\n");
    const labelled = { ...context.repo, state: "open", labels: LABEL };
    const open = await github.paginate(issues.listForRepo, labelled);
    const former = open.find(({ body }) => body?.split(/\r?\n/)[0] === marker);
    if (former === undefined) {
        if (isOver) return;
        const title = "WhatsApp numbers are not as declared";
        await issues.create({ ...context.repo, title, body: text, labels: [LABEL] });
        return;
    }
    const issue = { ...context.repo, issue_number: former.number };
    if (!isOver) {
        await issues.update({ ...issue, body: text });
        return;
    }
    await issues.createComment({ ...issue, body: `It is over: ${runOf(context)}` });
    await issues.update({ ...issue, state: "closed", state_reason: "completed" });
};

function runOf({ serverUrl, repo, runId }) {
    return `${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId}`;
}
