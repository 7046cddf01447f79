import { expect, it } from "vitest";
import { today } from "./consent";

it("names the day of the computer's own calendar", () => {
  expect(today(new Date(2026, 0, 5, 0, 30))).toBe("2026-01-05");
});
