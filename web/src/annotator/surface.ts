import type { SourceText } from "@/api/types";
import type { Range16 } from "@/model/ranges";
import { toBlocks, intoBlock } from "./blocks";
import { heldAfter, spanOf, type Held } from "./caret";
import { editWords, type EditHooks } from "./editor";
import { Handles } from "./handles";
import { Painter } from "./highlights";
import { LineNumbers } from "./line-numbers";
import { Margin } from "./margin";
import { inOrder, marksAt, type Mark } from "./marks";
import { Page } from "./page";
import { snapToCharacters, snapToWords } from "./segments";
import "./surface.css";

/** What a surface tells its owner. */
export interface SurfaceHooks {
  /** The caret or the selection is elsewhere. */
  onHeld: (held: Held) => void;
  /** Enter was pressed in the words. */
  onEnter?: () => void;
  /** A coding was pointed at, in the margin or twice in the words. */
  onChoose?: (id: string) => void;
  /** An end of the chosen coding was dragged. */
  onResize?: (id: string, span: Range16) => void;
  /** A code (its id) was dropped at a position. */
  onDropCode?: (code: string, position: number) => void;
}

/** The types under which a drag carries a code and a stretch of text. */
export const CODE_DRAG = "application/x-themeloom-code";
export const SPAN_DRAG = "application/x-themeloom-span";

const AHEAD = 300;

/**
 * The transcript as a page: words, line numbers, highlights, margin, caret and selection. Free of any framework: its
 * owner gives it a box, a text and marks, and is told what the person does. Positions are those of the source's text.
 */
export class Surface {
  readonly page: Page;
  held: Held = { anchor: 0, focus: 0 };
  #marks: Mark[] = [];
  #active: string | null = null;
  #hover: string | null = null;
  #finds: Range16[] = [];
  #findNow: Range16 | null = null;
  #lines: readonly number[] = [];
  #painter: Painter;
  #margin: Margin;
  #numbers: LineNumbers;
  #handles: Handles;
  #caret: HTMLElement;
  #frame = 0;
  #drawnAt = Number.NaN;
  #numbered = "";
  #stop = new AbortController();
  #sizes: ResizeObserver;

