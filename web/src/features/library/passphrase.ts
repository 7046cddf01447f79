/** How hard a passphrase is to guess: 0 too easy, 1 weak, 2 fair, 3 strong. A rough guide, said to be no more. */
export function strength(passphrase: string): 0 | 1 | 2 | 3 {
  const bits = guessBits(passphrase);
  if (bits < 28) return 0;
  if (bits < 40) return 1;
  return bits < 55 ? 2 : 3;
}

const USUAL = /pass(word|phrase)|qwert|asdf|1234|letmein|themeloom|interview|welcome|admin|nhs/giu;

// A word of a sentence is worth about eleven bits, whatever its length; other signs what their kinds allow. What comes
// twice, or what everybody uses, counts once and little.
function guessBits(passphrase: string): number {
  const rest = passphrase.normalize("NFC").replace(USUAL, "~");
  const words = new Set(rest.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  const others = new Set(rest.replace(/\p{L}{3,}/gu, "").replace(/\s/gu, ""));
  const longest = Math.max(0, ...[...words].map((word) => word.length));
  const perWord = words.size > 1 ? words.size * 11 : Math.min(longest, 8) * 2.5;
  return perWord + others.size * 5;
}

/** "Ada Lovelace" gives "AL". */
export function initialsOf(name: string): string {
  return name
    .split(/[\s-]+/u)
    .map((part) => [...part][0] ?? "")
    .join("")
    .toLocaleUpperCase("en-GB")
    .slice(0, 4);
}
