/**
 * Keeps one comment on a pull request up to date: the bot's comment with the marker in its first line.
 *
 * @param {{ github: any, context: any, text: string }} order - what actions/github-script gives a
 *     script, and the text, whose first line is its marker.
 */
module.exports = async function oneComment({ github, context, text }) {
    const [marker] = text.split("\n");
    const issue = { ...context.repo, issue_number: context.issue.number };
    const comments = await github.paginate(github.rest.issues.listComments, issue);
    const former = comments.find(
        ({ body, user }) => user?.type === "Bot" && body?.split(/\r?\n/)[0] === marker,
    );
    if (former === undefined) {
        await github.rest.issues.createComment({ ...issue, body: text });
    } else {
        const comment = { ...context.repo, comment_id: former.id };
        await github.rest.issues.updateComment({ ...comment, body: text });
    }
};