  constructor(
    private readonly host: HTMLElement,
    private readonly hooks: SurfaceHooks,
  ) {
    host.classList.add("tl-surface");
    const sheet = layer(host, "tl-sheet", false);
    this.page = new Page(sheet, layer(sheet, "tl-text", false));
    this.#numbers = new LineNumbers(this.page, layer(sheet, "tl-lines"));
    this.#margin = new Margin(this.page, layer(sheet, "tl-margin"), {
      onChoose: (id) => hooks.onChoose?.(id),
      onHover: (id) => this.#hovered(id),
    });
    this.#caret = layer(sheet, "tl-caret");
    this.#handles = new Handles(this.page, sheet, (span, done) => this.#dragged(span, done));
    this.#painter = new Painter(this.page);
    this.#sizes = new ResizeObserver(() => this.refresh());
    this.#sizes.observe(this.page.box);
    this.#listen();
  }

  setText(source: SourceText): void {
    this.#lines = source.lines;
    this.page.set(source, toBlocks(source));
    this.#painter.forget();
    this.held = { anchor: intoBlock(this.page.blocks, this.held.anchor), focus: intoBlock(this.page.blocks, this.held.focus) };
    this.refresh();
  }

  /** Takes all codings of the text. The words are not touched. */
  setMarks(marks: Iterable<Mark>): void {
    this.#marks = inOrder(marks);
    this.#margin.set(this.#marks);
    this.#soon();
  }

  setActive(id: string | null): void {
    this.#active = id;
    this.#margin.active(id);
    this.#soon();
  }

  setFinds(finds: readonly Range16[], now: Range16 | null): void {
    this.#finds = [...finds];
    this.#findNow = now;
    this.#soon();
  }

  /** The codings at the caret or under the selection, the tightest first. */
  marksHere(): Mark[] {
    return marksAt(this.#marks, spanOf(this.held));
  }

  /** Puts the caret or a selection, and brings it into sight. */
  hold(held: Held, reveal = true): void {
    this.held = held;
    this.#select();
    if (reveal) this.reveal(held.focus);
    this.#drawCaret();
    this.hooks.onHeld(held);
  }

  /** Scrolls so that a position is in sight, in the middle when it was far. */
  reveal(position: number): void {
    const near = (): boolean => {
      const spot = this.page.spot(position, "after");
      return spot !== null && spot.top > this.host.scrollTop + 24 && spot.bottom < this.host.scrollTop + this.host.clientHeight - 48;
    };
    if (near()) return;
    const block = this.page.pointOf(position)?.block ?? -1;
    this.page.element(block)?.scrollIntoView({ block: "nearest" });
    const spot = this.page.spot(position, "after");
    if (spot && !near()) this.host.scrollTop = spot.top - this.host.clientHeight * 0.4;
    this.refresh();
  }

  /** Opens the paragraph at the caret for correction; null when there is none. The second gives how to close it. */
  edit(words: string | null, label: string, hooks: EditHooks): (() => void) | null {
    const at = this.page.pointOf(this.held.focus)?.block ?? -1;
    const [block, home] = [this.page.blocks[at], this.page.element(at)];
    if (!block || !home) return null;
    const close = editWords(home, words ?? this.page.text.slice(block.start, block.end), label, this.held.focus - block.start, hooks);
    this.refresh();
    return () => {
      close();
      this.refresh();
    };
  }

  focus(): void {
    this.host.focus({ preventScroll: true });
  }

  /** Draws everything again at the next frame: sizes or words changed. */
  refresh(): void {
    this.#margin.forget();
    this.#numbered = "";
    this.#soon();
  }

  /** Draws once before the next picture, however much changes until then. */
  #soon(): void {
    this.#drawnAt = Number.NaN;
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#scrolled());
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#stop.abort();
    this.#sizes.disconnect();
    this.#painter.clear();
    this.host.replaceChildren();
  }

  #listen(): void {
    const options = { signal: this.#stop.signal };
    const { host } = this;
    host.addEventListener("scroll", () => this.#frame === 0 && (this.#frame = requestAnimationFrame(() => this.#scrolled())), { ...options, passive: true });
    host.addEventListener("keydown", (event) => this.#onKey(event), options);
    host.addEventListener("focus", () => this.#focused(), options);
    host.addEventListener("blur", () => this.#soon(), options);
    document.addEventListener("pointerup", (event) => this.#onPointerUp(event), options);
    host.addEventListener("dblclick", () => this.#onDouble(), options);
    host.addEventListener("dragstart", (event) => this.#onDragStart(event), options);
    host.addEventListener("dragover", (event) => event.dataTransfer?.types.includes(CODE_DRAG) && event.preventDefault(), options);
    host.addEventListener("drop", (event) => this.#onDrop(event), options);
  }

  #scrolled(): void {
    this.#frame = 0;
    if (Math.abs(this.host.scrollTop - this.#drawnAt) < AHEAD / 2) return;
    this.#draw();
  }

  #draw(): void {
    const top = this.host.scrollTop;
    const { from, to } = this.page.between(top - AHEAD, top + this.host.clientHeight + AHEAD);
    if (this.#numbered !== `${from}-${to}`) this.#numbers.draw(this.#lines, from, to);
    this.#numbered = `${from}-${to}`;
    this.#drawnAt = top;
    const shown = this.#marks.find((mark) => mark.id === (this.#hover ?? this.#active)) ?? null;
    const held = document.activeElement === this.host || this.held.anchor === this.held.focus ? null : spanOf(this.held);
    this.#painter.paint({ marks: this.#marks, active: shown, held, finds: this.#finds, findNow: this.#findNow }, from, to);
    this.#margin.draw(from, to);
    this.#handles.show(this.hooks.onResize ? (this.#marks.find((mark) => mark.id === this.#active) ?? null) : null, from, to);
    this.#drawCaret();
  }

  #focused(): void {
    if (this.held.anchor !== this.held.focus && getSelection()?.isCollapsed !== false) this.#select();
    this.#soon();
  }

  #drawCaret(): void {
    const spot = document.activeElement === this.host ? this.page.spot(this.held.focus, this.held.focus > this.held.anchor ? "before" : "after") : null;
    this.#caret.hidden = spot === null;
    if (spot) {
      this.#caret.style.transform = `translate(${spot.left - 1}px, ${spot.top}px)`;
      this.#caret.style.height = `${spot.bottom - spot.top}px`;
    }
  }

  #select(): void {
    const from = this.page.pointOf(this.held.anchor);
    const to = this.page.pointOf(this.held.focus);
    const selection = getSelection();
    if (!from || !to || !selection) return;
    if (this.held.anchor === this.held.focus) selection.removeAllRanges();
    else selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.host) return;
    if (event.key === "Enter" && this.hooks.onEnter && !event.isComposing) {
      event.preventDefault();
      return this.hooks.onEnter();
    }
    const next = heldAfter(this.page, this.held, event);
    if (!next) return;
    event.preventDefault();
    this.hold(next);
  }

  #onPointerUp(event: PointerEvent): void {
    const selection = getSelection();
    if (!(event.target instanceof Node) || !selection?.anchorNode || !selection.focusNode) return;
    if (event.target instanceof Element && event.target.closest(".tl-margin, .tl-handle, textarea, button")) return;
    const anchor = this.page.positionOf(selection.anchorNode, selection.anchorOffset);
    const focus = this.page.positionOf(selection.focusNode, selection.focusOffset);
    if (anchor === null || focus === null) return;
    if (selection.isCollapsed) {
      if (this.page.box.contains(event.target)) this.hold({ anchor: intoBlock(this.page.blocks, focus), focus: intoBlock(this.page.blocks, focus) }, false);
      return;
    }
    const snap = event.altKey ? snapToCharacters : snapToWords;
    const span = snap(this.page.text, this.page.blocks, { start: anchor, end: focus });
    if (!span) return;
    this.hold(anchor <= focus ? { anchor: span.start, focus: span.end } : { anchor: span.end, focus: span.start }, false);
  }

  #onDouble(): void {
    const first = this.marksHere()[0];
    if (first) this.hooks.onChoose?.(first.id);
  }

  #onDragStart(event: DragEvent): void {
    const span = spanOf(this.held);
    if (span.end > span.start) event.dataTransfer?.setData(SPAN_DRAG, JSON.stringify(span));
  }

  #onDrop(event: DragEvent): void {
    const code = event.dataTransfer?.getData(CODE_DRAG) ?? "";
    if (code === "") return;
    event.preventDefault();
    const position = this.page.positionUnder(event.clientX, event.clientY);
    if (position !== null) this.hooks.onDropCode?.(code, position);
  }

  #hovered(id: string | null): void {
    if (this.#hover === id) return;
    this.#hover = id;
    this.#margin.active(id ?? this.#active);
    this.#soon();
  }

  #dragged(span: Range16, done: boolean): void {
    const id = this.#active;
    const whole = snapToWords(this.page.text, this.page.blocks, span);
    if (id === null || !whole) return;
    const was = this.#marks.find((mark) => mark.id === id);
    if (was) this.setMarks(this.#marks.map((mark) => (mark === was ? { ...was, ...whole } : mark)));
    if (done) this.hooks.onResize?.(id, whole);
  }
}

function layer(parent: HTMLElement, name: string, decorative = true): HTMLElement {
  const made = document.createElement("div");
  made.className = name;
  if (decorative) made.setAttribute("aria-hidden", "true");
  parent.append(made);
  return made;
}
