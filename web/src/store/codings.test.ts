import { expect, it } from "vitest";
import type { Changed, Coding } from "@/api/types";
import { codings } from "./codings.svelte";

const aCoding = (id: string, source = "s1"): Coding => ({ id, source, code: "1", coder: "c1", start: 0, end: 5, version: "v", standing: "unmoved", read: true, memos: 0, discuss: false });
const changed = (more: Partial<Changed>) => ({ codings: [], codingsGone: [], ...more }) as unknown as Changed;

it("follows the codings of loaded sources only", () => {
  codings.load("s1", [aCoding("a")]);
  codings.applyChanged(changed({ codings: [aCoding("b"), aCoding("x", "s2")], codingsGone: [{ coding: "a", source: "s1" }] }));
  expect([...(codings.of("s1")?.keys() ?? [])]).toEqual(["b"]);
  expect(codings.of("s2")).toBeUndefined();
});

it("shows a coding before the server has answered, and takes it away again", () => {
  codings.load("s1", []);
  codings.put(aCoding("waiting"));
  expect(codings.of("s1")?.size).toBe(1);
  codings.remove("s1", "waiting");
  expect(codings.of("s1")?.size).toBe(0);
});
