import type { Memo } from "@/api/types";
import { notices } from "@/store/notices.svelte";
import { study } from "@/store/study.svelte";
import { attempt, change, undo } from "./commands";

/** Whether a memo may be changed here: by whoever wrote it, while the study may be written. */
export function isOwn(memo: Memo): boolean {
  return study.readOnly === null && memo.by === study.me;
}

/** Writes other words in a memo; whether it was saved. */
export async function rewriteMemo(memo: Memo, text: string): Promise<boolean> {
  return (await attempt(() => change("PATCH", ["memos", memo.id], { text }))) !== null;
}

/** Takes a memo away, which can be undone. */
export async function takeMemoAway(memo: Memo): Promise<void> {
  const done = await attempt(() => change("DELETE", ["memos", memo.id]));
  if (done) notices.say("The note was taken away.", { label: "Undo", run: () => void undo() });
}
