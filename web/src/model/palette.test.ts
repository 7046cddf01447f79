import { expect, it } from "vitest";
import { codeLooks, HUES, hueColour } from "./palette";
import { aCode } from "./test-codes";

it("gives each tree a hue and each code in it a look of its own", () => {
  const looks = codeLooks([aCode("1"), aCode("1.1", "1"), aCode("1.2", "1"), aCode("2")]);
  expect(looks.get("1")?.colour).toBe(hueColour(HUES[0]?.hue ?? -1));
  expect(looks.get("2")?.colour).toBe(hueColour(HUES[1]?.hue ?? -1));
  const told = ["1", "1.1", "1.2"].map((id) => `${looks.get(id)?.colour} ${looks.get(id)?.pattern}`);
  expect(new Set(told).size).toBe(3);
});

it("lets a colour that was chosen stand for what is under it", () => {
  const looks = codeLooks([aCode("1", null, { colour: "#aa3366" }), aCode("1.1", "1"), aCode("1.2", "1", { colour: "#226699" })]);
  expect([looks.get("1.1")?.colour, looks.get("1.2")?.colour]).toEqual(["#aa3366", "#226699"]);
});

it("gives a pattern of its own to every hue that could be taken for another", () => {
  const looks = codeLooks(HUES.map((_, at) => aCode(String(at + 1))));
  const patternOf = (at: number) => looks.get(String(at + 1))?.pattern;
  // Within 50 degrees, or one to a red-green blind eye (measured by Machado's model, difference in OKLab below 0.03).
  const alike = [[100, 70], [295, 250], [130, 48], [350, 190], [100, 130]];
  HUES.forEach(({ hue: a }, one) => {
    HUES.forEach(({ hue: b }, other) => {
      const apart = Math.abs(((a - b + 540) % 360) - 180);
      const isAlike = one < other && (apart <= 50 || alike.some((pair) => pair.includes(a) && pair.includes(b)));
      if (isAlike) expect(patternOf(one), `${a} and ${b}`).not.toBe(patternOf(other));
    });
  });
});

// Lightness and chroma are equal; so neighbours in the list must differ in hue, and by pattern where hues come round again.
it("keeps hues that follow each other far apart", () => {
  HUES.forEach(({ hue }, at) => {
    const next = HUES[(at + 1) % HUES.length]?.hue ?? 0;
    const apart = Math.abs(((hue - next + 540) % 360) - 180);
    expect(apart).toBeGreaterThanOrEqual(60);
  });
});
