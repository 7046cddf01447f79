import type { Changed, Id, Open, Outline } from "@/api/types";
import { codings } from "@/store/codings.svelte";
import { connection } from "@/store/connection.svelte";
import { notices } from "@/store/notices.svelte";
import { study } from "@/store/study.svelte";
import { client } from "./client";
import { follow } from "./event-stream";
import type { ProblemError } from "./problem";
import { goTo } from "./router.svelte";
import type { Message } from "./sse";

type Listener = (changed: Changed | "reload") => void;

const listeners = new Set<Listener>();
let stop: (() => void) | null = null;

/** Calls `listener` with every change of the study, or "reload" when everything open must be asked for again. Returns how to stop. */
export function onChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const path = (id: Id): string => `/api/studies/${encodeURIComponent(id)}`;

/** Loads a study that the server has open and follows it. Throws ProblemError. */
export async function enter(id: Id): Promise<void> {
  leave();
  study.load(id, await client.get<Outline>(`${path(id)}/outline`));
  listen(id);
}

function listen(id: Id): void {
  stop = follow(`${path(id)}/events`, study.seq, {
    onMessage: (message) => void take(id, message),
    onRefused: (problem) => refused(id, problem),
  });
}

/** Stops following and forgets the study in this window. The server keeps it open. */
export function leave(): void {
  stop?.();
  stop = null;
  study.clear();
  codings.clear();
}

async function take(id: Id, message: Message): Promise<void> {
  if (message.event === "locked") {
    closed("The study was locked. Open it again to go on.");
  } else if (message.event === "reload") {
    study.load(id, await client.get<Outline>(`${path(id)}/outline`));
    tell("reload");
  } else if (message.event === "changed") {
    const changed = JSON.parse(message.data) as Changed;
    study.applyChanged(changed);
    codings.applyChanged(changed);
    tell(changed);
  }
}

function tell(what: Changed | "reload"): void {
  for (const listener of listeners) listener(what);
}

// After the server was started again the study is closed there, while this window still holds what was typed.
function refused(id: Id, problem: ProblemError): void {
  if (problem.status !== 423) return closed("The study is not there any longer.");
  connection.state = "locked";
  if (!study.isProtected) void reopen({ passphrase: null, recoveryCode: null, coder: study.self?.name ?? null }, id);
}

async function reopen(how: Open, id: Id): Promise<void> {
  try {
    await client.send("POST", `${path(id)}/open`, how);
    await resume();
  } catch {
    closed("The study could not be opened again.");
  }
}

/** Goes on with the study of this window after it was opened anew on the server; the screen keeps what it holds. */
export async function resume(): Promise<void> {
  const id = study.id;
  if (id === null) return;
  stop?.();
  study.load(id, await client.get<Outline>(`${path(id)}/outline`));
  listen(id);
  tell("reload");
}

function closed(why: string): void {
  leave();
  goTo("");
  notices.say(why);
}
