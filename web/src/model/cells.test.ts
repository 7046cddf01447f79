import { expect, it } from "vitest";
import { insertPiece, isSameCell, shortReference, stateAfterTyping } from "./cells";

it("writes a line reference as it stands in a summary", () => {
  expect([shortReference(41, 43), shortReference(41, 41), shortReference(4, 4, "Diary")]).toEqual(["(l. 41-43)", "(l. 41)", "(Diary, l. 4)"]);
});

it("takes a cell for charted once something is typed, and leaves a state that was chosen", () => {
  expect(stateAfterTyping("not-charted", "Said so")).toBe("charted");
  expect(stateAfterTyping("charted", " ")).toBe("not-charted");
  expect(stateAfterTyping("not-asked", "")).toBe("not-asked");
});

it("puts a reference between words with a space at each side", () => {
  expect(insertPiece("Nobody rang back.", 16, "(l. 4)")).toEqual({ text: "Nobody rang back (l. 4).", at: 23 });
  expect(insertPiece("", 0, "(l. 4)").text).toBe("(l. 4)");
  expect(insertPiece("ab", 1, "x").text).toBe("a x b");
});

it("tells two cells apart by what they say", () => {
  const cell = { case: "c", code: "k", state: "charted", summary: "a", note: "", unprompted: false, secondReader: null, quotations: [] };
  expect(isSameCell(cell, { ...cell })).toBe(true);
  expect(isSameCell(cell, { ...cell, quotations: [{ source: "s", start: 0, end: 2, version: "" }] })).toBe(false);
});
