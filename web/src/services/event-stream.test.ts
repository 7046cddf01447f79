import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { connection } from "@/store/connection.svelte";
import { follow } from "./event-stream";

type Answer = Response | Error;
let asked: Headers[] = [];
let answers: Answer[] = [];
let stop: () => void = () => undefined;

beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    asked.push(new Headers(init.headers));
    const answer = answers.shift() ?? new TypeError("nobody there");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const stream = (text: string): Response => new Response(text, { headers: { "content-type": "text/event-stream" } });
const heard: string[] = [];
const begin = (onRefused = vi.fn()) => {
  heard.length = 0;
  stop = follow("/events", 5, { onMessage: (message) => heard.push(message.data), onRefused });
  return onRefused;
};

it("resumes after a lost connection from the last message that was heard", async () => {
  answers = [stream("id: 6\nevent: changed\ndata: six\n\n"), new TypeError("lost"), stream("id: 7\nevent: changed\ndata: seven\n\n")];
  begin();
  await vi.advanceTimersByTimeAsync(400);
  expect(connection.state).toBe("lost");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(heard).toEqual(["six", "seven"]);
  expect(asked.slice(0, 3).map((headers) => headers.get("last-event-id"))).toEqual(["5", "6", "6"]);
});

it("keeps trying when the server was started again and does not know the window yet", async () => {
  answers = [new Response("{}", { status: 401 }), stream("id: 6\nevent: changed\ndata: six\n\n")];
  const onRefused = begin();
  await vi.advanceTimersByTimeAsync(100);
  expect(connection.state).toBe("signed-out");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard).toEqual(["six"]);
  expect(onRefused).not.toHaveBeenCalled();
});

it("stops and says so when the study is closed to it", async () => {
  answers = [new Response(JSON.stringify({ code: "study-locked", message: "this study is locked", hints: [] }), { status: 423 })];
  const onRefused = begin();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onRefused).toHaveBeenCalledOnce();
  expect(asked).toHaveLength(1);
});

it("asks nothing more once it was stopped", async () => {
  begin();
  await vi.advanceTimersByTimeAsync(100);
  stop();
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(before);
});
