import { appendFileSync } from "node:fs";

/** What a bar says of a value. */
export interface Bar {
  name: string;
  value: number;
  unit: "s" | "bytes" | "count";
  /** The value must stay below this, or be this where it is 0. */
  bar: number;
  /** What it is measured beside, in the same unit, in the same run. */
  against?: number;
  /** What else belongs to the number. */
  details?: object;
}

let missed = 0;

/** Prints one measured value as a line of JSON; in the file that BARS names too. */
export function record({ name, value, unit, bar, against, details }: Bar): void {
  const met = bar === 0 ? value === 0 : value < bar;
  if (!met) missed++;
  const round = (number: number): number => Number(number.toPrecision(4));
  const ratio = against === undefined ? null : round(value / against);
  const line = `${JSON.stringify({ name, value: round(value), unit, against: against === undefined ? null : round(against), ratio, bar, met, ...details })}\n`;
  process.stdout.write(line);
  const file = process.env["BARS"];
  if (file) appendFileSync(file, line);
}

/** How many bars were missed so far. */
export const missedBars = (): number => missed;

/** The value that `share` (0 to 1) of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
