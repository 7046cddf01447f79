import type { Id } from "@/api/types";
import { download, inStudy, request, withQuery } from "@/services/client";
import { attempt } from "@/services/commands";
import { ProblemError } from "@/services/problem";
import { notices } from "@/store/notices.svelte";
import { study } from "@/store/study.svelte";
import { words } from "./words";

class Offered {
  /** Whether the server makes files of the matrix, and keeps worksheets: what it cannot do is not shown. */
  files = $state(false);
  worksheets = $state(false);
  #asked = "";

  /** Asks the server once a study what it can do. */
  async ask(): Promise<void> {
    if (study.id === null || this.#asked === study.id) return;
    this.#asked = study.id;
    [this.files, this.worksheets] = await Promise.all([isThere(inStudy("matrix.xlsx")), isThere(inStudy("worksheet"))]);
  }
}

/** What the server can do beside the matrix itself. */
export const offered = new Offered();

// A route that is there refuses a method that it does not know, or asks for what is missing; one that is not there says 404.
async function isThere(path: string): Promise<boolean> {
  try {
    await request("PATCH", path);
    return true;
  } catch (thrown) {
    return thrown instanceof ProblemError && thrown.status === 405;
  }
}

/** Saves the matrix as a file, as the server makes it. */
export async function exportAs(format: "xlsx" | "html" | "csv", query: Record<string, Id | null>): Promise<void> {
  const name = await attempt(() => download("GET", withQuery(inStudy(`matrix.${format}`), query)));
  if (name !== null) notices.say(words.saved(name));
}
