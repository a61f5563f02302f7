import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";

/** A comment on a pull request or an issue. */
export interface Comment {
    readonly id: number;
    readonly issueNumber: number;
    body: string;
    readonly user: { readonly type: "Bot" | "User" };
}

/** An issue. */
export interface Issue {
    readonly number: number;
    readonly title: string;
    body: string;
    readonly labels: readonly string[];
    state: "open" | "closed";
}

interface Cache {
    readonly key: string;
    readonly name: string;
    /** The branch that saved it. Only this branch can use it, unless it is the default branch. */
    readonly ref: string;
}

const defaultRef = "refs/heads/main";

/**
 * The data that GitHub keeps for one repository besides its commits, and the parts of its API that
 * the scripts use.
 */
export class GitHub {
    readonly comments: Comment[] = [];
    readonly issues: Issue[] = [];
    readonly secrets: Record<string, string> = {};
    readonly vars: Record<string, string> = {};
    readonly #folder: string;
    readonly #caches: Cache[] = [];
    readonly #artifacts: string[] = [];
    #lastId = 0;

    /** @param folder - an empty one, for caches and artifacts */
    constructor(folder: string) {
        this.#folder = folder;
    }

    /** A number that is used only once here. */
    newId(): number {
        this.#lastId += 1;
        return this.#lastId;
    }

    /** The keys of the caches, in the order in which they were saved. */
    get cacheKeys(): readonly string[] {
        return this.#caches.map(({ key }) => key);
    }

    /** Saves a file or folder as a cache. If the key exists, the cache stays as it is. */
    saveCache(cache: Cache, from: string): void {
        if (this.#caches.some(({ key, name }) => key === cache.key && name === cache.name)) return;
        cpSync(from, this.#cacheFile(cache), { recursive: true });
        this.#caches.push(cache);
    }

    /** Restores the newest cache that fits, and returns its key. */
    restoreCache(
        wanted: Cache & { readonly prefixes: readonly string[] },
        to: string,
    ): string | undefined {
        const { key, name, ref, prefixes } = wanted;
        const fits = (cache: Cache): boolean =>
            cache.name === name && [ref, defaultRef].includes(cache.ref);
        const newest = this.#caches.filter(fits).toReversed();
        const found =
            newest.find((cache) => cache.key === key) ??
            prefixes
                .map((prefix) => newest.find((cache) => cache.key.startsWith(prefix)))
                .find((cache) => cache !== undefined);
        if (found === undefined) return undefined;
        cpSync(this.#cacheFile(found), to, { recursive: true });
        return found.key;
    }

    /** Keeps an artifact of a run. */
    saveArtifact(name: string, from: string): void {
        cpSync(from, path.join(this.#folder, "artifacts", name), { recursive: true });
        this.#artifacts.push(name);
    }

    /** The folder of the newest artifact. */
    get newestArtifact(): string {
        return path.join(this.#folder, "artifacts", this.#artifacts.at(-1) ?? "none");
    }

    /** The client that `actions/github-script` gives a script. */
    get api() {
        const { comments, issues } = this;
        const issueOf = (number: number): Issue => {
            const issue = issues.find((one) => one.number === number);
            if (issue === undefined) throw new Error(`Not Found: issue ${number}`);
            return issue;
        };
        const rest = {
            issues: {
                listComments: ({ issue_number }: { issue_number: number }) =>
                    comments.filter(({ issueNumber }) => issueNumber === issue_number),
                createComment: (given: { issue_number: number; body: string }) => {
                    const { issue_number: issueNumber, body } = given;
                    comments.push({ id: this.newId(), issueNumber, body, user: { type: "Bot" } });
                },
                updateComment: ({ comment_id, body }: { comment_id: number; body: string }) => {
                    const comment = comments.find(({ id }) => id === comment_id);
                    if (comment === undefined) throw new Error("Not Found");
                    comment.body = body;
                },
                listForRepo: ({ state, labels }: { state: string; labels: string }) =>
                    issues.filter((one) => one.state === state && one.labels.includes(labels)),
                create: ({ title, body, labels }: Pick<Issue, "title" | "body" | "labels">) => {
                    issues.push({ number: this.newId(), title, body, labels, state: "open" });
                },
                update: (given: { issue_number: number } & Partial<Issue>) => {
                    const issue = issueOf(given.issue_number);
                    issue.body = given.body ?? issue.body;
                    issue.state = given.state ?? issue.state;
                },
            },
        };
        const paginate = <Order, Item>(list: (order: Order) => readonly Item[], order: Order) =>
            Promise.resolve(list(order));
        return { rest, paginate };
    }

    #cacheFile({ key, name }: Cache): string {
        const folder = path.join(this.#folder, "caches", key);
        mkdirSync(folder, { recursive: true });
        return path.join(folder, path.basename(name));
    }
}
