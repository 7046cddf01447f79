import type { SourceText } from "@/api/types";
import type { Range16 } from "@/model/ranges";

/** One replacement of a correction: `text` in the place of the stretch. */
export interface Replacement extends Range16 {
  text: string;
}

const TOKEN = /\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]\p{M}*/gu;
const LARGEST_TABLE = 4_000_000;

/**
 * What turns `before` into `after`, as few replaced words as possible, so that every coding around them stays as it
 * is. Positions are counted from `offset`.
 */
export function replacements(before: string, after: string, offset = 0): Replacement[] {
  const old = before.match(TOKEN) ?? [];
  const now = after.match(TOKEN) ?? [];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const start = offset + old.slice(0, head).join("").length;
  return join(differ(old.slice(head, old.length - tail), now.slice(head, now.length - tail), start));
}

function differ(old: string[], now: string[], offset: number): Replacement[] {
  if (old.length === 0 && now.length === 0) return [];
  if (old.length * now.length > LARGEST_TABLE) return [{ start: offset, end: offset + old.join("").length, text: now.join("") }];
  const common = commonTable(old, now);
  const wide = now.length + 1;
  const found: Replacement[] = [];
  let at = offset;
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    const one = old[i];
    const other = now[j];
    if (one !== undefined && one === other) {
      at += one.length;
      i++;
      j++;
    } else if (other !== undefined && (one === undefined || (common[i * wide + j + 1] ?? 0) >= (common[(i + 1) * wide + j] ?? 0))) {
      found.push({ start: at, end: at, text: other });
      j++;
    } else {
      found.push({ start: at, end: at + (one?.length ?? 0), text: "" });
      at += one?.length ?? 0;
      i++;
    }
  }
  return found;
}

/** Length of the longest common run of tokens from (i, j) on, for each i and j. */
function commonTable(old: string[], now: string[]): Uint32Array {
  const wide = now.length + 1;
  const table = new Uint32Array((old.length + 1) * wide);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      table[i * wide + j] = old[i] === now[j] ? (table[(i + 1) * wide + j + 1] ?? 0) + 1 : Math.max(table[(i + 1) * wide + j] ?? 0, table[i * wide + j + 1] ?? 0);
    }
  }
  return table;
}

/** Replacements that touch become one. */
function join(list: Replacement[]): Replacement[] {
  const joined: Replacement[] = [];
  for (const one of list) {
    const last = joined.at(-1);
    if (last && last.end === one.start) {
      last.end = one.end;
      last.text += one.text;
    } else joined.push({ ...one });
  }
  return joined;
}

/** A text after a correction. */
export function corrected(text: string, list: readonly Replacement[]): string {
  let result = "";
  let from = 0;
  for (const one of list) {
    result += text.slice(from, one.start) + one.text;
    from = one.end;
  }
  return result + text.slice(from);
}

/** Where a stretch stands after a correction; shown until the server says it. What is inserted at its edges stays outside. */
export function follow(stretch: Range16, list: readonly Replacement[]): Range16 {
  let { start, end } = stretch;
  for (const one of [...list].reverse()) {
    const delta = one.text.length - (one.end - one.start);
    const whole = one.start <= start && end <= one.end && one.end > one.start;
    if (whole) [start, end] = [one.start, one.start + one.text.length];
    else {
      if (one.end <= start) start += delta;
      else if (one.start < start) start = one.start + one.text.length;
      if (one.start >= end) continue;
      if (one.end <= end) end += delta;
      else end = one.start;
    }
  }
  return { start, end: Math.max(start, end) };
}

/**
 * A source as it will be once the server has taken a correction of one paragraph: shown at once, replaced by what the
 * server says. What holds the paragraph grows with it.
 */
export function correctedSource(source: SourceText, block: Range16, list: readonly Replacement[]): SourceText {
  const text = corrected(source.text, list);
  const delta = text.length - source.text.length;
  const at = (position: number): number => (position <= block.start ? position : position >= block.end ? position + delta : follow({ start: position, end: position }, list).start);
  const both = <T extends Range16>(one: T): T => ({ ...one, start: at(one.start), end: at(one.end) });
  return {
    ...source,
    text,
    turns: source.turns.map((turn) => ({ ...both(turn), wordsStart: at(turn.wordsStart), wordsEnd: at(turn.wordsEnd) })),
    paragraphs: source.paragraphs.map(both),
    pages: source.pages.map(both),
    styles: source.styles.map(both).filter((one) => one.end > one.start),
    erased: source.erased.map(both),
    lines: source.lines.map(at),
  };
}
