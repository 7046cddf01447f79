import type { Range16 } from "@/model/ranges";
import { laneBeside, lanes, pitch, stack, type Laned } from "./margin-layout";
import type { Mark } from "./marks";
import type { Page } from "./page";

const LABEL = 17;
const FURTHEST = 150;
// About a line: codings on neighbouring lines share no lane, or their bars would touch.
const GAP = 72;
// So many codings may come and leave all others in their lanes; more are a change of text.
const FEW = 20;

/** What the margin tells when it is used. */
export interface MarginHooks {
  onChoose: (id: string) => void;
  onHover: (id: string | null) => void;
}

interface Drawn {
  bar: HTMLElement;
  label: HTMLElement;
  /** What was written to the elements: writing the same again would cost a layout. */
  as: string;
}

interface Place {
  top: number;
  bottom: number;
}

/**
 * The bars and names of codings beside the words. Hidden from assistive technology: the panel of codings at the
 * cursor says the same as a list.
 */
export class Margin {
  #marks: readonly Mark[] = [];
  #laned = new Map<string, Laned>();
  #drawn = new Map<string, Drawn>();
  #active: string | null = null;
  // Places measured since words or sizes last changed, by the stretch that is seen.
  #places = new Map<string, Place>();

  constructor(
    private readonly page: Page,
    private readonly layer: HTMLElement,
    hooks: MarginHooks,
  ) {
    const idOf = (event: Event): string | null => (event.target instanceof HTMLElement ? (event.target.closest<HTMLElement>("[data-mark]")?.dataset["mark"] ?? null) : null);
    layer.addEventListener("click", (event) => {
      const id = idOf(event);
      if (id !== null) hooks.onChoose(id);
    });
    layer.addEventListener("pointerover", (event) => hooks.onHover(idOf(event)));
    layer.addEventListener("pointerleave", () => hooks.onHover(null));
  }

  /** Takes the marks, in order. */
  set(marks: readonly Mark[]): void {
    const before = this.#laned;
    const kept = (mark: Mark): Laned | undefined => {
      const had = before.get(mark.id);
      return had && had.start === mark.start && had.end === mark.end ? had : undefined;
    };
    const fresh = marks.filter((mark) => !kept(mark));
    const anew = fresh.length > FEW ? lanes(marks, GAP) : null;
    const others = anew ? [] : marks.flatMap((mark) => kept(mark) ?? []);
    this.#marks = marks;
    this.#laned = new Map(
      marks.map((mark, at) => {
        const { start, end } = mark;
        const has = anew ? undefined : kept(mark);
        if (has) return [mark.id, has];
        const made = { start, end, lane: anew?.[at] ?? laneBeside(mark, others, GAP) };
        others.push(made);
        return [mark.id, made];
      }),
    );
  }

  /** Words or sizes changed: everything is measured again. */
  forget(): void {
    this.#places.clear();
  }

  active(id: string | null): void {
    this.#active = id;
    for (const [mark, drawn] of this.#drawn) show(drawn, mark === id);
  }

  /** Draws what lies in the blocks `from`..`to`. */
  draw(from: number, to: number): void {
    const first = this.page.blocks[from];
    const last = this.page.blocks[to - 1];
    const seen = first && last ? this.#within({ start: first.start, end: last.end }) : [];
    const places = seen.map(({ mark, lane }) => ({ mark, lane, place: this.#place(mark, first as Range16, last as Range16) }));
    const lanesNow = 1 + Math.max(-1, ...seen.map(({ lane }) => lane));
    const step = pitch(lanesNow, Math.max(42, this.layer.clientWidth * 0.45));
    const begin = places.filter(({ mark }) => mark.start >= (first?.start ?? 0)).sort((a, b) => a.place.top - b.place.top);
    const tops = stack(begin.map(({ place }) => place.top + 3), LABEL, FURTHEST);
    const labelTop = new Map(begin.map(({ mark }, n) => [mark.id, tops[n] ?? null]));
    const keep = new Set(seen.map(({ mark }) => mark.id));
    for (const [id, drawn] of this.#drawn) {
      if (keep.has(id)) continue;
      drawn.bar.remove();
      drawn.label.remove();
      this.#drawn.delete(id);
    }
    for (const { mark, lane, place } of places) this.#put(mark, place, lane * step, step, lanesNow * step + 8, labelTop.get(mark.id) ?? null);
  }

  #within(window: Range16): { mark: Mark; lane: number }[] {
    const seen: { mark: Mark; lane: number }[] = [];
    for (let at = 0; at < this.#marks.length; at++) {
      const mark = this.#marks[at] as Mark;
      if (mark.start >= window.end) break;
      if (mark.end > window.start) seen.push({ mark, lane: this.#laned.get(mark.id)?.lane ?? 0 });
    }
    return seen;
  }

  #place(mark: Mark, first: Range16, last: Range16): Place {
    const start = Math.max(mark.start, first.start);
    const end = Math.min(mark.end, last.end);
    const key = `${start}-${end}`;
    const known = this.#places.get(key);
    if (known) return known;
    const top = this.page.spot(start, "after")?.top ?? 0;
    const bottom = this.page.spot(end, "before")?.bottom ?? top;
    const place = { top, bottom: Math.max(bottom, top + 6) };
    this.#places.set(key, place);
    return place;
  }

  #put(mark: Mark, place: Place, left: number, step: number, labels: number, labelTop: number | null): void {
    const drawn = this.#drawn.get(mark.id) ?? this.#make(mark.id);
    const { bar, label } = drawn;
    const as = [mark.label, mark.colour, mark.pattern, mark.unread, mark.changedSince, place.top, place.bottom, left, step, labels, labelTop].join("|");
    if (drawn.as === as) return;
    drawn.as = as;
    bar.className = `tl-bar tl-pattern-${mark.pattern}`;
    bar.classList.toggle("tl-bar-unread", mark.unread);
    bar.classList.toggle("tl-bar-changed", mark.changedSince);
    bar.title = mark.label;
    bar.style.setProperty("--code", mark.colour);
    bar.style.transform = `translate(${left}px, ${place.top + 2}px)`;
    bar.style.width = `${Math.max(2, Math.min(5, step - 2))}px`;
    bar.style.height = `${place.bottom - place.top - 4}px`;
    label.hidden = labelTop === null;
    label.textContent = mark.label;
    label.title = mark.label;
    label.style.setProperty("--code", mark.colour);
    label.style.left = `${labels}px`;
    label.style.transform = `translateY(${labelTop ?? 0}px)`;
    show(drawn, mark.id === this.#active);
  }

  #make(id: string): Drawn {
    const drawn = { bar: document.createElement("div"), label: document.createElement("div"), as: "" };
    drawn.label.className = "tl-label";
    drawn.bar.dataset["mark"] = id;
    drawn.label.dataset["mark"] = id;
    this.layer.append(drawn.bar, drawn.label);
    this.#drawn.set(id, drawn);
    return drawn;
  }
}

function show({ bar, label }: Drawn, active: boolean): void {
  bar.classList.toggle("tl-on", active);
  label.classList.toggle("tl-on", active);
}
