import type { CellDetail, CellWanted, Changed, Excerpt, Id } from "@/api/types";
import { isSameCell, passageOf, stateAfterTyping, type CellState } from "@/model/cells";
import { study } from "@/store/study.svelte";
import { client, inStudy } from "./client";
import { attempt, change } from "./commands";
import { onChanged } from "./session";

// What was typed and could not be saved, kept in this window's memory until its cell is opened again.
const kept = new Map<string, { wanted: CellWanted; quotations: Excerpt[] }>();

/** Asks for one cell with all that it rests on. */
export function cellDetail(caseId: Id, code: Id): Promise<CellDetail> {
  return client.get<CellDetail>(inStudy("matrix", "cell"), { case: caseId, code });
}

/** One cell while it is written: what stands, what is typed, and whether that is on the disk. */
export class CellDraft {
  detail = $state.raw<CellDetail | null>(null);
  state = $state<CellState>("not-charted");
  summary = $state("");
  note = $state("");
  unprompted = $state(false);
  secondReader = $state<Id | null>(null);
  quotations = $state.raw<Excerpt[]>([]);
  saving = $state<"no" | "saving" | "saved" | "failed">("no");
  /** Somebody else wrote the cell while it was being written here. */
  meanwhile = $state(false);
  #stands = $state.raw<CellWanted | null>(null);
  #stop: () => void;

  constructor(
    readonly caseId: Id,
    readonly code: Id,
  ) {
    this.#stop = onChanged((changed) => this.#take(changed));
    void this.load();
  }

  readonly dirty = $derived.by(() => this.#stands !== null && !isSameCell(this.#stands, this.wanted()));

  /** Asks for the cell; what was typed and not saved stays. */
  async load(): Promise<void> {
    const detail = await attempt(() => cellDetail(this.caseId, this.code));
    if (!detail) return;
    const typed = this.dirty;
    const stands = standing(detail);
    const moved = this.#stands !== null && !isSameCell(this.#stands, stands);
    this.detail = detail;
    if (typed) {
      this.meanwhile = moved && !isSameCell(stands, this.wanted());
      this.#stands = stands;
      return;
    }
    this.meanwhile = false;
    this.#stands = stands;
    const left = kept.get(this.#key);
    kept.delete(this.#key);
    if (left) this.#put(left.wanted, left.quotations);
    else this.#put(stands, detail.quotations);
  }

  /** Types the summary: words make the cell charted. */
  write(summary: string): void {
    this.summary = summary;
    this.state = stateAfterTyping(this.state, summary);
  }

  /** Takes what stands and lets go of what was typed. */
  async takeTheirs(): Promise<void> {
    if (this.#stands) this.#put(this.#stands, this.detail?.quotations ?? []);
    await this.load();
  }

  /** The cell as it is to be. Whoever writes it anew cannot be its second reader any longer. */
  wanted(): CellWanted {
    const written = {
      case: this.caseId, code: this.code, state: this.state, summary: this.summary, note: this.note,
      unprompted: this.unprompted, quotations: this.quotations.map((one) => passageOf(one.place)),
    };
    const before = this.#stands;
    const anew = before !== null && !isSameCell(before, { ...written, secondReader: before.secondReader });
    return { ...written, secondReader: anew && this.secondReader === study.me ? null : this.secondReader };
  }

  /** Saves what was typed, if anything was. Gives whether it is on the disk. */
  async save(): Promise<boolean> {
    if (!this.dirty || study.readOnly !== null) return true;
    const wanted = this.wanted();
    const before = this.#stands;
    const quotations = this.quotations;
    this.#stands = wanted;
    this.secondReader = wanted.secondReader;
    this.saving = "saving";
    const done = await attempt(() => change("PUT", ["matrix", "cell"], wanted));
    this.saving = done ? "saved" : "failed";
    if (!done) {
      this.#stands = before;
      kept.set(this.#key, { wanted, quotations });
    }
    return done !== null;
  }

  /** Leaves the cell: what was typed is saved. */
  leave(): void {
    this.#stop();
    void this.save();
  }

  get #key(): string {
    return `${study.id}|${this.caseId}|${this.code}`;
  }

  #put(wanted: CellWanted, quotations: Excerpt[]): void {
    this.state = wanted.state as CellState;
    this.summary = wanted.summary;
    this.note = wanted.note;
    this.unprompted = wanted.unprompted;
    this.secondReader = wanted.secondReader;
    this.quotations = quotations;
  }

  #take(changed: Changed | "reload"): void {
    const about = (kind: string, id: Id | null, code: Id | null): boolean => kind === "cell" && id === this.caseId && code === this.code;
    const mine =
      changed === "reload" ||
      changed.texts.length > 0 ||
      changed.cells.some((cell) => cell.case === this.caseId && cell.code === this.code) ||
      changed.memos.some(({ about: on }) => about(on.kind, on.id, on.code)) ||
      changed.discussions.some(({ about: on }) => about(on.kind, on.id, on.code));
    if (mine) void this.load();
  }
}

function standing(detail: CellDetail): CellWanted {
  const { case: caseId, code, state, summary, note, unprompted, secondReader, quotations } = detail;
  return { case: caseId, code, state, summary, note, unprompted, secondReader, quotations: quotations.map((one) => passageOf(one.place)) };
}
