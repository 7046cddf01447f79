import type { Id, Matrix } from "@/api/types";
import type { Arranged, Cells } from "./arrange";
import { ColumnHeads } from "./grid-heads";
import { columnLeft, FIRST_WIDTH, GROUP_HEIGHT, HEAD_HEIGHT, ROW_HEIGHT, SPARE, windowOf, WIDTH, type Window2 } from "./grid-size";
import { RowSlot } from "./grid-row";
import "./grid.css";

/** What the grid shows. */
export interface GridModel {
  matrix: Matrix;
  cells: Cells;
  arranged: Arranged;
  colour: (code: Id) => string;
}

/** A place in the grid: line -1 is the head row, column -1 the column of names. */
export interface At {
  line: number;
  column: number;
}

/** What the grid tells its owner. */
export interface GridHooks {
  onActive: (at: At) => void;
  onOpen: (at: At) => void;
  onHover: (at: At | null) => void;
}

/**
 * The matrix as cells of fixed size: only those in sight are in the page, and each is used again as it scrolls out of
 * sight. Free of any framework, as a frame must not take longer with 2,000 x 300 cells than with ten.
 */
export class Grid {
  at: At = { line: 0, column: 0 };
  #model: GridModel | null = null;
  #tops: number[] = [0];
  #canvas: HTMLElement;
  #heads: ColumnHeads;
  #rows = new Map<number, RowSlot>();
  #spare: RowSlot[] = [];
  #frame = 0;
  #seen: Window2 | null = null;
  #stop = new AbortController();
  #sizes: ResizeObserver;

