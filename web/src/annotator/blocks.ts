import type { SourceText } from "@/api/types";
import { lowerBound, type Range16 } from "@/model/ranges";

/** One paragraph of the page: a turn's words, a part of them, or a paragraph that lies in no turn. */
export interface Block extends Range16 {
  /** The turn that it belongs to, or null. */
  turn: number | null;
  /** Index into the speakers of the source, or null. */
  speaker: number | null;
  /** Whether it is the first of its turn: there the speaker's name stands. */
  opens: boolean;
}

/** Longer paragraphs are cut, so that the browser never lays out a whole book as one. */
const LONGEST = 8_000;

/** The paragraphs of a source in order. Line ends between them and speakers' labels belong to none. */
export function toBlocks(source: SourceText): Block[] {
  const blocks: Block[] = [];
  source.turns.forEach((turn, at) => {
    const parts = cut(source.text, turn.wordsStart, turn.wordsEnd);
    parts.forEach((part, n) => blocks.push({ ...part, turn: at, speaker: turn.speaker, opens: n === 0 }));
  });
  const loose = source.turns.length + source.paragraphs.length === 0 ? [{ start: 0, end: source.text.length }] : source.paragraphs;
  for (const paragraph of loose) {
    for (const part of cut(source.text, paragraph.start, paragraph.end)) blocks.push({ ...part, turn: null, speaker: null, opens: true });
  }
  return blocks.sort((a, b) => a.start - b.start);
}

function cut(text: string, start: number, end: number): Range16[] {
  const parts: Range16[] = [];
  let from = start;
  while (from < end) {
    const newline = text.indexOf("\n", from);
    let to = newline < 0 || newline > end ? end : newline;
    if (to - from > LONGEST) {
      const space = text.lastIndexOf(" ", from + LONGEST);
      to = space > from ? space + 1 : from + LONGEST;
    }
    if (text.slice(from, to).trim() !== "") parts.push({ start: from, end: to });
    from = text[to] === "\n" ? to + 1 : to;
  }
  return parts;
}

/** The index of the block in which a position lies; between two blocks, the one that follows; -1 without blocks. */
export function blockAt(blocks: readonly Range16[], position: number): number {
  return Math.min(blocks.length - 1, lowerBound(blocks, (block) => block.end >= position));
}

/** The nearest position that lies in a block. */
export function intoBlock(blocks: readonly Range16[], position: number): number {
  const block = blocks[blockAt(blocks, position)];
  return block ? Math.max(block.start, Math.min(block.end, position)) : 0;
}

/** The indices of the blocks that a stretch touches, `to` exclusive. */
export function blocksOf(blocks: readonly Range16[], stretch: Range16): { from: number; to: number } {
  const from = lowerBound(blocks, (block) => block.end > stretch.start);
  const to = lowerBound(blocks, (block) => block.start >= stretch.end);
  return { from, to: Math.max(from, to) };
}

/** The number of the line in which a position lies, from 1, as reports cite it. */
export function lineAt(lines: readonly number[], position: number): number {
  return Math.max(1, lowerBound(lines, (start) => start > position));
}

/** "line 41" or "lines 41-43" for a stretch. */
export function lineReference(lines: readonly number[], stretch: Range16): string {
  const first = lineAt(lines, stretch.start);
  const last = lineAt(lines, Math.max(stretch.start, stretch.end - 1));
  return first === last ? `line ${first}` : `lines ${first}-${last}`;
}
