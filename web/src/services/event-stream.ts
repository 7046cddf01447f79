import { connection } from "@/store/connection.svelte";
import { notices } from "@/store/notices.svelte";
import { request } from "./client";
import { ProblemError } from "./problem";
import { backOff, MessageReader, type Message } from "./sse";

/** What follows a stream. */
export interface Follower {
  onMessage: (message: Message) => void;
  /** The server answered that the study is not open to this window (any longer). */
  onRefused: (problem: ProblemError) => void;
}

// The server sends a heartbeat every 10 s: after this silence the line counts as lost.
const SILENCE = 25_000;

let wake: () => void = () => undefined;

/** Ends the wait for the next try. */
export function retryNow(): void {
  wake();
}

/**
 * Follows a text/event-stream until the returned function is called. Read with fetch and not with EventSource, which
 * cannot resume by Last-Event-ID on a connection of its own making and does not say why it was refused.
 */
export function follow(path: string, seq: number, follower: Follower): () => void {
  let stopped = false;
  let last = String(seq);
  let attempt = 0;
  let abort = new AbortController();

  const listen = async (): Promise<void> => {
    abort = new AbortController();
    const response = await request("GET", path, null, {
      headers: { accept: "text/event-stream", "last-event-id": last },
      signal: abort.signal,
      cache: "no-store",
    });
    attempt = 0;
    connection.state = "live";
    notices.back();
    connection.retryAt = null;
    await readStream(response, abort, (message) => {
      if (message.id !== null) last = message.id;
      if (!stopped) follower.onMessage(message);
    });
  };

  const wait = (): Promise<void> => {
    const pause = backOff(attempt++);
    connection.retryAt = Date.now() + pause;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      let state: typeof connection.state = "lost";
      try {
        await listen();
      } catch (thrown) {
        const status = thrown instanceof ProblemError ? thrown.status : 0;
        // Started again: this window is let in once another one has used the new link.
        if (status === 401) state = "signed-out";
        else if (!stopped && thrown instanceof ProblemError && status >= 400 && status < 500) {
          follower.onRefused(thrown);
          return;
        }
      }
      if (stopped) return;
      connection.state = state;
      await wait();
    }
  };

  window.addEventListener("online", retryNow);
  window.addEventListener("focus", retryNow);
  void run();
  return () => {
    stopped = true;
    connection.state = "off";
    window.removeEventListener("online", retryNow);
    window.removeEventListener("focus", retryNow);
    abort.abort();
    wake();
  };
}

async function readStream(response: Response, abort: AbortController, onMessage: (message: Message) => void): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  const messages = new MessageReader();
  for (;;) {
    const timer = setTimeout(() => abort.abort(), SILENCE);
    const next = await reader.read().finally(() => clearTimeout(timer));
    if (next.done) return;
    messages.push(next.value).forEach(onMessage);
  }
}
