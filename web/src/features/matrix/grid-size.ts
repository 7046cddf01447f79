import { lowerBound } from "@/model/ranges";

/** Sizes in pixels. All rows are of one height and all columns of one width, so that places are arithmetic. */
export const WIDTH = 172;
export const FIRST_WIDTH = 128;
export const ROW_HEIGHT = 84;
export const GROUP_HEIGHT = 28;
export const BAND_HEIGHT = 24;
export const HEAD_HEIGHT = 84;

/** How far beyond what is in sight the page is filled. */
export const SPARE = 160;

/** The lines and columns that are in the page, ends exclusive. */
export interface Window2 {
  fromLine: number;
  toLine: number;
  fromColumn: number;
  toColumn: number;
}

/** Where a column begins. */
export function columnLeft(column: number): number {
  return FIRST_WIDTH + column * WIDTH;
}

/** A scrolled box. */
type Box = Pick<Element, "scrollTop" | "scrollLeft" | "clientHeight" | "clientWidth">;

/** What is in sight of a scrolled box and `spare` pixels more. `tops` holds where each line begins, and where the last ends. */
export function windowOf(box: Box, tops: readonly number[], columns: number, spare: number): Window2 {
  const lines = tops.length - 1;
  const top = box.scrollTop - spare;
  const bottom = box.scrollTop + box.clientHeight + spare;
  return {
    fromLine: Math.max(0, Math.min(lines, lowerBound(tops, (one) => one > top) - 1)),
    toLine: Math.min(lines, lowerBound(tops, (one) => one >= bottom)),
    fromColumn: Math.max(0, Math.min(columns, Math.floor((box.scrollLeft - spare) / WIDTH))),
    toColumn: Math.min(columns, Math.ceil((box.scrollLeft + box.clientWidth - FIRST_WIDTH + spare) / WIDTH)),
  };
}
