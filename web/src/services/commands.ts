import type { Done } from "@/api/types";
import { connection } from "@/store/connection.svelte";
import { notices } from "@/store/notices.svelte";
import { study } from "@/store/study.svelte";
import { client, inStudy } from "./client";
import { ProblemError, toProblem } from "./problem";

/**
 * Sends one change of the study, for instance `change("PATCH", ["codes", id], { name })`. Resolves once it is on the
 * disk; the screen is changed by the event that follows, not by the answer. Throws ProblemError.
 */
export async function change(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string[], body?: unknown): Promise<Done> {
  connection.saving += 1;
  try {
    const done = await client.send<Done>(method, inStudy(...path), body);
    connection.savedAt = Date.now();
    connection.failed = false;
    for (const note of done?.notes ?? []) notices.say(sentence(note));
    return done;
  } catch (thrown) {
    connection.failed = true;
    throw thrown;
  } finally {
    connection.saving -= 1;
  }
}

/** Runs something and says in the corner what went wrong, if it did. Gives null then. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    const problem = toProblem(thrown);
    const isLost = thrown instanceof ProblemError && thrown.isLost;
    notices[isLost ? "lost" : "wrong"](sentence(problem.message), problem.hints.map(sentence));
    return null;
  }
}

/** A lower-case message as a sentence; names in it stand in quotation marks instead of backticks. */
export function sentence(message: string): string {
  const quoted = message.replace(/`([^`]*)`/gu, "“$1”");
  const text = quoted.charAt(0).toLocaleUpperCase("en-GB") + quoted.slice(1);
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** Takes back the last change of this coder. */
export async function undo(): Promise<void> {
  if (study.undo === null) return;
  notices.withdrawOffers();
  const done = await attempt(() => change("POST", ["undo"]));
  if (done) notices.say(sentence(done.did), { label: "Redo", run: () => void redo() });
}

/** Does again what was taken back. */
export async function redo(): Promise<void> {
  if (study.redo === null) return;
  notices.withdrawOffers();
  const done = await attempt(() => change("POST", ["redo"]));
  if (done) notices.say(sentence(done.did));
}
