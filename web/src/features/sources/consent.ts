/** The answers to a consent statement, in the words of the wire, with their labels. */
export const ANSWERS = [
  { value: "given", label: "Given" },
  { value: "refused", label: "Refused" },
  { value: "withdrawn", label: "Given, then taken back" },
] as const;

/** How an answer was given. */
export const MODES = [
  { value: "written", label: "In writing" },
  { value: "verbal", label: "By word of mouth" },
  { value: "electronic", label: "Electronically" },
  { value: "recorded", label: "On the recording" },
] as const;

/** How far somebody withdraws. Erasure itself is done on the command line, as it cannot be taken back. */
export const LEVELS = [
  { value: "stop-contact", label: "No further contact" },
  { value: "stop-collection", label: "Nothing more is collected" },
  { value: "stop-use", label: "Nothing is used any more" },
  { value: "erase", label: "Asks to be erased" },
] as const;

/** Today on this computer's calendar, as 2026-11-23. */
export function today(now = new Date()): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
