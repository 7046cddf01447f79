import type { Id } from "@/api/types";
import { correctedSource, follow, replacements } from "@/annotator/corrections";
import { nextMark } from "@/annotator/marks";
import { moved, sentenceAt, withoutSpace } from "@/annotator/segments";
import type { Range16 } from "@/model/ranges";
import { attempt, change } from "@/services/commands";
import { playFrom, turnHeard } from "@/services/listening";
import { goToScreen } from "@/services/router.svelte";
import { codings } from "@/store/codings.svelte";
import { notices } from "@/store/notices.svelte";
import { study } from "@/store/study.svelte";
import * as commands from "./commands";
import { words } from "./words";
import type { Quick, Workspace } from "./workspace.svelte";

/** Opens the quick field, or says what must be chosen first. A new code may be made without a selection. */
export function openQuick(space: Workspace, what: Quick): void {
  if (study.readOnly !== null) return notices.say(study.readOnly);
  if (what === "new" || (what === "code" ? space.hasSelection : space.current !== undefined)) space.quick = what;
  else notices.say(what === "code" ? words.selectFirst : words.chooseFirst);
}

/** Plays the recording from the turn at the cursor, or pauses it. */
export function play(space: Workspace): void {
  playFrom(space.player, space.text?.turns ?? [], space.held.focus);
}

/** Goes to the turn that is heard. */
export function goToHeard(space: Workspace): void {
  const turn = turnHeard(space.player, space.text?.turns ?? []);
  if (turn) space.surface?.hold({ anchor: turn.wordsStart, focus: turn.wordsStart });
}

/** Codes the selection, or a given stretch. */
export async function codeAs(space: Workspace, code: Id, wanted: Range16 = space.span): Promise<void> {
  const text = space.text;
  if (!text || study.readOnly !== null) return;
  const span = withoutSpace(text.text, wanted);
  if (span.end <= span.start) return notices.say(words.selectFirst);
  const known = study.codes.get(code);
  if (known?.isCategory) return notices.say(words.isCategory(known.name));
  space.used(code);
  space.said = words.coded(known?.name ?? "", space.reference(span));
  const id = await commands.code(text, span, code);
  if (id !== null && space.span.start <= span.start && span.end <= space.span.end) space.choose(id);
}

/** Makes a code from its name and codes the selection with it. */
export async function codeAsNew(space: Workspace, name: string): Promise<void> {
  const span = space.span;
  const known = study.codes.shown.find((code) => code.name.toLocaleLowerCase() === name.trim().toLocaleLowerCase());
  const code = known?.id ?? (await commands.makeCode(name));
  if (code !== null && span.end > span.start) await codeAs(space, code, span);
}

/** The selected words as the name of a code. */
export async function inVivo(space: Workspace): Promise<void> {
  if (!space.text || !space.hasSelection) return notices.say(words.selectFirst);
  const said = space.text.text.slice(space.span.start, space.span.end).replaceAll(/\s+/gu, " ").trim();
  await codeAsNew(space, said.length > 80 ? `${said.slice(0, 79).trimEnd()}…` : said);
}

/** Makes the chosen coding longer or shorter at one end by a word. */
export async function stretch(space: Workspace, end: "start" | "end", forwards: boolean): Promise<void> {
  const coding = space.current;
  const page = space.surface?.page;
  if (!coding || !page || !space.text) return notices.say(words.chooseFirst);
  let to = moved(page.text, page.blocks, coding[end], "word", forwards);
  // Forwards a caret comes to the end of a word: a beginning goes on to the start of the next.
  if (end === "start" && forwards) while (/\s/u.test(page.text[to] ?? "")) to++;
  if (end === "end" && !forwards) while (/\s/u.test(page.text[to - 1] ?? "")) to--;
  const span = { start: coding.start, end: coding.end, [end]: to };
  if (span.end <= span.start) return;
  space.choose(coding.id);
  await commands.resize(coding, space.text, span);
}

/** Takes the chosen code off. */
export async function takeOff(space: Workspace): Promise<void> {
  const coding = space.current;
  if (!coding) return notices.say(words.chooseFirst);
  if (space.chosen === coding.id) space.choose(null);
  space.said = words.uncoded(study.codes.get(coding.code)?.name ?? "");
  await commands.uncode(coding);
}

