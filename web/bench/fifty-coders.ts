import { quantile } from "./record";

/** What came of many people coding at once. */
export interface Crowd {
  /** Seconds from sending a coding to its acknowledgement, for 99 and 50 of 100. */
  p99: number;
  median: number;
  /** Codings that were sent. */
  sent: number;
  /** Requests that were refused or failed, and streams that broke. */
  errors: number;
  /** Acknowledged codings that are not in the study afterwards, or that one who follows was never told of. */
  lost: number;
  /** Why things failed, each reason once. */
  reasons: string[];
}

interface Person {
  ask: (method: string, path: string, body?: unknown) => Promise<Response>;
  heard: Set<string>;
  stop: AbortController;
}

/** Lets `people` coders, each with a session of their own, code every two seconds for `seconds`, each following all others. */
export async function crowd(link: string, study: string, people: number, seconds: number): Promise<Crowd> {
  const origin = new URL(link).origin;
  const errors: string[] = [];
  const first = await enter(origin, link);
  const opened = await open(first, study, null);
  const at = `/api/studies/${encodeURIComponent(opened)}`;
  const outline = await read<{ sources: { id: string; name: string; words: number }[]; codes: { id: string; isCategory: boolean }[] }>(first, `${at}/outline`);
  const source = outline.sources.find((one) => one.name.startsWith("10k"));
  if (!source) throw new Error("the 10,000 words are not there");
  const text = await read<{ version: string; text: string }>(first, `${at}/sources/${source.id}/text`);
  const codes = outline.codes.filter((code) => !code.isCategory).map((code) => code.id);
  const coders: Person[] = [];
  for (let number = 0; number < people; number++) coders.push(await join(origin, first, at, opened, number));
  const streams = coders.map((coder) => follow(coder, at, errors));
  const times: number[] = [];
  const stored = new Set<string>();
  const end = performance.now() + seconds * 1000;
  const work = coders.map(async (coder, number) => {
    await pause((2_000 * number) / people);
    for (let round = 0; performance.now() < end; round++) {
      const begin = performance.now();
      const start = (number * 61 + round * 977) % (text.text.length - 200);
      const code = codes[(number + round) % codes.length];
      try {
        const answer = await coder.ask("POST", `${at}/sources/${source.id}/codings`, { start, end: start + 60 + number, version: text.version, code, codes: [], newCode: null });
        const said = (await answer.json()) as { id?: string; code?: string };
        times.push((performance.now() - begin) / 1000);
        if (answer.ok && said.id) stored.add(said.id);
        else errors.push(`${answer.status} ${said.code}`);
      } catch (thrown) {
        errors.push(String(thrown));
      }
      await pause(Math.max(0, 2_000 - (performance.now() - begin)));
    }
  });
  await Promise.all(work);
  await pause(2_000);
  const kept = new Set((await read<{ id: string }[]>(first, `${at}/sources/${source.id}/codings`)).map((coding) => coding.id));
  const lost = [...stored].filter((id) => !kept.has(id) || coders.some((coder) => !coder.heard.has(id))).length;
  for (const coder of coders) coder.stop.abort();
  await Promise.all(streams);
  return { p99: quantile(times, 0.99), median: quantile(times, 0.5), sent: times.length, errors: errors.length, lost, reasons: [...new Set(errors)].slice(0, 5) };
}

/** Comes in by a link and keeps the session's cookie. */
async function enter(origin: string, link: string): Promise<Person> {
  const answer = await fetch(link, { redirect: "manual" });
  const cookie = (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  if (cookie === "") throw new Error(`no session came of the link: ${answer.status}`);
  const stop = new AbortController();
  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(origin + path, { method, headers: { cookie, origin, "content-type": "application/json" }, body: body === undefined ? null : JSON.stringify(body), signal: stop.signal });
  return { ask, heard: new Set(), stop };
}

async function open(person: Person, study: string, coder: string | null): Promise<string> {
  const answer = await person.ask("POST", `/api/studies/${encodeURIComponent(study)}/open`, { passphrase: null, recoveryCode: null, coder });
  if (!answer.ok) throw new Error(`the study was not opened: ${await answer.text()}`);
  return ((await answer.json()) as { study: string }).study;
}

async function read<T>(person: Person, path: string): Promise<T> {
  const answer = await person.ask("GET", path);
  if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** A further coder: added by the first, with a session of their own. */
async function join(origin: string, first: Person, at: string, study: string, number: number): Promise<Person> {
  const initials = `C${String(number).padStart(2, "0")}`;
  const made = await first.ask("POST", `${at}/coders`, { name: `Coder ${number}`, initials, passphrase: null, maySeeIdentities: false });
  if (!made.ok) throw new Error(`a coder was not added: ${await made.text()}`);
  const link = (await (await first.ask("POST", "/api/links")).json()) as { url: string };
  const person = await enter(origin, link.url);
  await open(person, study, initials);
  return person;
}

/** Follows what all do until stopped, and notes the codings that were told of. */
async function follow(person: Person, at: string, errors: string[]): Promise<void> {
  try {
    const answer = await person.ask("GET", `${at}/events`);
    if (!answer.ok || !answer.body) throw new Error(`following was refused: ${answer.status}`);
    const decoder = new TextDecoder();
    let rest = "";
    for await (const piece of answer.body) {
      rest += decoder.decode(piece as Uint8Array, { stream: true });
      const messages = rest.split("\n\n");
      rest = messages.pop() ?? "";
      for (const message of messages) hear(person, message);
    }
    if (!person.stop.signal.aborted) errors.push("a stream of events ended");
  } catch (thrown) {
    if (!person.stop.signal.aborted) errors.push(String(thrown));
  }
}

function hear(person: Person, message: string): void {
  const data = message.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
  if (data === "") return;
  const changed = JSON.parse(data) as { codings?: { id: string }[] };
  for (const coding of changed.codings ?? []) person.heard.add(coding.id);
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
