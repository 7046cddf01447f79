/** One line of the table of keys, shown in the help sheet and the command palette. */
export interface KeyRow {
  /** Names the action within its screen, such as "code-selection". */
  id: string;
  /** As written on screen and matched: "Mod+K", "g o" (one after the other), "Shift+Enter", "?". Mod is Ctrl, on a Mac Cmd. */
  keys: string;
  /** What it does, in words that start with a verb. */
  does: string;
  /** Also works while typing in a field. Keys with Mod and Escape always do. */
  inFields?: boolean;
}

/** What of a keyboard event matters here. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** A pressed key as the table writes it, such as "Mod+Shift+Z" or "?". */
export function spellKey(event: Pressed): string {
  const printable = event.key.length === 1;
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  // A character such as "?" says by itself that Shift was down; a letter with Mod does not.
  const letter = printable && /\p{L}/u.test(event.key);
  if (event.shiftKey && (!printable || (letter && parts.length > 0))) parts.push("Shift");
  parts.push(event.key === " " ? "Space" : letter && parts.length > 0 ? event.key.toUpperCase() : event.key);
  return parts.join("+");
}

/** What of the table a pressed key sets off, given the key pressed just before (for "g o"). */
export function matchKey<T extends { keys: string }>(rows: readonly T[], before: string | null, now: string): T | undefined {
  const pair = before === null ? undefined : rows.find((row) => row.keys === `${before} ${now}`);
  return pair ?? rows.find((row) => row.keys === now);
}

/** Whether `now` begins a pair such as "g o". */
export function beginsPair(rows: readonly { keys: string }[], now: string): boolean {
  return rows.some((row) => row.keys.startsWith(`${now} `));
}
