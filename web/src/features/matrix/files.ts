import type { Id } from "@/api/types";
import { download, inStudy } from "@/services/client";
import { attempt } from "@/services/commands";
import { notices } from "@/store/notices.svelte";
import { words } from "./words";

/** Saves the matrix as a file, as the server makes it. */
export async function exportAs(format: "xlsx" | "docx" | "html" | "csv", query: { framework: Id | null; group: Id | null; columns: string | null }): Promise<void> {
  const asked = { format, parts: "matrix", by: query.group, framework: query.framework, columns: query.columns };
  const name = await attempt(() => download("POST", inStudy("report"), asked));
  if (name !== null) notices.say(words.saved(name));
}
