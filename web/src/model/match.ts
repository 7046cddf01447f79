import { compareNames } from "./numbering";

/**
 * How well `typed` fits `text`: 0 not at all, more is better. The start of the text is best, then the start of a
 * word, then anywhere, then the letters scattered in order.
 */
export function fit(text: string, typed: string): number {
  const hay = text.toLocaleLowerCase("en-GB");
  const needle = typed.trim().toLocaleLowerCase("en-GB");
  if (needle === "") return 1;
  const at = hay.indexOf(needle);
  if (at === 0) return 4;
  if (at > 0) return /[\s.,/(–-]/u.test(hay[at - 1] ?? "") ? 3 : 2;
  let from = 0;
  for (const letter of needle) {
    if (letter === " ") continue;
    from = hay.indexOf(letter, from) + 1;
    if (from === 0) return 0;
  }
  return 1;
}

/** The items that fit what was typed, best first, then by name. */
export function bestFits<T>(items: Iterable<T>, text: (item: T) => string, typed: string, limit = 50): T[] {
  return [...items]
    .map((item) => ({ item, fits: fit(text(item), typed) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits || (typed.trim() === "" ? 0 : compareNames(text(a.item), text(b.item))))
    .slice(0, limit)
    .map(({ item }) => item);
}
