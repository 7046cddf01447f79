/** A part of a query that the builder writes. */
export interface Part {
  kind: "all" | "phrase" | "any" | "forms" | "near" | "not" | "code" | "case" | "speaker" | "attribute";
  /** The words, or the name of a code, case, speaker or value. */
  value: string;
  /** Of an attribute, its name. */
  attribute?: string;
  /** How many words may stand between. */
  distance?: number;
}

const quoted = (text: string): string => (/[\s()":=“”]/u.test(text) ? `"${text.replace(/["“”]/gu, "")}"` : text);
const wordsOf = (text: string): string[] => text.trim().split(/\s+/u).filter((word) => word !== "").map(quoted);

/** A part in the query language; empty where nothing is asked. */
export function write(part: Part): string {
  const value = part.value.trim();
  const list = wordsOf(value);
  if (value === "") return "";
  switch (part.kind) {
    case "all": return list.join(" AND ");
    case "phrase": return `"${value.replace(/["“”]/gu, "")}"`;
    case "any": return list.length > 1 ? `(${list.join(" OR ")})` : list.join("");
    case "forms": return list.map((word) => `~${word}`).join(" AND ");
    case "near": return list.join(` NEAR/${part.distance ?? 5} `);
    case "not": return `NOT ${list.length > 1 ? `(${list.join(" OR ")})` : list.join("")}`;
    case "attribute": return `${quoted(part.attribute ?? "")}=${quoted(value)}`;
    default: return `${part.kind}:${quoted(value)}`;
  }
}

/** A query with a part added to it. */
export function withPart(query: string, part: Part): string {
  const piece = write(part);
  const before = query.trim();
  if (piece === "") return before;
  return before === "" ? piece : `${/\bOR\b/u.test(before) && !before.startsWith("(") ? `(${before})` : before} AND ${piece}`;
}

/** Where a message says that a query is not right: the number of its character from 0, or null. */
export function placeOfFault(message: string): number | null {
  const found = /at characters? (\d+)/u.exec(message)?.[1];
  return found === undefined ? null : Number(found) - 1;
}
