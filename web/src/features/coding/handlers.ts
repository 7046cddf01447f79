import { notices } from "@/store/notices.svelte";
import { study } from "@/store/study.svelte";
import * as actions from "./actions";
import { firstId, markRead } from "./commands";
import { words } from "./words";
import type { Workspace } from "./workspace.svelte";

type Pane = "codes" | "cursor";

/** What the keys of the workspace do. Keys that change the study do nothing while it is open for reading only. */
export function handlers(space: Workspace, isNarrow: () => boolean, drawer: (pane: Pane) => void): Record<string, () => void> {
  return { ...looking(space, isNarrow, drawer), ...whenWritable(changing(space)) };
}

function whenWritable(all: Record<string, () => void>): Record<string, () => void> {
  return Object.fromEntries(Object.entries(all).map(([id, run]) => [id, () => (study.readOnly === null ? run() : notices.say(study.readOnly))]));
}

function changing(space: Workspace): Record<string, () => void> {
  const write = (what: "memo" | "discuss"): void => {
    const coding = space.chosen === null && space.hasSelection ? undefined : space.current;
    if (coding) {
      space.choose(coding.id);
      space.writing = { on: firstId(coding.id), what };
    } else if (what === "memo" && space.hasSelection) space.writing = { on: "passage", what };
    else notices.say(what === "memo" ? words.selectFirst : words.chooseFirst);
  };
  const recent = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n): [string, () => void] => [`recent-${n}`, () => {
    const code = space.recent[n - 1];
    if (code !== undefined) void actions.codeAs(space, code);
  }]);
  return {
    code: () => actions.openQuick(space, "code"),
    "new-code": () => actions.openQuick(space, "new"),
    "in-vivo": () => void actions.inVivo(space),
    ...Object.fromEntries(recent),
    uncode: () => void actions.takeOff(space),
    "uncode-delete": () => void actions.takeOff(space),
    recode: () => actions.openQuick(space, "recode"),
    "start-earlier": () => void actions.stretch(space, "start", false),
    "start-later": () => void actions.stretch(space, "start", true),
    "end-later": () => void actions.stretch(space, "end", true),
    "end-earlier": () => void actions.stretch(space, "end", false),
    split: () => void actions.splitHere(space),
    join: () => void actions.joinNext(space),
    read: () => {
      const coding = space.current;
      if (coding) void markRead(coding, !coding.read);
    },
    memo: () => write("memo"),
    discuss: () => write("discuss"),
    correct: () => actions.correct(space),
  };
}

function looking(space: Workspace, isNarrow: () => boolean, drawer: (pane: Pane) => void): Record<string, () => void> {
  return {
    choose: () => space.chooseNext(),
    "copy-line": () => void actions.copyLine(space),
    sentence: () => actions.selectSentence(space),
    play: () => actions.play(space),
    heard: () => actions.goToHeard(space),
    find: () => (space.finding = true),
    "next-unseen": () => actions.nextUnseen(space),
    "next-uncoded": () => actions.nextUncoded(space),
    "next-unread": () => actions.nextUnread(space),
    "previous-source": () => actions.goToSource(space, -1),
    "next-source": () => actions.goToSource(space, 1),
    pane: () => (isNarrow() ? drawer("codes") : nextPane()),
    leave: () => {
      if (space.chosen !== null) space.choose(null);
      else space.surface?.hold({ anchor: space.held.focus, focus: space.held.focus }, false);
    },
  };
}

/** Moves the focus to the next of the three panes. */
function nextPane(): void {
  const panes = [document.querySelector<HTMLElement>(".tl-surface"), document.getElementById("coding-cursor"), document.querySelector<HTMLElement>("#coding-codes [role=tree]")];
  const at = panes.findIndex((pane) => pane?.contains(document.activeElement));
  const next = panes[(at + 1) % panes.length];
  (next?.querySelector<HTMLElement>("button") ?? next)?.focus();
}
