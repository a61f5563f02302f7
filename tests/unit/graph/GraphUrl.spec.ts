import assert from "node:assert/strict";
import { parseGraphUrl } from "../../../provider/src/graph/GraphUrl";

describe("parseGraphUrl", () => {
    for (const [text, base, isLoopback] of [
        ["https://graph.facebook.com", "https://graph.facebook.com", false],
        ["https://graph.facebook.com/", "https://graph.facebook.com", false],
        ["https://proxy.example/meta/", "https://proxy.example/meta", false],
        ["http://127.0.0.1:8080", "http://127.0.0.1:8080", true],
        ["http://127.9.8.7", "http://127.9.8.7", true],
        ["http://localhost:8080/", "http://localhost:8080", true],
        ["http://[::1]:8080", "http://[::1]:8080", true],
        ["https://localhost", "https://localhost", true],
    ] as const) {
        it(`allows ${text}`, () => {
            assert.deepEqual(parseGraphUrl(text), { base, isLoopback });
        });
    }

    for (const text of [
        "http://graph.facebook.com",
        "http://127.0.0.1.example",
        "http://localhost.example",
        "http://128.0.0.1",
        "http://10.0.0.1",
        "http://[::2]",
        "ftp://localhost",
        "file:///graph",
        "graph.facebook.com",
        "",
    ]) {
        it(`refuses ${JSON.stringify(text)}`, () => {
            assert.throws(() => parseGraphUrl(text), /^Error: Cannot use "whatsapp:graphUrl": /);
        });
    }

    for (const text of [
        "https://user:hunter2@graph.example",
        "http://hunter2@localhost",
        "https://graph.example/?key=hunter2",
        "https://graph.example/#hunter2",
    ]) {
        it(`refuses ${text} without repeating it`, () => {
            assert.throws(
                () => parseGraphUrl(text),
                (thrown: Error) =>
                    thrown.message.includes("whatsapp:graphUrl") &&
                    !thrown.message.includes("hunter2"),
            );
        });
    }
});
