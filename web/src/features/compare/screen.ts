import type { Screen } from "@/model/screen";

export const screen: Screen = {
  id: "compare",
  label: "Compare",
  letter: "p",
  order: 75,
  icon: "compare",
  load: () => import("./CompareScreen.svelte"),
  keys: [
    { id: "down", keys: "j", does: "Go to the next code" },
    { id: "up", keys: "k", does: "Go to the code before" },
    { id: "by", keys: "b", does: "Choose what to compare by" },
    { id: "close", keys: "Escape", does: "Close the accounts" },
  ],
};
