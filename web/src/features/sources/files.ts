import type { Source } from "@/api/types";
import { download, inStudy } from "@/services/client";
import { attempt } from "@/services/commands";
import { notices } from "@/store/notices.svelte";
import { words } from "./words";

/** Saves a coded transcript, or those of all sources in one archive. */
export async function saveTranscripts(format: "docx" | "html", source?: Source): Promise<void> {
  const asked = { what: "transcripts", format, source: source?.id ?? null };
  const name = await attempt(() => download("POST", inStudy("export"), asked));
  if (name !== null) notices.say(words.saved(name));
}
