import type { Code } from "@/api/types";

/** A code for a test: its number is its id. */
export function aCode(number: string, parent: string | null = null, more: Partial<Code> = {}): Code {
  return {
    id: number, number, name: `Code ${number}`, parent, colour: null, definition: "", useWhen: "", notWhen: "", example: "",
    origin: "from-data", isCategory: false, codings: 0, people: 0, unread: 0, archived: false, ...more,
  };
}
