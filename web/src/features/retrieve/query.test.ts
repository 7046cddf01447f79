import { expect, it } from "vitest";
import { placeOfFault, withPart, write } from "./query";

it("writes each kind of part in the query language", () => {
  expect(write({ kind: "all", value: "trust board" })).toBe("trust AND board");
  expect(write({ kind: "phrase", value: "bed nine" })).toBe('"bed nine"');
  expect(write({ kind: "any", value: "ward theatre" })).toBe("(ward OR theatre)");
  expect(write({ kind: "forms", value: "manage" })).toBe("~manage");
  expect(write({ kind: "near", value: "trust board", distance: 3 })).toBe("trust NEAR/3 board");
  expect(write({ kind: "not", value: "money" })).toBe("NOT money");
  expect(write({ kind: "code", value: "Money and waste" })).toBe('code:"Money and waste"');
  expect(write({ kind: "attribute", attribute: "role group", value: "manager" })).toBe('"role group"=manager');
});

it("adds a part to what is asked already, and keeps alternatives together", () => {
  expect(withPart("", { kind: "phrase", value: "bed nine" })).toBe('"bed nine"');
  expect(withPart("ward OR theatre", { kind: "not", value: "money" })).toBe("(ward OR theatre) AND NOT money");
  expect(withPart("ward", { kind: "all", value: " " })).toBe("ward");
});

it("reads from a message where the query is not right", () => {
  expect(placeOfFault("the query `(trust AND` is not right at character 11: it stops")).toBe(10);
  expect(placeOfFault("something else")).toBeNull();
});
