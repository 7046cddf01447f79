import type { Range16 } from "@/model/ranges";
import { intoBlock } from "./blocks";
import type { Page } from "./page";
import { moved, type Unit } from "./segments";

/** A selection with its direction: `focus` is the end that moves. Both the same: a caret. */
export interface Held {
  anchor: number;
  focus: number;
}

/** The stretch between the two ends. */
export function spanOf(held: Held): Range16 {
  return { start: Math.min(held.anchor, held.focus), end: Math.max(held.anchor, held.focus) };
}

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * Where a key takes the caret, or null for another key: arrows go by words and lines, with Mod by sentences and turns,
 * with Alt by characters; Home and End to the ends of the turn (with Mod, of the text); Shift extends.
 */
export function heldAfter(page: Page, held: Held, pressed: Pressed): Held | null {
  const focus = target(page, held, pressed);
  if (focus === null) return null;
  return { anchor: pressed.shiftKey ? held.anchor : focus, focus };
}

function target(page: Page, held: Held, pressed: Pressed): number | null {
  const mod = pressed.ctrlKey || pressed.metaKey;
  const { text, blocks } = page;
  const go = (unit: Unit, forwards: boolean): number => moved(text, blocks, held.focus, unit, forwards);
  switch (pressed.key) {
    case "ArrowRight":
    case "ArrowLeft":
      return go(mod ? "sentence" : pressed.altKey ? "character" : "word", pressed.key === "ArrowRight");
    case "ArrowDown":
    case "ArrowUp":
      if (pressed.altKey) return null;
      return mod ? go("turn", pressed.key === "ArrowDown") : byLine(page, held.focus, pressed.key === "ArrowDown");
    case "Home":
    case "End":
      return toEnd(page, held.focus, pressed.key === "End", mod);
    default:
      return null;
  }
}

function toEnd(page: Page, focus: number, last: boolean, ofText: boolean): number {
  const { blocks } = page;
  if (ofText) return last ? (blocks.at(-1)?.end ?? 0) : (blocks[0]?.start ?? 0);
  const block = blocks.find((one) => one.end >= focus);
  return block ? block[last ? "end" : "start"] : focus;
}

function byLine(page: Page, focus: number, down: boolean): number {
  const spot = page.spot(focus, "after");
  if (!spot) return focus;
  const home = page.sheet.getBoundingClientRect();
  const height = spot.bottom - spot.top;
  for (const lines of [0.9, 1.6, 2.4]) {
    const y = down ? spot.bottom + height * (lines - 0.4) : spot.top - height * (lines - 0.4);
    const found = page.positionUnder(home.left + spot.left + 1, home.top + y);
    if (found !== null && found !== focus && (down ? found > focus : found < focus)) return intoBlock(page.blocks, found);
  }
  return moved(page.text, page.blocks, focus, "turn", down);
}
