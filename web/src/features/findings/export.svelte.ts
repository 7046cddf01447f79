import { download, inStudy } from "@/services/client";
import { attempt } from "@/services/commands";
import { notices } from "@/store/notices.svelte";
import { words } from "./words";

/** The report as a file to keep. */
export class Export {
  making = $state(false);

  /** Asks for the report, people grouped by an attribute; "" for no groups. */
  async save(format: string, by: string): Promise<void> {
    if (this.making) return;
    this.making = true;
    let bytes = 0;
    const asked = { format, parts: "whole", by: by === "" ? null : by, framework: null, columns: null };
    const name = await attempt(() => download("POST", inStudy("report"), asked, (now) => (bytes = now)));
    this.making = false;
    if (name !== null) notices.say(words.made(name, bytes));
  }
}
