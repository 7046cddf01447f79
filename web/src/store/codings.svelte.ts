import type { Changed, Coding, Id } from "@/api/types";

/** The codings of the sources that are on the screen, by source. Others are asked for when they are opened. */
class CodingsStore {
  #bySource = $state.raw<ReadonlyMap<Id, ReadonlyMap<Id, Coding>>>(new Map());

  /** The codings of a source that was loaded, or undefined. */
  of(source: Id): ReadonlyMap<Id, Coding> | undefined {
    return this.#bySource.get(source);
  }

  load(source: Id, codings: readonly Coding[]): void {
    this.#put(source, new Map(codings.map((coding) => [coding.id, coding])));
  }

  /** Lets a source go that is no longer on the screen. */
  drop(source: Id): void {
    const next = new Map(this.#bySource);
    next.delete(source);
    this.#bySource = next;
  }

  /** Shows or takes away a coding before the server has answered. Its event replaces it. */
  put(coding: Coding): void {
    this.#edit(coding.source, (map) => map.set(coding.id, coding));
  }

  remove(source: Id, coding: Id): void {
    this.#edit(source, (map) => map.delete(coding));
  }

  applyChanged(changed: Changed): void {
    for (const source of new Set([...changed.codings, ...changed.codingsGone].map((item) => item.source))) {
      this.#edit(source, (map) => {
        for (const gone of changed.codingsGone) if (gone.source === source) map.delete(gone.coding);
        for (const coding of changed.codings) if (coding.source === source) map.set(coding.id, coding);
      });
    }
  }

  clear(): void {
    this.#bySource = new Map();
  }

  #edit(source: Id, edit: (map: Map<Id, Coding>) => void): void {
    const now = this.#bySource.get(source);
    if (!now) return;
    const next = new Map(now);
    edit(next);
    this.#put(source, next);
  }

  #put(source: Id, codings: ReadonlyMap<Id, Coding>): void {
    this.#bySource = new Map(this.#bySource).set(source, codings);
  }
}

/** The codings on the screen. */
export const codings = new CodingsStore();
