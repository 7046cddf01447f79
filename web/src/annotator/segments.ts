import type { Range16 } from "@/model/ranges";
import { blockAt, type Block } from "./blocks";

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(granularity: "word" | "sentence" | "grapheme"): Intl.Segmenter {
  let found = segmenters.get(granularity);
  if (!found) segmenters.set(granularity, (found = new Intl.Segmenter("en-GB", { granularity })));
  return found;
}

/** The steps in which a caret moves. */
export type Unit = "character" | "word" | "sentence" | "turn";

/** The words, sentences or characters of a piece of text, as stretches counted from its start. Spaces belong to none. */
export function pieces(words: string, unit: Exclude<Unit, "turn">): Range16[] {
  const found: Range16[] = [];
  for (const part of segmenter(unit === "character" ? "grapheme" : unit).segment(words)) {
    if (unit === "word" && !part.isWordLike) continue;
    const length = unit === "sentence" ? part.segment.trimEnd().length : part.segment.length;
    if (length > 0) found.push({ start: part.index, end: part.index + length });
  }
  return found;
}

// Punctuation that is taken with the word that it closes or opens.
const CLOSING = /^[.,;:!?…)\]}"'’”»]+/u;
const OPENING = /[([{"'‘“«]+$/u;

/**
 * A selected stretch made whole: grown to words, without spaces at its ends, with a closing mark that was touched kept.
 * Null when nothing but space was selected.
 */
export function snapToWords(text: string, blocks: readonly Block[], span: Range16): Range16 | null {
  const inner = trim(text, { start: Math.min(span.start, span.end), end: Math.max(span.start, span.end) });
  if (inner === null) return null;
  return { start: edge(text, blocks, inner.start, "start"), end: edge(text, blocks, inner.end, "end") };
}

/** A selected stretch that cuts no character in two (letters with their accents, joined signs). */
export function snapToCharacters(text: string, blocks: readonly Block[], span: Range16): Range16 | null {
  const whole = (position: number, side: "start" | "end"): number => {
    const block = blocks[blockAt(blocks, position)];
    if (!block) return position;
    const hit = pieces(text.slice(block.start, block.end), "character").find((one) => block.start + one.start < position && position < block.start + one.end);
    return hit ? block.start + hit[side] : position;
  };
  const start = whole(Math.min(span.start, span.end), "start");
  const end = whole(Math.max(span.start, span.end), "end");
  return end > start ? { start, end } : null;
}

/** A stretch without the spaces at its ends; of nothing but space, nothing. */
export function withoutSpace(text: string, span: Range16): Range16 {
  return trim(text, span) ?? { start: span.start, end: span.start };
}

function trim(text: string, span: Range16): Range16 | null {
  let { start, end } = span;
  while (start < end && /\s/u.test(text[start] ?? "")) start++;
  while (end > start && /\s/u.test(text[end - 1] ?? "")) end--;
  return end > start ? { start, end } : null;
}

function edge(text: string, blocks: readonly Block[], position: number, side: "start" | "end"): number {
  const block = blocks[side === "end" ? blockAt(blocks, position) : blockFrom(blocks, position)];
  if (!block || position <= block.start || position >= block.end) return position;
  const hit = pieces(text.slice(block.start, block.end), "word").find((one) => block.start + one.start < position && position < block.start + one.end);
  return hit ? block.start + hit[side] : position;
}

/** As blockAt, but a position at the border of two blocks belongs to the later one. */
function blockFrom(blocks: readonly Block[], position: number): number {
  const at = blockAt(blocks, position);
  return blocks[at]?.end === position && blocks[at + 1]?.start === position ? at + 1 : at;
}

/** The word at a position with the marks around it left out, for "in vivo" and for a caret without selection. */
export function wordAt(text: string, blocks: readonly Block[], position: number): Range16 | null {
  const block = blocks[blockAt(blocks, position)];
  if (!block) return null;
  const hit = pieces(text.slice(block.start, block.end), "word").find((one) => block.start + one.end >= position);
  return hit ? { start: block.start + hit.start, end: block.start + hit.end } : null;
}

/** The sentence at a position. */
export function sentenceAt(text: string, blocks: readonly Block[], position: number): Range16 | null {
  const block = blocks[blockAt(blocks, position)];
  if (!block) return null;
  const all = pieces(text.slice(block.start, block.end), "sentence");
  const hit = all.find((one) => block.start + one.end >= position) ?? all.at(-1);
  return hit ? { start: block.start + hit.start, end: block.start + hit.end } : null;
}

/**
 * Where a caret goes from `position`: forwards to the end of the next word, sentence or turn, back to the start of the
 * one before. At either end of the text it stays.
 */
export function moved(text: string, blocks: readonly Block[], position: number, unit: Unit, forwards: boolean): number {
  if (unit === "turn") return movedByTurn(blocks, position, forwards);
  for (let at = blockAt(blocks, position); at >= 0 && at < blocks.length; at += forwards ? 1 : -1) {
    const block = blocks[at] as Block;
    const found = pieces(text.slice(block.start, block.end), unit);
    const hit = forwards ? found.find((one) => block.start + one.end > position) : found.findLast((one) => block.start + one.start < position);
    if (hit) return block.start + (forwards ? withClosing(text, block, hit.end, unit) : withOpening(text, block, hit.start, unit));
  }
  return position;
}

function withClosing(text: string, block: Block, end: number, unit: Unit): number {
  if (unit !== "word") return end;
  return end + (CLOSING.exec(text.slice(block.start + end, block.end))?.[0].length ?? 0);
}

function withOpening(text: string, block: Block, start: number, unit: Unit): number {
  if (unit !== "word") return start;
  return start - (OPENING.exec(text.slice(block.start, block.start + start))?.[0].length ?? 0);
}

function movedByTurn(blocks: readonly Block[], position: number, forwards: boolean): number {
  if (forwards) return blocks.find((block) => block.opens && block.start > position)?.start ?? blocks.at(-1)?.end ?? position;
  return blocks.findLast((block) => block.opens && block.start < position)?.start ?? blocks[0]?.start ?? position;
}
