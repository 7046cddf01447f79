import { beginsPair, matchKey, spellKey, type KeyRow } from "@/model/keys";

type Handler = (event: KeyboardEvent) => void;
interface Bound extends KeyRow {
  run: Handler;
}

// Later layers (the screen, then a panel in it) are asked before earlier ones (the shell).
const layers: Bound[][] = [];
let before: { key: string; at: number } | null = null;
const PAIR_PAUSE = 1_200;

/**
 * Makes keys work while a screen or panel is there: `$effect(() => bindKeys(rows, { undo: () => .. }))`. Rows without
 * a handler are only shown in the help sheet. Returns how to let go.
 */
export function bindKeys(rows: readonly KeyRow[], handlers: Record<string, Handler>): () => void {
  const layer = rows.flatMap((row) => {
    const run = handlers[row.id];
    return run ? [{ ...row, run }] : [];
  });
  layers.push(layer);
  return () => {
    const at = layers.indexOf(layer);
    if (at >= 0) layers.splice(at, 1);
  };
}

/** What the keys of now would do, the screen's own first: for the command palette. */
export function boundActions(): { row: KeyRow; run: () => void }[] {
  return [...layers].reverse().flatMap((layer) => layer.map((row) => ({ row, run: () => row.run(new KeyboardEvent("keydown")) })));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "file", "range"].includes(target.type);
}

/** Hears every key of the window. Called once, by main.ts. */
export function startKeyboard(): void {
  window.addEventListener("keydown", hear);
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  const now = spellKey(event);
  const typing = isTyping(event.target);
  const modal = document.querySelector("dialog:modal");
  const first = before && Date.now() - before.at < PAIR_PAUSE ? before.key : null;
  before = null;
  // Mod+Z in a field is the field's own undo.
  const isHeard = (row: Bound): boolean => !modal && (!typing || row.inFields === true || (now.startsWith("Mod+") && !/^Mod\+(Shift\+)?[ZY]$/.test(now)));
  const row = matchKey([...layers].reverse().flat().filter(isHeard), first, now);
  if (row) {
    event.preventDefault();
    row.run(event);
    return;
  }
  if (!typing && layers.some((layer) => beginsPair(layer, now))) before = { key: now, at: Date.now() };
}
