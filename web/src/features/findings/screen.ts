import type { Screen } from "@/model/screen";

export const screen: Screen = {
  id: "findings",
  label: "Findings",
  letter: "f",
  order: 80,
  icon: "findings",
  load: () => import("./FindingsScreen.svelte"),
  keys: [
    { id: "new-finding", keys: "n", does: "Write a new finding" },
    { id: "new-theme", keys: "t", does: "Begin a new theme" },
    { id: "new-recommendation", keys: "r", does: "Write a new recommendation" },
    { id: "quotations", keys: "q", does: "Go to the quotations" },
    { id: "down", keys: "j", does: "Go to the next quotation" },
    { id: "up", keys: "k", does: "Go to the quotation before" },
    { id: "for", keys: "f", does: "Put the quotation as evidence for the finding" },
    { id: "against", keys: "a", does: "Put the quotation as evidence against the finding" },
    { id: "exemplar", keys: "x", does: "Make the quotation an exemplar of the theme" },
    { id: "search", keys: "/", does: "Search for quotations" },
    { id: "preview", keys: "p", does: "Show the tables as they will be printed, or go back" },
    { id: "export", keys: "s", does: "Save the report as a document" },
  ],
};