  constructor(
    private readonly host: HTMLElement,
    private readonly hooks: GridHooks,
  ) {
    host.classList.add("tm-grid");
    host.setAttribute("role", "grid");
    this.#canvas = document.createElement("div");
    this.#canvas.className = "tm-canvas";
    this.#canvas.setAttribute("role", "presentation");
    host.append(this.#canvas);
    this.#heads = new ColumnHeads(this.#canvas);
    this.#sizes = new ResizeObserver(() => this.#soon());
    this.#sizes.observe(host);
    this.#listen();
  }

  /** Takes another matrix or another layout; the place stays as far as it is still there. */
  show(model: GridModel): void {
    this.#model = model;
    const { lines, columns } = model.arranged;
    this.#tops = [0];
    for (const line of lines) this.#tops.push((this.#tops.at(-1) ?? 0) + ("group" in line ? GROUP_HEIGHT : ROW_HEIGHT));
    this.#canvas.style.width = `${columnLeft(columns.length)}px`;
    this.#canvas.style.height = `${HEAD_HEIGHT + (this.#tops.at(-1) ?? 0)}px`;
    this.host.setAttribute("aria-rowcount", String(lines.length + 1));
    this.host.setAttribute("aria-colcount", String(columns.length + 1));
    for (const slot of this.#rows.values()) this.#free(slot);
    this.#rows.clear();
    this.#heads.forget();
    this.#seen = null;
    this.at = { line: Math.min(this.at.line, lines.length - 1), column: Math.min(this.at.column, columns.length - 1) };
    if (this.at.line >= 0 && "group" in (lines[this.at.line] ?? {})) this.at.line += 1;
    this.#draw();
  }

  /** Goes to a place and brings it into sight. */
  go(at: At): void {
    this.at = at;
    this.#reveal();
    this.#draw();
    this.hooks.onActive(at);
  }

  focus(): void {
    this.host.focus({ preventScroll: true });
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#stop.abort();
    this.#sizes.disconnect();
    this.host.replaceChildren();
  }

  #soon(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#frame = 0;
    const model = this.#model;
    if (!model) return;
    const window = this.#window(model.arranged.columns.length);
    for (const [line, slot] of this.#rows) {
      if (line >= window.fromLine && line < window.toLine) continue;
      this.#free(slot);
      this.#rows.delete(line);
    }
    this.#heads.draw(model, window, this.at);
    for (let line = window.fromLine; line < window.toLine; line++) this.#drawLine(model, line, window);
    const active = this.#canvas.querySelector("#tm-active");
    if (active) this.host.setAttribute("aria-activedescendant", "tm-active");
    else this.host.removeAttribute("aria-activedescendant");
  }

  // After a leap nothing can be used again: what is in sight is drawn at once, what is beside it in the next frame.
  #window(columns: number): Window2 {
    const seen = windowOf(this.host, this.#tops, columns, 0);
    const before = this.#seen;
    this.#seen = seen;
    if (overlap(before, seen)) return windowOf(this.host, this.#tops, columns, SPARE);
    this.#soon();
    return seen;
  }

  #drawLine(model: GridModel, line: number, window: Window2): void {
    let slot = this.#rows.get(line);
    if (!slot) {
      slot = this.#spare.pop() ?? new RowSlot(this.#canvas);
      this.#rows.set(line, slot);
      slot.take(model, line, HEAD_HEIGHT + (this.#tops[line] ?? 0));
    }
    slot.draw(model, window, this.at);
  }

  #free(slot: RowSlot): void {
    slot.hide();
    this.#spare.push(slot);
  }

  #reveal(): void {
    const { host, at } = this;
    if (at.line >= 0) {
      const top = this.#tops[at.line] ?? 0;
      const bottom = this.#tops[at.line + 1] ?? top;
      if (top < host.scrollTop) host.scrollTop = top - GROUP_HEIGHT;
      else if (bottom + HEAD_HEIGHT > host.scrollTop + host.clientHeight) host.scrollTop = bottom + HEAD_HEIGHT - host.clientHeight;
    }
    if (at.column < 0) return;
    const left = at.column * WIDTH;
    if (left < host.scrollLeft) host.scrollLeft = left;
    else if (left + WIDTH + FIRST_WIDTH > host.scrollLeft + host.clientWidth) host.scrollLeft = left + WIDTH + FIRST_WIDTH - host.clientWidth;
  }

  #listen(): void {
    const options = { signal: this.#stop.signal };
    this.host.addEventListener("scroll", () => this.#soon(), { ...options, passive: true });
    this.host.addEventListener("keydown", (event) => this.#onKey(event), options);
    this.host.addEventListener("click", (event) => {
      const at = placeUnder(event.target);
      if (!at) return;
      this.go(at);
      this.hooks.onOpen(at);
    }, options);
    this.host.addEventListener("pointerover", (event) => this.hooks.onHover(placeUnder(event.target)), options);
    this.host.addEventListener("pointerleave", () => this.hooks.onHover(null), options);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.host || event.altKey || !this.#model) return;
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && !mod) this.hooks.onOpen(this.at);
    else {
      const next = this.#after(event.key, mod);
      if (!next) return;
      this.go(next);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #after(key: string, mod: boolean): At | null {
    const { line, column } = this.at;
    const lines = this.#model?.arranged.lines.length ?? 0;
    const columns = this.#model?.arranged.columns.length ?? 0;
    const page = Math.max(1, Math.floor((this.host.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const across = (to: number): At => ({ line, column: Math.max(-1, Math.min(columns - 1, to)) });
    switch (key) {
      case "ArrowRight": return across(column + 1);
      case "ArrowLeft": return across(column - 1);
      case "ArrowDown": return this.#atLine(line + 1, 1);
      case "ArrowUp": return this.#atLine(line - 1, -1);
      case "PageDown": return this.#atLine(Math.min(lines - 1, line + page), 1);
      case "PageUp": return this.#atLine(Math.max(0, line - page), 1);
      case "Home": return mod ? { ...(this.#atLine(0, 1) ?? this.at), column: 0 } : across(0);
      case "End": return mod ? { line: lines - 1, column: columns - 1 } : across(columns - 1);
      default: return null;
    }
  }

  // Heads of groups are not stopped at.
  #atLine(to: number, step: 1 | -1): At | null {
    const lines = this.#model?.arranged.lines ?? [];
    let line = to;
    while (line >= 0 && line < lines.length && "group" in (lines[line] ?? {})) line += step;
    return line < -1 || line >= lines.length ? null : { line, column: this.at.column };
  }
}

function overlap(a: Window2 | null, b: Window2): boolean {
  return a !== null && a.fromLine < b.toLine && b.fromLine < a.toLine && a.fromColumn < b.toColumn && b.fromColumn < a.toColumn;
}

function placeUnder(target: EventTarget | null): At | null {
  const found = target instanceof Element ? target.closest<HTMLElement>("[data-line]") : null;
  return found ? { line: Number(found.dataset["line"]), column: Number(found.dataset["column"]) } : null;
}
