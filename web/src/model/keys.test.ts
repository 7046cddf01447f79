import { expect, it } from "vitest";
import { beginsPair, matchKey, spellKey } from "./keys";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {}) =>
  spellKey({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

it("writes a key as the table does", () => {
  expect(press("k", { ctrlKey: true })).toBe("Mod+K");
  expect(press("k", { metaKey: true })).toBe("Mod+K");
  expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("Mod+Shift+Z");
  expect(press("?", { shiftKey: true })).toBe("?");
  expect(press("Enter", { shiftKey: true })).toBe("Shift+Enter");
  expect(press("ArrowUp", { altKey: true })).toBe("Alt+ArrowUp");
  expect(press("c")).toBe("c");
  expect(press(" ")).toBe("Space");
});

it("prefers the pair to the single key", () => {
  const rows = [{ keys: "o" }, { keys: "g o" }];
  expect(beginsPair(rows, "g")).toBe(true);
  expect(matchKey(rows, "g", "o")).toBe(rows[1]);
  expect(matchKey(rows, null, "o")).toBe(rows[0]);
  expect(matchKey(rows, null, "x")).toBeUndefined();
});
