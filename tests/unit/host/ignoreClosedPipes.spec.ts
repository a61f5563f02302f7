import assert from "node:assert/strict";
import { PassThrough } from "node:stream";

import { ignoreClosedPipes } from "../../../provider/src/host/engineWatch";

describe("ignoreClosedPipes", () => {
    it("lets a stream fail that nobody reads any more", () => {
        const stream = new PassThrough();
        assert.throws(() => stream.emit("error", new Error("EPIPE")), /EPIPE/);
        ignoreClosedPipes([stream]);
        assert.equal(stream.emit("error", new Error("EPIPE")), true);
    });
});
