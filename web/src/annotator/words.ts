import type { Styled } from "@/api/types";

const TAGS: Readonly<Record<string, string>> = { heading: "b", bold: "b", italic: "i", underlined: "u" };

/** A text node and a place in it. */
export interface Point {
  node: Text;
  offset: number;
}

/**
 * The words of one block in an element: one text node, or, where some are emphasised, one for each stretch that looks
 * the same. All nodes together hold exactly the words.
 */
export class Words {
  readonly element = document.createElement("p");
  #nodes: Text[] = [];
  /** Where each node begins, counted from the start of the block. */
  #starts: number[] = [];

  constructor(
    readonly text: string,
    stretches: readonly Styled[],
  ) {
    this.element.className = "tl-words";
    if (stretches.length === 0) this.#add(0, text, new Set());
    else this.#cut(stretches);
  }

  #cut(stretches: readonly Styled[]): void {
    const { text } = this;
    const edges = new Set([0, text.length, ...stretches.flatMap(({ start, end }) => [start, end])]);
    const cuts = [...edges].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
    cuts.slice(0, -1).forEach((start, n) => {
      const end = cuts[n + 1] ?? text.length;
      const over = stretches.filter((one) => one.start <= start && one.end >= end);
      this.#add(start, text.slice(start, end), new Set(over.map((one) => TAGS[one.style] ?? "span")));
    });
  }

  #add(start: number, words: string, tags: ReadonlySet<string>): void {
    const node = document.createTextNode(words);
    let shown: Node = node;
    for (const tag of tags) {
      const around = document.createElement(tag);
      around.append(shown);
      shown = around;
    }
    this.element.append(shown);
    this.#nodes.push(node);
    this.#starts.push(start);
  }

  /** The place of an offset; between two nodes, the end of the first or the start of the second. */
  point(offset: number, side: "end" | "start" = "end"): Point {
    const within = Math.max(0, Math.min(this.text.length, offset));
    const next = this.#starts.findIndex((start) => (side === "end" ? start >= within : start > within));
    const at = Math.max(0, next < 0 ? this.#nodes.length - 1 : next - 1);
    return { node: this.#nodes[at] as Text, offset: within - (this.#starts[at] ?? 0) };
  }

  /** The offset of a place in the element, or null for a place outside of it. */
  offset(node: Node, offset: number): number | null {
    const own = this.#nodes.indexOf(node as Text);
    if (own >= 0) return (this.#starts[own] ?? 0) + offset;
    if (!this.element.contains(node)) return null;
    const follows = node.childNodes[offset];
    const first = follows ? this.#nodes.findIndex((one) => follows.contains(one)) : -1;
    if (first >= 0) return this.#starts[first] ?? 0;
    const last = this.#nodes.findLastIndex((one) => node.contains(one));
    return this.#starts[last + 1] ?? this.text.length;
  }

  /** The ends of the words between two offsets: none where there are none. */
  ends(from: number, to: number): { start: Point; end: Point } | null {
    const [start, end] = [Math.max(0, from), Math.min(this.text.length, to)];
    return end > start ? { start: this.point(start, "start"), end: this.point(end, "end") } : null;
  }
}
