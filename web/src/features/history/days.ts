const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "long" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "Sunday 3 May 2026" for milliseconds since 1970. */
export function dayOnly(ms: number): string {
  return `${WEEKDAY.format(ms)} ${DATE.format(ms)}`;
}

/** "14:05". */
export function clock(ms: number): string {
  return CLOCK.format(ms);
}
