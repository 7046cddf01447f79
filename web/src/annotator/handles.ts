import type { Range16 } from "@/model/ranges";
import type { Page } from "./page";

/** The two handles at the ends of the chosen coding, by which it is made longer or shorter. */
export class Handles {
  #span: Range16 | null = null;
  #start: HTMLElement;
  #end: HTMLElement;

  constructor(
    private readonly page: Page,
    sheet: HTMLElement,
    private readonly onDrag: (span: Range16, done: boolean) => void,
  ) {
    this.#start = this.#make(sheet, "start");
    this.#end = this.#make(sheet, "end");
  }

  /** Puts the handles at the ends that lie in the blocks `from`..`to`; null hides both. */
  show(span: Range16 | null, from: number, to: number): void {
    this.#span = span && { start: span.start, end: span.end };
    this.#place(this.#start, span?.start, "after", from, to);
    this.#place(this.#end, span?.end, "before", from, to);
  }

  #place(handle: HTMLElement, position: number | undefined, side: "before" | "after", from: number, to: number): void {
    const block = position === undefined ? -1 : (this.page.pointOf(position)?.block ?? -1);
    const spot = position !== undefined && block >= from && block < to ? this.page.spot(position, side) : null;
    handle.hidden = spot === null;
    if (!spot) return;
    handle.style.transform = `translate(${spot.left - (side === "after" ? 7 : 1)}px, ${spot.top - 2}px)`;
    handle.style.height = `${spot.bottom - spot.top + 4}px`;
  }

  #make(sheet: HTMLElement, end: "start" | "end"): HTMLElement {
    const handle = document.createElement("div");
    handle.className = `tl-handle tl-handle-${end}`;
    handle.setAttribute("aria-hidden", "true");
    handle.hidden = true;
    sheet.append(handle);
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.onpointermove = (move) => this.#drag(move, end, false);
    });
    handle.addEventListener("pointerup", (event) => {
      handle.onpointermove = null;
      this.#drag(event, end, true);
    });
    return handle;
  }

  #drag(event: PointerEvent, end: "start" | "end", done: boolean): void {
    const span = this.#span;
    const position = this.page.positionUnder(event.clientX, event.clientY) ?? span?.[end];
    if (!span || position === undefined) return;
    const next = end === "start" ? { start: Math.min(position, span.end - 1), end: span.end } : { start: span.start, end: Math.max(position, span.start + 1) };
    this.onDrag(next, done);
  }
}
