import assert from "node:assert/strict";

import { packageFolders } from "../../../release/packages";
import { packedFiles } from "../../contract/release/packedFiles";
import { registryProblem } from "./registryProblem";

describe("npm publish", function () {
    this.timeout(60_000);

    before(async function () {
        if ((await registryProblem()) !== undefined) this.skip();
    });

    for (const folder of packageFolders) {
        it(`would send of ${folder} what npm pack takes`, async () => {
            assert.deepEqual(
                await packedFiles(folder, "publish"),
                await packedFiles(folder, "pack"),
            );
        });
    }
});
