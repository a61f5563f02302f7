import assert from "node:assert/strict";

import type { Readable } from "../../../provider/src/graph/batch";
import { CoalescedReads, type CoalescedSource } from "../../../provider/src/graph/CoalescedReads";
import { graphAnswer, type HttpAnswer } from "../../../provider/src/graph/GraphAnswer";
import type { GraphError } from "../../../provider/src/graph/GraphError";
import type { JsonObject } from "../../../provider/src/graph/jsonObject";
import { SecretForms } from "../../../provider/src/graph/SecretForms";
import { getPhoneNumber, type PhoneNumber } from "../../../provider/src/graph/phoneNumber";
import { getStorageConfiguration } from "../../../provider/src/graph/settings";

const WABA = "102290129340398";
const SETTINGS = { storage_configuration: { status: "DEFAULT" } };

/** A Graph API with thirty numbers in one account. It tells what it was asked for. */
class Meta implements CoalescedSource {
    readonly memory = { isShortFieldListNeeded: false };
    readonly ids = Array.from({ length: 30 }, (_, index) => String(1_000 + index));
    readonly asked: string[] = [];
    /** Changes what the list shows for each number. */
    listed = (node: JsonObject): JsonObject => node;
    /** Holds the list back until it is released. */
    listGate = Promise.resolve();
    /** Changes what a batch answers to each of its calls. */
    entry = (answer: HttpAnswer): HttpAnswer | undefined => answer;

