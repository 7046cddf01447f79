import type { Id, WorksheetElement } from "@/api/types";
import { client, inStudy } from "@/services/client";
import { attempt, change, undo } from "@/services/commands";
import { notices } from "@/store/notices.svelte";
import { words } from "./words";

/** The elements of one dimension, in the order in which they were listed. */
export interface Dimension {
  /** Empty for what is not sorted yet. */
  name: string;
  elements: WorksheetElement[];
}

/** What is not sorted yet, then the dimensions in the order in which they were first named. */
export function dimensions(elements: readonly WorksheetElement[]): Dimension[] {
  const names = [...new Set(["", ...elements.map((one) => one.dimension)])];
  return names.map((name) => ({ name, elements: elements.filter((one) => one.dimension === name) })).filter((one) => one.elements.length > 0);
}

/** The worksheet of one column: what it holds, and what can be done to it. */
export class Worksheet {
  elements = $state.raw<WorksheetElement[] | null>(null);
  readonly #code: Id;

  constructor(code: Id) {
    this.#code = code;
  }

  /** Asks for the elements, after every change of the study. */
  async load(): Promise<void> {
    this.elements = (await attempt(() => client.get<WorksheetElement[]>(inStudy("worksheet"), { code: this.#code }))) ?? this.elements;
  }

  /** Lists an element. Says which it is, or null when it could not be kept. */
  async add(text: string, cases: Id[]): Promise<Id | null> {
    const done = await attempt(() => change("POST", ["worksheet"], { code: this.#code, text, dimension: "", cases }));
    return done?.id ?? null;
  }

  async edit(element: WorksheetElement, changed: Partial<Pick<WorksheetElement, "text" | "dimension" | "cases">>): Promise<void> {
    await attempt(() => change("PATCH", ["worksheet", element.id], changed));
  }

  /** Marks that a case shows an element, or that it does not. */
  mark(element: WorksheetElement, one: Id, shows: boolean): Promise<void> {
    const others = element.cases.filter((id) => id !== one);
    return this.edit(element, { cases: shows ? [...others, one] : others });
  }

  async rename(from: string, to: string): Promise<void> {
    if (to.trim() !== from) await attempt(() => change("POST", ["worksheet", "rename"], { code: this.#code, from, to: to.trim() }));
  }

  async takeAway(element: WorksheetElement): Promise<void> {
    const done = await attempt(() => change("PATCH", ["worksheet", element.id], { archived: true }));
    if (done) notices.say(words.takenAway(element.text), { label: words.undo, run: () => void undo() });
  }
}
