import type { Range16 } from "@/model/ranges";
import { lowerBound } from "@/model/ranges";
import type { Mark } from "./marks";
import type { Page } from "./page";

let sheet: CSSStyleSheet | null = null;
const names = new Map<string, string>();

/** Whether the browser can paint codings in the words (else the margin alone shows them). */
export function canHighlight(): boolean {
  return typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight !== "undefined";
}

function style(rule: string): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.insertRule(rule, sheet.cssRules.length);
}

/** The name of the highlight for a colour, with its rule made at first use. Rules live as long as the window. */
function named(colour: string): string {
  let name = names.get(colour);
  if (name === undefined) {
    name = `tl-code-${names.size}`;
    names.set(colour, name);
    if (CSS.supports("color", colour)) style(`::highlight(${name}) { background-color: color-mix(in oklab, ${colour} 17%, transparent); }`);
  }
  return name;
}

const SPECIAL = { find: "tl-find", findNow: "tl-find-now", active: "tl-active", held: "tl-held", unread: "tl-unread", changed: "tl-changed" } as const;
const PRIORITY: Record<string, number> = { [SPECIAL.unread]: 1, [SPECIAL.changed]: 2, [SPECIAL.find]: 3, [SPECIAL.active]: 4, [SPECIAL.findNow]: 5, [SPECIAL.held]: 6 };

/** What is painted over the words. */
export interface Painted {
  marks: readonly Mark[];
  active: Range16 | null;
  /** The selection while the focus is elsewhere, when the browser shows none. */
  held: Range16 | null;
  finds: readonly Range16[];
  findNow: Range16 | null;
}

/**
 * Paints codings over the words: one highlight a colour, and only over the blocks `from`..`to`, so that the cost is
 * that of a screen however long the text is.
 */
export class Painter {
  #own = new Map<string, { highlight: Highlight; as: string }>();

  #turn = 0;

  constructor(private readonly page: Page) {}

  paint(what: Painted, from: number, to: number): void {
    if (!canHighlight()) return;
    const window = { start: this.page.blocks[from]?.start ?? 0, end: this.page.blocks[to - 1]?.end ?? 0 };
    const wanted = new Map<string, Range16[]>();
    const add = (name: string, stretch: Range16): void => {
      if (stretch.start >= window.end || stretch.end <= window.start) return;
      const list = wanted.get(name);
      if (list) list.push(stretch);
      else wanted.set(name, [stretch]);
    };
    for (const mark of what.marks.slice(0, lowerBound(what.marks, (one) => one.start >= window.end))) {
      if (mark.end <= window.start) continue;
      add(named(mark.colour), mark);
      if (mark.unread) add(SPECIAL.unread, mark);
      if (mark.changedSince) add(SPECIAL.changed, mark);
    }
    if (what.active) add(SPECIAL.active, what.active);
    if (what.held) add(SPECIAL.held, what.held);
    for (const find of what.finds) add(SPECIAL.find, find);
    if (what.findNow) add(SPECIAL.findNow, what.findNow);
    this.#show(wanted, from, to);
  }

  /** The words changed: everything is painted again. */
  forget(): void {
    this.#turn += 1;
  }

  /** Takes everything of this page off. */
  clear(): void {
    this.#show(new Map(), 0, 0);
  }

  #show(wanted: ReadonlyMap<string, Range16[]>, from: number, to: number): void {
    if (!canHighlight()) return;
    for (const [name, own] of this.#own) {
      if (!wanted.has(name)) {
        own.highlight.clear();
        CSS.highlights.delete(name);
        this.#own.delete(name);
      }
    }
    for (const [name, stretches] of wanted) {
      // A colour whose stretches are as they were is not painted again.
      const as = `${this.#turn}:${from}-${to}:${stretches.map(({ start, end }) => `${start}-${end}`).join()}`;
      if (this.#own.get(name)?.as === as) continue;
      const highlight = new Highlight(...stretches.flatMap((stretch) => this.page.ranges(stretch, from, to)));
      highlight.priority = PRIORITY[name] ?? 0;
      this.#own.set(name, { highlight, as });
      CSS.highlights.set(name, highlight);
    }
  }
}
