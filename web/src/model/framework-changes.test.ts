import { expect, it } from "vitest";
import { columnLabel, frameworkChanges } from "./framework-changes";

const column = (code: string, name: string, definition = "") => ({ code, number: code, name, definition });

it("tells new, gone, renamed and redefined codes from one version to the next", () => {
  const before = [column("1", "Value"), column("2", "Money", "What it costs"), column("3", "Culture")];
  const after = [column("1", "Meaning of value"), column("2", "Money", "What it costs and wastes"), column("4", "Leadership")];
  const changes = frameworkChanges(before, after);
  expect(changes.added.map(columnLabel)).toEqual(["4 Leadership"]);
  expect(changes.gone.map(columnLabel)).toEqual(["3 Culture"]);
  expect(changes.renamed.map((one) => [columnLabel(one.column), one.before])).toEqual([["1 Meaning of value", "1 Value"]]);
  expect(changes.redefined.map(columnLabel)).toEqual(["2 Money"]);
});

it("finds nothing between a version and itself", () => {
  const same = [column("1", "Value")];
  expect(frameworkChanges(same, same)).toEqual({ added: [], gone: [], renamed: [], redefined: [] });
});