    get(path: string): Promise<JsonObject> {
        this.asked.push(path);
        return Promise.resolve(path.endsWith("/settings") ? SETTINGS : this.#node(path.slice(1)));
    }

    async getWhole({ path }: Readable): Promise<HttpAnswer> {
        this.asked.push(path);
        await this.listGate;
        const nodes = this.ids.map((id) => {
            return this.listed(without(this.#node(id), "health_status"));
        });
        return answer({ data: nodes });
    }

    getMany(readables: readonly Readable[]): Promise<readonly (HttpAnswer | undefined)[]> {
        this.asked.push(`batch of ${readables.length}`);
        return Promise.resolve(readables.map(() => this.entry(answer(SETTINGS))));
    }

    answerAbout(_: string, received: HttpAnswer) {
        return graphAnswer(received, new SecretForms([]));
    }

    post(): never {
        throw new Error("a refresh writes nothing");
    }

    #node(id: string): JsonObject {
        const entities = [{ entity_type: "WABA", id: WABA }];
        return { id, status: "CONNECTED", platform_type: "CLOUD_API", health_status: { entities } };
    }
}

interface Fixture {
    readonly meta: Meta;
    readonly reads: CoalescedReads;
    readonly written: Set<string>;
    readonly said: string[];
    /** Reads the next number of the account, and its storage. */
    readonly next: () => Promise<PhoneNumber>;
}

function fixture(): Fixture {
    const meta = new Meta();
    const written = new Set<string>();
    const said: string[] = [];
    const reads = new CoalescedReads(meta, {
        mode: "auto",
        isWritten: (id) => written.has(id),
        say: (text) => said.push(text),
    });
    for (const id of meta.ids) reads.expect(id, WABA);
    const left = [...meta.ids];
    const next = async (): Promise<PhoneNumber> => {
        const id = left.shift() ?? "";
        const number = await getPhoneNumber(reads, id);
        await getStorageConfiguration(reads, id);
        return number;
    };
    return { meta, reads, written, said, next };
}

describe("CoalescedReads", () => {
    it("answers out of the list what a read of the number alone would", async () => {
        const { meta, next } = fixture();
        const first = await next();
        await next();
        await next();
        meta.asked.length = 0;
        assert.deepEqual({ ...(await next()), id: first.id }, first);
        assert.deepEqual(meta.asked, [`/${WABA}/phone_numbers`, "batch of 9"]);
    });

    it("reads a number alone that the list shows less of", async () => {
        const { meta, next } = fixture();
        meta.listed = (node) => without(node, "platform_type");
        for (let count = 0; count < 3; count += 1) await next();
        meta.asked.length = 0;
        assert.equal((await next()).platformType, "CLOUD_API");
        assert.deepEqual(meta.asked.slice(0, 2), [`/${WABA}/phone_numbers`, "/1003"]);
    });

    it("reads a number alone that this operation has written to", async () => {
        const { meta, written, next } = fixture();
        for (let count = 0; count < 4; count += 1) await next();
        meta.asked.length = 0;
        written.add("1004");
        await next();
        assert.deepEqual(meta.asked, ["/1004", "/1004/settings"]);
    });

    it("reads a number alone that was written to while its list was on the way", async () => {
        const { meta, written, next } = fixture();
        for (let count = 0; count < 3; count += 1) await next();
        let open = (): void => undefined;
        meta.listGate = new Promise((resolve) => {
            open = resolve;
        });
        meta.asked.length = 0;
        const reading = next();
        written.add("1003");
        open();
        await reading;
        assert.deepEqual(meta.asked, [`/${WABA}/phone_numbers`, "/1003", "/1003/settings"]);
    });

    const useless: readonly (readonly [string, (whole: HttpAnswer) => HttpAnswer | undefined])[] = [
        ["is null", () => undefined],
        ["is cut", (whole) => ({ ...whole, body: whole.body.slice(0, 20) })],
        ["is an error", (whole) => ({ ...whole, httpStatus: 400, body: '{"error":{"code":1}}' })],
    ];
    for (const [name, entry] of useless) {
        it(`reads storage with a request of its own if its entry in a batch ${name}`, async () => {
            const { meta, next, said } = fixture();
            meta.entry = entry;
            for (let count = 0; count < 4; count += 1) await next();
            assert.deepEqual(meta.asked.slice(-2), ["batch of 9", "/1003/settings"]);
            assert.deepEqual(said, []);
        });
    }

    it("sends no batch any more after one that failed, and says so once", async () => {
        const { meta, next, said } = fixture();
        meta.getMany = (readables) => {
            meta.asked.push(`batch of ${readables.length}`);
            return Promise.reject(refusal());
        };
        for (let count = 0; count < 30; count += 1) await next();
        assert.equal(meta.asked.filter((what) => what.startsWith("batch")).length, 1);
        assert.equal(meta.asked.filter((what) => what.endsWith("/settings")).length, 30);
        assert.equal(said.length, 1);
    });

    it("asks for the list no more than once where it is refused", async () => {
        const { meta, next, said } = fixture();
        meta.getWhole = ({ path }) => {
            meta.asked.push(path);
            return Promise.reject(refusal());
        };
        for (let count = 0; count < 12; count += 1) await next();
        assert.equal(meta.asked.filter((what) => what.includes("phone_numbers")).length, 1);
        assert.equal(meta.asked.length, 12 + 12 + 1);
        assert.equal(said.length, 1);
    });

    it("lists no account whose id is not made of digits", async () => {
        const { meta, reads } = fixture();
        const others = ["7", "8", "9", "10"];
        for (const id of others) reads.expect(id, "../me");
        for (const id of others) await reads.get(`/${id}`, { fields: "id" });
        assert.deepEqual(meta.asked, ["/7", "/8", "/9", "/10"]);
    });
});

function without(node: JsonObject, name: string): JsonObject {
    return Object.fromEntries(Object.entries(node).filter(([member]) => member !== name));
}

function answer(body: JsonObject): HttpAnswer {
    return { httpStatus: 200, body: JSON.stringify(body), header: () => undefined };
}

function refusal(): GraphError {
    const { error } = graphAnswer(
        { httpStatus: 400, body: '{"error":{"code":200}}', header: () => undefined },
        new SecretForms([]),
    ) as { readonly error: GraphError };
    return error;
}
