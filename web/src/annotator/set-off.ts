import type { Styled } from "@/api/types";
import type { Range16 } from "@/model/ranges";
import { blocksOf, type Block } from "./blocks";

/** What is set off in one block. */
export interface SetOff {
  /** The level of the heading that the block is, or null. */
  heading: number | null;
  /** How many headings it stands under, itself included: what assistive technology is told, as levels may be left out. */
  depth: number;
  /** Emphasised words, counted from the start of the block. */
  stretches: Styled[];
}

const NOTHING: SetOff = { heading: null, depth: 0, stretches: [] };

/** What is set off in each block. A heading is a whole block, or else emphasised words within one. */
export function setOff(text: string, styles: readonly Styled[], blocks: readonly Block[]): SetOff[] {
  const found = new Map<number, SetOff>();
  for (const style of styles) {
    const { from, to } = blocksOf(blocks, style);
    for (let at = from; at < to; at++) {
      const block = blocks[at] as Block;
      const own = found.get(at) ?? { ...NOTHING, stretches: [] };
      found.set(at, own);
      if (style.style === "heading" && isWhole(text, block, style)) own.heading ??= style.level ?? 1;
      else own.stretches.push({ ...style, start: Math.max(0, style.start - block.start), end: Math.min(block.end, style.end) - block.start });
    }
  }
  const all = blocks.map((_, at) => found.get(at) ?? NOTHING);
  const above: number[] = [];
  for (const one of all) {
    if (one.heading === null) continue;
    while ((above.at(-1) ?? 0) >= one.heading) above.pop();
    one.depth = above.push(one.heading);
  }
  return all;
}

function isWhole(text: string, block: Range16, style: Range16): boolean {
  return text.slice(block.start, Math.max(block.start, style.start)).trim() === "" && text.slice(Math.min(block.end, style.end), block.end).trim() === "";
}

/** What is set off, as a short text that tells one block from another. */
export function keyOfSetOff({ heading, depth, stretches }: SetOff): string {
  return `${heading ?? ""}:${depth}${stretches.map(({ start, end, style }) => `${style[0]}${start}-${end}`).join()}`;
}
