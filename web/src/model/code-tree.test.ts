import { expect, it } from "vitest";
import { codeTree, flatten, pathTo, withDescendants } from "./code-tree";
import { aCode } from "./test-codes";

const codes = [aCode("2"), aCode("1.2", "1"), aCode("1"), aCode("1.1", "1"), aCode("1.1.1", "1.1"), aCode("3", null, { archived: true })];

it("orders a tree by number, parents first, and leaves archived codes out", () => {
  const lines = flatten(codeTree(codes)).map((node) => `${" ".repeat(node.depth)}${node.code.number}`);
  expect(lines).toEqual(["1", " 1.1", "  1.1.1", " 1.2", "2"]);
});

it("shows a code at the top whose parent is archived", () => {
  const lines = codeTree([aCode("3", null, { archived: true }), aCode("3.1", "3")]);
  expect(lines.map((node) => node.code.number)).toEqual(["3.1"]);
});

it("walks from the top to a code and from a code to all under it", () => {
  const map = new Map(codes.map((code) => [code.id, code]));
  expect(pathTo(map, "1.1.1").map((code) => code.id)).toEqual(["1", "1.1", "1.1.1"]);
  expect([...withDescendants(codes, "1")].sort()).toEqual(["1", "1.1", "1.1.1", "1.2"]);
});

it("ends although parents go in a circle", () => {
  const circle = new Map([aCode("1", "2"), aCode("2", "1")].map((code) => [code.id, code]));
  expect(pathTo(circle, "1").map((code) => code.id)).toEqual(["2", "1"]);
});
