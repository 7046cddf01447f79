import type { Changed, Coding, Id, Memo, SourceText } from "@/api/types";
import { codings } from "@/store/codings.svelte";
import { client, inStudy } from "./client";
import { attempt } from "./commands";
import { onChanged } from "./session";

/** The source that a screen shows: its words, codings and memos, kept fresh by the study's events until closed. */
export class OpenSource {
  id = $state<Id | null>(null);
  text = $state.raw<SourceText | null>(null);
  memos = $state.raw<Memo[]>([]);
  #stop: (() => void) | null = null;

  /** Asks for a source; what was open before is let go. */
  async open(id: Id): Promise<void> {
    this.close();
    this.id = id;
    this.#stop = onChanged((changed) => this.#take(changed));
    const memos = attempt(() => client.get<Memo[]>(inStudy("sources", id, "memos")));
    await this.#load(id);
    const found = await memos;
    if (this.id === id) this.memos = found ?? [];
  }

  /** Words and codings together, as the places of codings are those in the words. */
  async reload(): Promise<void> {
    if (this.id !== null) await this.#load(this.id);
  }

  close(): void {
    this.#stop?.();
    this.#stop = null;
    if (this.id !== null) codings.drop(this.id);
    this.id = null;
    this.text = null;
    this.memos = [];
  }

  async #load(id: Id): Promise<void> {
    const marked = attempt(() => client.get<Coding[]>(inStudy("sources", id, "codings")));
    const text = await attempt(() => client.get<SourceText>(inStudy("sources", id, "text")));
    if (this.id !== id || text === null) return;
    if (this.text === null) this.text = text;
    const list = await marked;
    if (this.id !== id) return;
    codings.load(id, list ?? []);
    this.text = text;
  }

  #take(changed: Changed | "reload"): void {
    if (this.id === null) return;
    if (changed === "reload" || changed.texts.includes(this.id)) void this.reload();
    if (changed === "reload") {
      void attempt(() => client.get<Memo[]>(inStudy("sources", this.id ?? "", "memos"))).then((memos) => (this.memos = memos ?? this.memos));
      return;
    }
    this.#takeMemos(changed);
  }

  #takeMemos(changed: Changed): void {
    const mine = changed.memos.filter((memo) => this.#isHere(memo));
    const gone = new Set([...changed.memosGone, ...mine.map((memo) => memo.id)]);
    if (gone.size === 0) return;
    this.memos = [...this.memos.filter((memo) => !gone.has(memo.id)), ...mine.filter((memo) => !memo.archived)].sort((a, b) => a.at - b.at);
  }

  #isHere(memo: Memo): boolean {
    const { about } = memo;
    if (about.kind === "source") return about.id === this.id;
    if (about.kind === "passage") return about.passage?.source === this.id;
    return about.kind === "coding" && about.id !== null && this.id !== null && codings.of(this.id)?.has(about.id) === true;
  }
}
