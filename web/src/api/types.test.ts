import { readFileSync } from "node:fs";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { expect, it } from "vitest";

it("has the types of the server's description, as npm run types writes them", async () => {
  const made = COMMENT_HEADER + astToString(await openapiTS(readFileSync("openapi.json", "utf8")));
  expect(readFileSync("src/api/generated/schema.d.ts", "utf8") === made).toBe(true);
});
