import { expect, test } from "vitest";
import type { Comment, Discussion, Target } from "@/api/types";
import { sortOut, threads, waitsFor } from "./lists";

const about = (kind: Target["kind"], id: string): Target => ({ kind, id, code: null, passage: null });
const flag = (kind: Target["kind"], id: string, decision = ""): Discussion => ({ about: about(kind, id), title: id, question: "?", decision });
const comment = (id: string, more: Partial<Comment> = {}): Comment => ({
  id, about: about("code", "c"), title: "c", to: null, text: id, by: "ann", at: 1, replyTo: null, resolved: false, ...more,
});

test("what was decided stands apart from what is open, each under its kind", () => {
  const { open, decided } = sortOut([flag("code", "a"), flag("cell", "b"), flag("code", "c", "merged")]);
  expect(open.map((group) => [group.kind, group.items.length])).toEqual([["cell", 1], ["code", 1]]);
  expect(decided.map((group) => group.items.map((item) => item.title))).toEqual([["c"]]);
});

test("an answer to an answer stands in the thread that it began in", () => {
  const found = threads([comment("a"), comment("b", { replyTo: "a" }), comment("c", { replyTo: "b" }), comment("d")]);
  expect(found.map((thread) => [thread.first.id, thread.answers.map((one) => one.id)])).toEqual([["a", ["b", "c"]], ["d", []]]);
});

test("comments that answer each other in a circle do not hang the list", () => {
  expect(threads([comment("a", { replyTo: "b" }), comment("b", { replyTo: "a" })]).length).toBeLessThanOrEqual(2);
});

test("a comment waits for whom it is addressed to, and not for its author", () => {
  const [thread] = threads([comment("a", { to: "ben" })]);
  expect(thread && [waitsFor(thread, "ben"), waitsFor(thread, "ann")]).toEqual([true, false]);
});
