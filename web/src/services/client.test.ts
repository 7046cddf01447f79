import { afterEach, expect, it, vi } from "vitest";
import { client, fileName, withQuery } from "./client";
import { ProblemError } from "./problem";

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: string): void {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
}

it("throws what the server says is wrong, in its words", async () => {
  answering(409, JSON.stringify({ code: "conflict", message: "a code of that name stands there already", hints: ["Choose another."] }));
  const thrown = await client.get("/api/x").catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ProblemError);
  expect(thrown).toMatchObject({ status: 409, problem: { code: "conflict", hints: ["Choose another."] } });
});

it("says the server is lost when it cannot be reached, or answers what is no JSON", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
  expect(await client.get("/api/x").catch((error: unknown) => error)).toMatchObject({ isLost: true });
  answering(502, "<html>");
  expect(await client.get("/api/x").catch((error: unknown) => error)).toMatchObject({ status: 502, isLost: false });
});

it("leaves out of a query what is not there", () => {
  expect(withQuery("/m", { framework: null, group: "a b", width: 0 })).toBe("/m?group=a+b&width=0");
});

it("reads the name of a file", () => {
  expect(fileName("attachment; filename=\"report.docx\"")).toBe("report.docx");
  expect(fileName("attachment; filename=\"x\"; filename*=UTF-8''Caf%C3%A9.csv")).toBe("Café.csv");
  expect(fileName(null)).toBeNull();
});
