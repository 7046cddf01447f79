import type { Screen } from "@/model/screen";

export const screen: Screen = {
  id: "history",
  label: "History",
  letter: "h",
  order: 100,
  icon: "history",
  load: () => import("./HistoryScreen.svelte"),
  keys: [
    { id: "down", keys: "j", does: "Go to the next line of the history" },
    { id: "up", keys: "k", does: "Go to the line before" },
    { id: "open", keys: "Enter", does: "Show what a line changed" },
    { id: "take-back", keys: "u", does: "Take the chosen line back" },
  ],
};
