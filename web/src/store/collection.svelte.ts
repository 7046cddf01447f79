import type { Id } from "@/api/types";

/** Entities of one kind by id. Reading it in a component follows it; every change puts a new Map in place. */
export class Collection<T extends { id: Id }> {
  #items = $state.raw<ReadonlyMap<Id, T>>(new Map());

  /** All of them, archived ones too. */
  get map(): ReadonlyMap<Id, T> {
    return this.#items;
  }

  /** All that are not archived. */
  get shown(): T[] {
    return [...this.#items.values()].filter((item) => !("archived" in item && item.archived === true));
  }

  get(id: Id | null | undefined): T | undefined {
    return id == null ? undefined : this.#items.get(id);
  }

  /** Forgets everything and takes these. */
  load(items: readonly T[]): void {
    this.#items = new Map(items.map((item) => [item.id, item]));
  }

  /** Puts whole entities in the place of those with the same id. */
  replace(items: readonly T[]): void {
    if (items.length === 0) return;
    const next = new Map(this.#items);
    for (const item of items) next.set(item.id, item);
    this.#items = next;
  }
}
