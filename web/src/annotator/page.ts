import type { SourceText } from "@/api/types";
import { lowerBound, type Range16 } from "@/model/ranges";
import { blockAt, type Block } from "./blocks";
import { keyOfSetOff, setOff, type SetOff } from "./set-off";
import { Words } from "./words";

const CHARACTERS_A_LINE = 66;
const LINE = 28;
// About three screens: the browser looks at every part at every frame, and lays out a part as a whole.
const CHARACTERS_A_PART = 8_000;

/** A place in the page, in pixels from the top left of the sheet. */
export interface Spot {
  left: number;
  top: number;
  bottom: number;
}

/**
 * The words of a source as elements: one for each block, in parts of a few screens, of which the browser lays out only
 * those in sight. Elements stay when the text is corrected, but for those whose words changed. Codings never touch them.
 */
export class Page {
  blocks: Block[] = [];
  text = "";
  #elements: HTMLElement[] = [];
  #words: Words[] = [];
  #keys: string[] = [];

  constructor(
    readonly sheet: HTMLElement,
    readonly box: HTMLElement,
  ) {}

  /** Shows a text; blocks at the beginning and the end that are as before keep their elements. */
  set(source: SourceText, blocks: Block[]): void {
    const looks = setOff(source.text, source.styles, blocks);
    const look = (at: number): SetOff => looks[at] as SetOff;
    const keys = blocks.map((block, at) => keyOf(source, block, look(at)));
    const most = Math.min(keys.length, this.#keys.length);
    let head = 0;
    while (head < most && keys[head] === this.#keys[head]) head++;
    let tail = 0;
    while (tail < most - head && keys.at(-1 - tail) === this.#keys.at(-1 - tail)) tail++;
    const made = blocks.slice(head, blocks.length - tail).map((block, n) => element(source, block, look(head + n)));
    const after = this.#elements[this.#elements.length - tail];
    const before = this.#elements[head - 1];
    const gone = this.#elements.splice(head, this.#elements.length - head - tail, ...made.map((one) => one.element));
    this.#words.splice(head, gone.length, ...made.map((one) => one.words));
    for (const old of gone) old.remove();
    const elements = made.map((one) => one.element);
    if (before) before.after(...elements);
    else after?.before(...elements);
    this.#keys = keys;
    this.blocks = blocks;
    this.text = source.text;
    const length = made.reduce((sum, one) => sum + one.words.text.length, 0);
    if (length > CHARACTERS_A_PART || !(before ?? after)) this.#part();
    for (const part of [...this.box.children]) if (part.childElementCount === 0) part.remove();
  }

  /** Puts all blocks into parts anew. */
  #part(): void {
    const parts: HTMLElement[] = [];
    let [length, lines] = [Infinity, 0];
    this.blocks.forEach((block, at) => {
      if (length >= CHARACTERS_A_PART) {
        const part = document.createElement("div");
        part.className = "tl-part";
        parts.push(part);
        [length, lines] = [0, 0];
      }
      const part = parts.at(-1);
      part?.append(this.#elements[at] ?? "");
      length += block.end - block.start;
      lines += Math.ceil((block.end - block.start) / CHARACTERS_A_LINE) + 0.5;
      // What stands in for it until it was in sight once.
      if (part) part.style.containIntrinsicBlockSize = `auto ${Math.round(lines * LINE)}px`;
    });
    this.box.replaceChildren(...parts);
  }

  element(at: number): HTMLElement | undefined {
    return this.#elements[at];
  }

  /** The text node and the place in it of a position in the source. */
  pointOf(position: number): { node: Text; offset: number; block: number } | null {
    const at = blockAt(this.blocks, position);
    const block = this.blocks[at];
    const words = this.#words[at];
    if (!block || !words) return null;
    return { ...words.point(position - block.start), block: at };
  }

  /** The position in the source of a place in the page, or null when it lies outside the words. */
  positionOf(node: Node, offset: number): number | null {
    if (!this.box.contains(node)) return null;
    const home = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(".tl-block");
    if (!home) {
      const child = node.childNodes[offset];
      const first = child instanceof HTMLElement && child.parentElement === this.box ? child.firstElementChild : child;
      const at = first instanceof HTMLElement ? this.#elements.indexOf(first) : -1;
      return this.blocks[at]?.start ?? this.blocks.at(-1)?.end ?? null;
    }
    const at = this.indexOf(home);
    const block = this.blocks[at];
    if (!block) return null;
    const within = this.#words[at]?.offset(node, offset) ?? null;
    if (within !== null) return block.start + within;
    if (node === home) return offset >= home.childNodes.length ? block.end : block.start;
    return block.start;
  }

  /** The index of the block of an element: by its place in the page, as lists of blocks are long. */
  indexOf(home: HTMLElement): number {
    const at = lowerBound(this.#elements, (one) => one === home || (home.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
    return this.#elements[at] === home ? at : -1;
  }

  /** The position under a point of the window, or null. */
  positionUnder(x: number, y: number): number | null {
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(x, y);
      return caret ? this.positionOf(caret.offsetNode, caret.offset) : null;
    }
    const range = document.caretRangeFromPoint(x, y);
    return range ? this.positionOf(range.startContainer, range.startOffset) : null;
  }

  /** The ranges of a stretch, one for each block that it touches between `from` and `to`. */
  ranges(stretch: Range16, from = 0, to = this.blocks.length): StaticRange[] {
    const found: StaticRange[] = [];
    let at = Math.max(from, lowerBound(this.blocks, (block) => block.end > stretch.start));
    for (let block = this.blocks[at]; block && at < to && block.start < stretch.end; block = this.blocks[++at]) {
      const ends = this.#words[at]?.ends(stretch.start - block.start, stretch.end - block.start);
      if (!ends) continue;
      const { start, end } = ends;
      found.push(new StaticRange({ startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset }));
    }
    return found;
  }

  /** Where the character before or after a position stands. */
  spot(position: number, side: "before" | "after"): Spot | null {
    const at = blockAt(this.blocks, position);
    const words = this.#words[at];
    const offset = Math.max(0, position - (this.blocks[at]?.start ?? 0));
    const before = (side === "before" && offset > 0) || offset >= (words?.text.length ?? 0);
    const ends = words?.ends(before ? Math.min(offset, words.text.length) - 1 : offset, before ? offset : offset + 1);
    if (!ends) return null;
    const home = this.sheet.getBoundingClientRect();
    const range = document.createRange();
    range.setStart(ends.start.node, ends.start.offset);
    range.setEnd(ends.end.node, ends.end.offset);
    const rects = range.getClientRects();
    const rect = before ? rects[rects.length - 1] : rects[0];
    if (!rect) return null;
    return { left: (before ? rect.right : rect.left) - home.left, top: rect.top - home.top, bottom: rect.bottom - home.top };
  }

  /** The blocks between two heights of the sheet, `to` exclusive. */
  between(top: number, bottom: number): { from: number; to: number } {
    const parts = [...this.box.children] as HTMLElement[];
    const first = parts[lowerBound(parts, (one) => one.offsetTop + one.offsetHeight > top)];
    const last = parts[lowerBound(parts, (one) => one.offsetTop >= bottom) - 1];
    const from = this.#within(first, (block, above) => above + block.offsetTop + block.offsetHeight > top);
    const to = last === undefined ? 0 : this.#within(last, (block, above) => above + block.offsetTop >= bottom);
    return { from, to: Math.max(from, to) };
  }

  // A block is measured only within a part that is in sight: another would have to be laid out for it.
  #within(part: HTMLElement | undefined, reaches: (block: HTMLElement, above: number) => boolean): number {
    const head = part?.firstElementChild;
    if (!part || !(head instanceof HTMLElement)) return this.#elements.length;
    const begin = this.indexOf(head);
    const blocks = this.#elements.slice(begin, begin + part.childElementCount);
    return begin + lowerBound(blocks, (block) => reaches(block, part.offsetTop));
  }
}

function keyOf(source: SourceText, block: Block, look: SetOff): string {
  const name = block.opens && block.speaker !== null ? (source.speakers[block.speaker]?.name ?? "") : "";
  return `${block.opens ? "+" : ""}${name}\n${keyOfSetOff(look)}\n${source.text.slice(block.start, block.end)}`;
}

function element(source: SourceText, block: Block, look: SetOff): { element: HTMLElement; words: Words } {
  const home = document.createElement("div");
  const words = new Words(source.text.slice(block.start, block.end), look.stretches);
  const speaker = block.speaker === null ? undefined : source.speakers[block.speaker];
  home.className = block.opens ? "tl-block tl-opens" : "tl-block";
  if (speaker?.role === "interviewer") home.classList.add("tl-asks");
  if (source.erased.some((gap) => gap.start < block.end && block.start < gap.end)) home.classList.add("tl-erased");
  if (speaker && block.opens) {
    const name = document.createElement("span");
    name.className = "tl-speaker";
    name.textContent = speaker.name;
    home.append(name);
  }
  if (look.heading !== null) {
    home.classList.add("tl-heading", `tl-heading-${Math.min(4, look.heading)}`);
    words.element.setAttribute("role", "heading");
    words.element.setAttribute("aria-level", String(Math.min(6, look.depth + 1)));
  }
  home.append(words.element);
  return { element: home, words };
}
