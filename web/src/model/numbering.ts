/** Compares two index numbers such as "2.10" and "2.9" part by part, so that 2.9 stands first. */
export function compareNumbers(a: string, b: string): number {
  const left = a.split(".");
  const right = b.split(".");
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = Number(left[at] ?? -1) - Number(right[at] ?? -1);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
    const words = (left[at] ?? "").localeCompare(right[at] ?? "");
    if (words !== 0) return words;
  }
  return 0;
}

/** Sorts a copy by index number. */
export function byNumber<T extends { number: string }>(items: Iterable<T>): T[] {
  return [...items].sort((a, b) => compareNumbers(a.number, b.number));
}

const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** Compares names as people read them: P2 before P10, case aside. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b);
}

/** "1 person", "3 people": the count with the word that fits it. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
}