/** Splits the chosen coding at the cursor. */
export async function splitHere(space: Workspace): Promise<void> {
  const coding = space.current;
  const at = space.held.focus;
  if (!coding || !space.text) return notices.say(words.chooseFirst);
  if (at <= coding.start || at >= coding.end) return notices.say(words.splitOutside);
  await commands.split(coding, space.text, at);
}

/** Joins the chosen coding with the next of the same code and coder. */
export async function joinNext(space: Workspace): Promise<void> {
  const coding = space.current;
  if (!coding) return notices.say(words.chooseFirst);
  const same = [...(codings.of(coding.source)?.values() ?? [])].filter((one) => one.code === coding.code && one.coder === coding.coder && one.id !== coding.id && one.start >= coding.start);
  const next = same.sort((a, b) => a.start - b.start)[0];
  if (!next) return notices.say(words.noJoin);
  await commands.joinCodings([coding.id, next.id]);
}

/** Goes to the next turn for which something holds, from the cursor on and then from the start. */
function goToTurn(space: Workspace, wanted: (turn: { start: number; wordsStart: number; wordsEnd: number }) => boolean, none: string): void {
  const turns = (space.text?.turns ?? []).filter(wanted);
  const next = turns.find((turn) => turn.wordsStart > space.held.focus) ?? turns[0];
  if (!next) return notices.say(none);
  space.surface?.hold({ anchor: next.wordsStart, focus: next.wordsStart });
  space.surface?.focus();
}

export function nextUnseen(space: Workspace): void {
  goToTurn(space, (turn) => !space.seen.has(turn.start), words.noUnseen);
}

export function nextUncoded(space: Workspace): void {
  const list = space.marks;
  goToTurn(space, (turn) => !list.some((mark) => mark.start < turn.wordsEnd && turn.wordsStart < mark.end), words.noUncoded);
}

export function nextUnread(space: Workspace): void {
  const next = nextMark(space.marks, space.held.focus, (mark) => mark.unread);
  if (!next) return notices.say(words.noUnread);
  space.choose(next.id, true);
  space.surface?.focus();
}

export function selectSentence(space: Workspace): void {
  const page = space.surface?.page;
  const span = page && sentenceAt(page.text, page.blocks, space.held.focus);
  if (span) space.surface?.hold({ anchor: span.start, focus: span.end });
}

/** Copies "P03, line 41". */
export async function copyLine(space: Workspace): Promise<void> {
  const reference = space.reference(space.span);
  try {
    await navigator.clipboard.writeText(reference);
    notices.say(words.copied(reference));
  } catch {
    notices.wrong(`${words.copyFailed} ${reference}`);
  }
}

/** Opens the source before or after this one. */
export function goToSource(space: Workspace, step: 1 | -1): void {
  const list = space.sources;
  const at = list.findIndex((source) => source.id === space.open.id);
  const next = list[at + step];
  if (next) goToScreen("coding", [next.id]);
}

// What was typed in a correction and not saved, by source and the words it began from; gone when the window closes.
const drafts = new Map<string, string>();

/** Opens the paragraph at the cursor for correction. */
export function correct(space: Workspace): void {
  const { surface, text } = space;
  const block = surface?.page.blocks[surface.page.pointOf(space.held.focus)?.block ?? -1];
  if (!surface || !text || !block || study.readOnly !== null) return;
  const before = text.text.slice(block.start, block.end);
  const key = `${text.source}\n${before}`;
  let close: (() => void) | null = null;
  const leave = (): void => {
    close?.();
    surface.focus();
  };
  close = surface.edit(drafts.get(key) ?? null, words.correcting, {
    onInput: (now) => drafts.set(key, now),
    onCancel: leave,
    onCommit: (after) => {
      leave();
      if (after.trim() === "") return notices.say(words.emptyCorrection);
      if (after !== before) void commit(space, block, before, after, key);
    },
  });
}

async function commit(space: Workspace, block: Range16, before: string, after: string, key: string): Promise<void> {
  const text = space.text;
  if (!text) return;
  const list = replacements(before, after, block.start);
  codings.load(text.source, [...(codings.of(text.source)?.values() ?? [])].map((coding) => ({ ...coding, ...follow(coding, list) })));
  space.open.text = correctedSource(text, block, list);
  const done = await attempt(() => change("POST", ["sources", text.source, "corrections"], { version: text.version, splices: list }));
  if (done) drafts.delete(key);
  else {
    drafts.set(key, after);
    notices.say(words.correctionKept);
    space.open.text = text;
    await space.open.reload();
  }
}
