import { expect, it } from "vitest";
import { visibleRows } from "./windowing";

it("shows what is in view and some to spare, within the list", () => {
  expect(visibleRows(0, 280, 28, 1000, 2)).toEqual({ start: 0, end: 12 });
  expect(visibleRows(2800, 280, 28, 1000, 2)).toEqual({ start: 98, end: 112 });
  expect(visibleRows(99_999, 280, 28, 10, 2)).toEqual({ start: 10, end: 10 });
});
