import type { Coding, Id, Source, SourceText } from "@/api/types";
import { lineReference } from "@/annotator/blocks";
import { spanOf, type Held } from "@/annotator/caret";
import { describePlace } from "@/annotator/describe";
import { marksAt, type Mark } from "@/annotator/marks";
import type { Listened } from "@/services/listening";
import type { Surface } from "@/annotator/surface";
import { lowerBound, type Range16 } from "@/model/ranges";
import { OpenSource } from "@/services/open-source.svelte";
import { codings } from "@/store/codings.svelte";
import { study } from "@/store/study.svelte";

/** What the quick field is open for. */
export type Quick = "code" | "recode" | "new";

// Lives as long as the window, so that going to another screen forgets nothing.
const lately = $state<{ study: Id | null; codes: Id[] }>({ study: null, codes: [] });

/** How many codes stand ready on the number keys. */
const RECENT = 9;

/** What the three panes share: the source, where the cursor is, which coding is chosen. */
export class Workspace {
  readonly open = new OpenSource();
  surface: Surface | null = null;
  /** The player of the recording, where there is one. */
  player: Listened | undefined = $state.raw();
  held = $state.raw<Held>({ anchor: 0, focus: 0 });
  chosen = $state<Id | null>(null);
  quick = $state<Quick | null>(null);
  /** Which card shows a field: for a memo or for what is to be discussed. */
  writing = $state<{ on: Id | "passage"; what: "memo" | "discuss" } | null>(null);
  finding = $state(false);
  /** Said to assistive technology. */
  said = $state("");
  /** The starts of turns in which the cursor was, by source, while this window is open. */
  #seen = new Map<Id, Set<number>>();

  /** The codings of the source, as the surface shows them. */
  readonly marks = $derived.by((): Mark[] => this.#marks());
  readonly here = $derived(marksAt(this.marks, spanOf(this.held)));

  get text(): SourceText | null {
    return this.open.text;
  }

  get source(): Source | undefined {
    return study.sources.get(this.open.id);
  }

  get span(): Range16 {
    return spanOf(this.held);
  }

  get hasSelection(): boolean {
    return this.held.anchor !== this.held.focus;
  }

  /** Sources in the order of the switcher. */
  get sources(): Source[] {
    return study.sources.shown.filter((source) => !source.erased);
  }

  coding(id: Id | null): Coding | undefined {
    return id === null || this.open.id === null ? undefined : codings.of(this.open.id)?.get(id);
  }

  /** The chosen coding; without one, the tightest at the cursor. */
  get current(): Coding | undefined {
    return this.coding(this.chosen) ?? this.coding(this.here[0]?.id ?? null);
  }

  /** "P03, line 41" for a stretch. */
  reference(span: Range16): string {
    if (!this.text) return "";
    const turn = this.text.turns[lowerBound(this.text.turns, (one) => one.end > span.start)];
    const speaker = turn && turn.start <= span.start ? this.text.speakers[turn.speaker] : undefined;
    const who = study.participants.get(speaker?.participant)?.pseudonym ?? this.source?.participants.map((id) => study.participants.get(id)?.pseudonym).join(", ") ?? "";
    return `${who || (this.source?.name ?? "")}, ${lineReference(this.text.lines, span)}`;
  }

  /** The surface says that the cursor moved. */
  moved(held: Held): void {
    this.held = held;
    if (this.chosen !== null && !this.here.some((mark) => mark.id === this.chosen)) this.choose(null);
    this.#see(held.focus);
    if (this.text) this.said = describePlace(this.text.text.slice(this.span.start, this.span.end), this.reference(this.span), this.here);
  }

  choose(id: Id | null, reveal = false): void {
    this.chosen = id;
    this.surface?.setActive(id);
    const coding = this.coding(id);
    if (coding && (reveal || !this.here.some((mark) => mark.id === id))) this.surface?.hold({ anchor: coding.start, focus: coding.start }, reveal);
  }

  /** The next of the codings at the cursor. */
  chooseNext(): void {
    const at = this.here.findIndex((mark) => mark.id === this.chosen);
    const next = this.here[(at + 1) % Math.max(1, this.here.length)];
    if (next) this.choose(next.id);
  }

  /** The codes used last, for the number keys. */
  get recent(): readonly Id[] {
    return lately.study === study.id ? lately.codes : [];
  }

  used(code: Id): void {
    lately.codes = [code, ...this.recent.filter((one) => one !== code)].slice(0, RECENT);
    lately.study = study.id;
  }

  /** The starts of turns in which the cursor was. */
  get seen(): ReadonlySet<number> {
    return this.#seen.get(this.open.id ?? "") ?? new Set();
  }

  #see(position: number): void {
    const id = this.open.id;
    if (id === null || !this.text) return;
    const turn = this.text.turns[lowerBound(this.text.turns, (one) => one.end >= position)];
    const set = this.#seen.get(id) ?? new Set<number>();
    if (turn) set.add(turn.start);
    this.#seen.set(id, set);
  }

  #marks(): Mark[] {
    const list = this.open.id === null ? undefined : codings.of(this.open.id);
    if (!list) return [];
    const marks: Mark[] = [];
    for (const coding of list.values()) {
      if (coding.standing === "gone") continue;
      const look = study.look(coding.code);
      marks.push({
        id: coding.id, start: coding.start, end: coding.end, colour: look.colour, pattern: look.pattern,
        label: study.codes.get(coding.code)?.name ?? "", unread: !coding.read, changedSince: coding.standing === "stale",
      });
    }
    return marks;
  }
}
