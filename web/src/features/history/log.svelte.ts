import type { HistoryRow, Id } from "@/api/types";
import { client, inStudy } from "@/services/client";
import { attempt } from "@/services/commands";
import { dayOnly } from "./days";

/** What of the history is wanted. */
export interface Wanted {
  coder: Id | null;
  kind: string | null;
  id: Id | null;
}

const LOT = 100;

/** The history as far back as it was asked for, newest first. */
export class Log {
  rows = $state.raw<HistoryRow[]>([]);
  more = $state(false);
  loading = $state(false);
  #wanted: Wanted = { coder: null, kind: null, id: null };
  #asked = 0;

  /** Asks anew from the newest change on, for as many as are shown. */
  async load(wanted: Wanted): Promise<void> {
    this.#wanted = wanted;
    await this.#ask(null, Math.max(LOT, this.rows.length));
  }

  /** Asks for what came before. */
  async older(): Promise<void> {
    const last = this.rows.at(-1);
    if (last && this.more && !this.loading) await this.#ask(last.batch, LOT);
  }

  async #ask(before: Id | null, limit: number): Promise<void> {
    const asked = ++this.#asked;
    this.loading = true;
    const page = await attempt(() => client.get<{ rows: HistoryRow[]; more: boolean }>(inStudy("history"), { before, limit, ...this.#wanted }));
    // A later question was asked meanwhile: its answer counts.
    if (asked !== this.#asked) return;
    this.loading = false;
    if (!page) return;
    this.rows = before === null ? page.rows : [...this.rows, ...page.rows];
    this.more = page.more;
  }
}

/** A line of the list: a day, or a change made on it. */
export type Line = { day: string; key: string } | { row: HistoryRow; key: string };

/** The rows with a line for each day above its first. */
export function byDay(rows: readonly HistoryRow[]): Line[] {
  const lines: Line[] = [];
  let day = "";
  for (const row of rows) {
    const on = dayOnly(row.at);
    if (on !== day) lines.push({ day: on, key: `day ${on} ${row.batch}` });
    day = on;
    lines.push({ row, key: row.batch });
  }
  return lines;
}
