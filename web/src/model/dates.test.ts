import { expect, it } from "vitest";
import { ago, size } from "./dates";

it("says how long ago", () => {
  const now = Date.UTC(2026, 4, 3, 12);
  expect(ago(now - 20_000, now)).toBe("just now");
  expect(ago(now - 60_000, now)).toBe("1 minute ago");
  expect(ago(now - 3 * 3_600_000, now)).toBe("3 hours ago");
});

it("says how much", () => {
  expect(size(999)).toBe("999 bytes");
  expect(size(1_400_000)).toBe("1.4 MB");
  expect(size(42_000_000)).toBe("42 MB");
});
