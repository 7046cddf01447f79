import { screens } from "@/features/registry";
import type { KeyRow } from "@/model/keys";
import { words } from "./words";

/** The keys that work on every screen. */
export const shellKeys: KeyRow[] = [
  { id: "palette", keys: "Mod+K", does: "Go to a screen, source, code or case, or do something" },
  { id: "help", keys: "?", does: "Show the keys" },
  { id: "undo", keys: "Mod+Z", does: "Undo your last change" },
  { id: "redo", keys: "Mod+Shift+Z", does: "Redo what was undone" },
  { id: "redo-too", keys: "Mod+Y", does: "Redo what was undone" },
  { id: "guide", keys: "g ?", does: "Open or close the first study guide" },
  { id: "library", keys: "g l", does: "Go to all studies" },
  { id: "export", keys: "g x", does: "Export: files for other programs" },
  ...screens.map((screen) => ({ id: `go-${screen.id}`, keys: `g ${screen.letter}`, does: `Go to ${screen.label}` })),
];

/** The whole table of keys, by where they work: what the help sheet shows. */
export function keyTable(): { title: string; rows: KeyRow[] }[] {
  const everywhere = { title: words.helpEverywhere, rows: shellKeys.filter((row) => row.id !== "redo-too") };
  return [everywhere, ...screens.filter((screen) => screen.keys.length > 0).map((screen) => ({ title: screen.label, rows: screen.keys }))];
}
