import type { Id, Preview, Problem, StudiesTaken } from "@/api/types";
import { client, inStudy } from "@/services/client";
import { attempt, change, sentence, undo } from "@/services/commands";
import { toProblem } from "@/services/problem";
import { sendFile, type Sending } from "@/services/upload";
import { notices } from "@/store/notices.svelte";
import { study } from "@/store/study.svelte";
import { allAsParticipants, draftOf, flaws, fold, importWanted, newPseudonyms, type Draft, type Flaw } from "./drafts";
import { words } from "./words";

/** How many files are sent at a time. */
const AT_ONCE = 2;

/** A file that is to be imported, from the drop on. */
export class Waiting {
  readonly file: File;
  readonly key: string;
  state = $state<"waiting" | "sending" | "read" | "study" | "taken" | "failed">("waiting");
  /** Bytes sent so far. */
  sent = $state(0);
  preview = $state.raw<Preview | null>(null);
  problem = $state.raw<Problem | null>(null);
  draft = $state<Draft | null>(null);
  /** What taking in the studies of another program came to. */
  taken = $state.raw<StudiesTaken | null>(null);
  sending: Sending<Preview> | null = null;

  constructor(file: File, key: string) {
    this.file = file;
    this.key = key;
  }

  /** The name that it is listed by. */
  get name(): string {
    return this.draft?.name.trim() || this.file.name;
  }
}

/** The files that wait to be imported. They outlive the screen, so that one can look something up meanwhile. */
class Desk {
  files = $state<Waiting[]>([]);
  /** Values of new participants: folded pseudonym, then attribute. */
  values = $state<Record<string, Record<Id, string>>>({});
  importing = $state(false);
  #study: Id | null = null;
  #next = 1;

  #ready = $derived(this.files.filter((one) => one.state === "read" && one.draft !== null));
  #drafts = $derived(this.#ready.flatMap((one) => (one.draft ? [one.draft] : [])));
  #flaws = $derived(flaws(this.#drafts, [...study.sources.map.values()].map((source) => source.name)));
  #sound = $derived(this.#ready.filter((_, at) => this.#flaws[at]?.length === 0));

  /** How many are sent or looked at just now. */
  get under(): number {
    return this.files.filter((one) => one.state === "waiting" || one.state === "sending").length;
  }

  /** The files that can be imported as they stand. */
  get sound(): Waiting[] {
    return this.#sound;
  }

  /** How many cannot, once all were looked at. */
  get unsound(): number {
    return this.files.filter((one) => one.state !== "study" && one.state !== "taken").length - this.under - this.#sound.length;
  }

  /** Those that the drafts bring new. */
  get newPeople(): string[] {
    return newPseudonyms(this.#drafts, known());
  }

  /** Every pseudonym in use, in the study or in a draft. */
  get pseudonyms(): string[] {
    return [...known(), ...this.newPeople];
  }

  /** What keeps a file from being imported. */
  flawsOf(one: Waiting): Flaw[] {
    return this.#flaws[this.#ready.indexOf(one)] ?? [];
  }

  /** Forgets what waits for another study than the one that is open. */
  settle(): void {
    if (this.#study !== study.id) {
      for (const one of this.files) one.sending?.stop();
      this.files = [];
      this.values = {};
    }
    this.#study = study.id;
  }

  /** Takes files and begins to send them. */
  add(files: Iterable<File>): void {
    this.settle();
    const fresh = [...files].map((file) => new Waiting(file, `file-${this.#next++}`));
    this.files = [...this.files, ...fresh];
    this.#pump();
  }

  /** Stops sending a file, or forgets it. */
  drop(one: Waiting): void {
    one.sending?.stop();
    this.files = this.files.filter((other) => other !== one);
    const upload = one.preview?.upload ?? "";
    if (upload !== "") void client.send("DELETE", inStudy("uploads", upload)).catch(() => undefined);
    this.#pump();
  }

  /** Forgets all of them. */
  clear(): void {
    for (const one of [...this.files]) this.drop(one);
    this.values = {};
  }

  /** Takes every speaker who is nobody yet as a participant. */
  nameAll(): void {
    const named = allAsParticipants(this.#drafts, known());
    this.#ready.forEach((one, at) => (one.draft = named[at] ?? one.draft));
  }

  /** Sends a file once more that could not be sent. */
  again(one: Waiting): void {
    one.state = "waiting";
    one.problem = null;
    this.#pump();
  }

  /** Imports what can be imported, as one step. Says whether it was done. */
  async import(): Promise<boolean> {
    const wanted = [...this.#sound];
    if (wanted.length === 0 || this.importing) return false;
    this.importing = true;
    const attributes = study.attributes.shown.filter((one) => one.of === "participant");
    const body = importWanted(wanted.flatMap((one) => (one.draft ? [one.draft] : [])), known(), this.values, attributes);
    const done = await attempt(() => change("POST", ["imports"], body));
    this.importing = false;
    if (!done) return false;
    this.files = this.files.filter((one) => !wanted.includes(one));
    if (this.files.length === 0) this.values = {};
    notices.say(sentence(done.did), { label: words.undo, run: () => void undo() });
    return true;
  }

  /** Takes in the studies of another program that a file holds. */
  async takeIn(one: Waiting): Promise<void> {
    if (one.state !== "study" || this.importing) return;
    this.importing = true;
    const upload = one.preview?.upload ?? "";
    const taken = await attempt(() => client.send<StudiesTaken>("POST", inStudy("uploads", upload, "take")));
    this.importing = false;
    if (!taken) return;
    one.taken = taken;
    one.state = "taken";
    notices.say(sentence(taken.did), { label: words.undo, run: () => void undo() });
  }

  #pump(): void {
    let free = AT_ONCE - this.files.filter((one) => one.state === "sending").length;
    for (const one of this.files) {
      if (free <= 0) return;
      if (one.state !== "waiting") continue;
      free -= 1;
      void this.#send(one);
    }
  }

  async #send(one: Waiting): Promise<void> {
    one.state = "sending";
    one.sent = 0;
    try {
      one.sending = sendFile(one.file, (bytes) => (one.sent = bytes));
      const preview = await one.sending.done;
      one.preview = preview;
      one.problem = preview.problem;
      const isStudy = preview.studies.length > 0;
      one.draft = preview.problem === null && !isStudy ? draftOf(preview) : null;
      one.state = preview.problem !== null ? "failed" : isStudy ? "study" : "read";
    } catch (thrown) {
      one.problem = toProblem(thrown);
      one.state = "failed";
    }
    one.sending = null;
    this.#pump();
  }
}

function known(): string[] {
  return [...study.participants.map.values()].map((one) => one.pseudonym);
}

/** The values typed for a new participant. */
export function valuesOf(pseudonym: string): Record<Id, string> {
  return desk.values[fold(pseudonym)] ?? {};
}

/** Keeps a value typed for a new participant. */
export function setValue(pseudonym: string, attribute: Id, value: string): void {
  desk.values = { ...desk.values, [fold(pseudonym)]: { ...valuesOf(pseudonym), [attribute]: value } };
}

/** The files that wait in this window. */
export const desk = new Desk();
