import { lowerBound } from "@/model/ranges";
import type { Page } from "./page";

const EVERY = 5;

/** The faint numbers of cited lines beside the words: every fifth, at the line of the page in which it begins. */
export class LineNumbers {
  #pool: HTMLElement[] = [];

  constructor(
    private readonly page: Page,
    private readonly layer: HTMLElement,
  ) {}

  draw(lines: readonly number[], from: number, to: number): void {
    const start = this.page.blocks[from]?.start ?? 0;
    const end = this.page.blocks[to - 1]?.end ?? 0;
    let used = 0;
    for (let at = lowerBound(lines, (line) => line >= start); at < lines.length && (lines[at] ?? end) < end; at++) {
      if ((at + 1) % EVERY !== 0) continue;
      const spot = this.page.spot(lines[at] ?? 0, "after");
      if (!spot) continue;
      const mark = this.#pool[used++] ?? this.#make();
      mark.textContent = String(at + 1);
      mark.style.top = `${spot.top}px`;
      mark.hidden = false;
    }
    for (const spare of this.#pool.slice(used)) spare.hidden = true;
  }

  #make(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "tl-line";
    this.layer.append(mark);
    this.#pool.push(mark);
    return mark;
  }
}
