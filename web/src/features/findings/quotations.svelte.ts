import type { CodedExcerpt, Excerpt, Id, Matrix, Search, Theme } from "@/api/types";
import { client, inStudy } from "@/services/client";
import { attempt } from "@/services/commands";
import { study } from "@/store/study.svelte";
import type { Carried } from "./changes";

/** The type under which a dragged quotation carries what it is. */
export const CARRIED = "application/x-themeloom-evidence";

/** One line of the quotations at the side. */
export interface Quotation {
  key: string;
  who: string;
  carried: Carried;
  /** The words in context; null for a cell. */
  excerpt: Excerpt | null;
  /** What a cell says; null for words of a person. */
  summary: string | null;
}

/** Where quotations are taken from. */
export type From = "codes" | "cells" | "search";

/** The quotations that are offered for a theme, asked for anew when the study changes. */
export class Quotations {
  list = $state.raw<Quotation[]>([]);
  asking = $state(false);
  problem = $state<string | null>(null);
  #asked = 0;

  /** Asks for the quotations of a theme, or for what a search finds. */
  async load(from: From, theme: Theme | undefined, query: string): Promise<void> {
    const mine = ++this.#asked;
    this.asking = true;
    this.problem = null;
    const found = await this.#ask(from, theme?.codes ?? [], query);
    if (mine !== this.#asked) return;
    this.list = found;
    this.asking = false;
  }

  async #ask(from: From, codes: readonly Id[], query: string): Promise<Quotation[]> {
    if (from === "cells") return codes.length === 0 ? [] : ofCells(codes);
    if (from === "codes") return (await Promise.all(codes.map(ofCode))).flat();
    if (query.trim() === "") return [];
    try {
      return ofSearch(await client.get<Search>(inStudy("search"), { q: query, width: 160, limit: 200 }));
    } catch (thrown) {
      this.problem = thrown instanceof Error ? thrown.message : String(thrown);
      return [];
    }
  }
}

async function ofCode(code: Id): Promise<Quotation[]> {
  const found = await attempt(() => client.get<{ excerpts: CodedExcerpt[] }>(inStudy("codes", code, "excerpts")));
  return (found?.excerpts ?? []).filter((one) => one.words !== "").map((one) => ({ key: one.coding, who: one.speaker, carried: { coding: one.coding }, excerpt: one, summary: null }));
}

async function ofCells(codes: readonly Id[]): Promise<Quotation[]> {
  const matrix = await attempt(() => client.get<Matrix>(inStudy("matrix"), { columns: "all" }));
  if (!matrix) return [];
  return matrix.cells.flatMap((cell) => {
    const [row, column] = [matrix.rows[cell.row], matrix.columns[cell.column]];
    if (!row || !column || cell.state !== "charted" || !codes.includes(column.code)) return [];
    return [{ key: `${row.case} ${column.code}`, who: row.name, carried: { cell: { case: row.case, code: column.code } }, excerpt: null, summary: cell.summary }];
  });
}

function ofSearch(found: Search): Quotation[] {
  return found.hits.map(({ place, before, match, after }) => {
    const excerpt: Excerpt = { place, words: match, speaker: "", before, after };
    const passage = { source: place.source, start: place.start, end: place.end, version: place.version };
    return { key: `${place.source} ${place.start} ${place.end}`, who: study.participants.get(place.participant)?.pseudonym ?? place.sourceName, carried: { passage }, excerpt, summary: null };
  });
}
