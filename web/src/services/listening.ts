import type { Turn } from "@/api/types";
import { timeOfTurn, turnAtTime } from "@/model/turn-times";
import { notices } from "@/store/notices.svelte";

/** What of a player the keys need. */
export interface Listened {
  toggle: (from: number | null) => void;
  time: () => number;
}

const words = {
  none: "No recording stands beside this transcript. It is added under Reading.",
  noTime: "No turn with a time has been heard yet.",
};

/** Plays the recording from the turn at a position, or on from where it is; pauses it when it plays. */
export function playFrom(player: Listened | undefined, turns: readonly Turn[], position: number): void {
  if (player) player.toggle(timeOfTurn(turns, position));
  else notices.say(words.none);
}

/** The turn that is heard, or null after a word why there is none. */
export function turnHeard(player: Listened | undefined, turns: readonly Turn[]): Turn | null {
  const turn = player ? turnAtTime(turns, player.time()) : null;
  if (turn === null) notices.say(player ? words.noTime : words.none);
  return turn;
}
