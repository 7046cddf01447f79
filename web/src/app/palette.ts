import { bestFits } from "@/model/match";
import type { Screen } from "@/model/screen";
import { boundActions } from "@/services/keyboard";
import { goToScreen } from "@/services/router.svelte";
import { study } from "@/store/study.svelte";
import { words } from "./words";

/** One line of the command palette. */
export interface Command {
  id: string;
  kind: keyof typeof words.kinds;
  label: string;
  keys?: string;
  run: () => void;
}

/** Everything the palette reaches, in the order in which equals are shown: screens, actions, then what the study holds. */
export function commands(screens: readonly Screen[]): Command[] {
  const has = (screen: string): boolean => screens.some((one) => one.id === screen);
  const list: Command[] = screens.map((screen) => ({
    id: `screen-${screen.id}`, kind: "screen", label: screen.label, keys: `g ${screen.letter}`, run: () => goToScreen(screen.id),
  }));
  for (const { row, run } of boundActions()) {
    if (!row.id.startsWith("go-") && row.id !== "palette") list.push({ id: `do-${row.id}`, kind: "action", label: row.does, keys: row.keys, run });
  }
  if (has("coding")) {
    for (const source of study.sources.shown) list.push({ id: source.id, kind: "source", label: source.name, run: () => goToScreen("coding", [source.id]) });
  }
  if (has("codebook")) {
    for (const code of study.codesInOrder) list.push({ id: code.id, kind: "code", label: `${code.number} ${code.name}`, run: () => goToScreen("codebook", [code.id]) });
  }
  if (has("matrix")) {
    for (const one of study.cases.shown) list.push({ id: one.id, kind: "case", label: one.name, run: () => goToScreen("matrix", [], { case: one.id }) });
  }
  return list;
}

/** The commands that fit what was typed. */
export function fitting(list: readonly Command[], typed: string): Command[] {
  return bestFits(list, (command) => command.label, typed, 40);
}
