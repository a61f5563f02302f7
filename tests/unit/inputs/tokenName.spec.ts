import * as assert from "node:assert/strict";

import { tokenNameProblem } from "../../../provider/src/decisions/propertyProblems";

describe("a token name", () => {
    it("is a letter and then letters, digits, underscores and hyphens", () => {
        for (const name of ["a", "brandA", "brand-a", "Brand_2", "x".repeat(64)]) {
            assert.equal(tokenNameProblem(name), undefined);
        }
    });

    for (const name of ["", "2brand", "-a", "brand a", "brand.a", "märke", "brand\n", 5, {}]) {
        it(`is not ${JSON.stringify(name)}`, () => {
            assert.notEqual(tokenNameProblem(name), undefined);
        });
    }

    for (const token of [`EAA${"x".repeat(180)}`, `EAA${"x".repeat(40)}`]) {
        it(`is not the token itself of ${token.length} characters, which is not repeated`, () => {
            const reason = tokenNameProblem(token) ?? "accepted";
            assert.match(reason, /never the token itself/);
            assert.ok(!reason.includes("EAA"));
        });
    }
});
