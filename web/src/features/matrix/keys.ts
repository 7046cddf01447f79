import type { KeyRow } from "@/model/keys";

/** The keys of the matrix. Arrows, Home, End and the page keys move between cells; those with Alt work while typing. */
export const keys: KeyRow[] = [
  { id: "open", keys: "Enter", does: "Open the cell; on a name, read the account or the theme" },
  { id: "read-row", keys: "r", does: "Read the row: one person's account" },
  { id: "read-column", keys: "t", does: "Read the column: one theme over all cases" },
  { id: "worksheet", keys: "w", does: "Open the worksheet of the column: elements and dimensions" },
  { id: "list-element", keys: "e", does: "In a worksheet: list the selected words as an element" },
  { id: "new-element", keys: "n", does: "In a worksheet: write a new element" },
  { id: "chart", keys: "x", does: "Chart this case with its transcript beside" },
  { id: "find", keys: "/", does: "Filter the rows by text" },
  { id: "print", keys: "p", does: "Lay the matrix out for print" },
  { id: "save", keys: "Mod+Enter", does: "Save the cell" },
  { id: "quote", keys: "Alt+1", does: "Quote excerpt 1 in the open cell, or take it back (to Alt+9)" },
  { id: "nothing-said", keys: "Alt+N", does: "The open cell: nothing said" },
  { id: "not-asked", keys: "Alt+K", does: "The open cell: not asked" },
  { id: "unprompted", keys: "Alt+U", does: "The open cell: raised unprompted" },
  { id: "pane", keys: "F6", does: "Move between the matrix and the open cell", inFields: true },
  { id: "close", keys: "Escape", does: "Close the cell or the reading view" },
];
