import type { Screen } from "@/model/screen";

export const screen: Screen = {
  id: "codebook",
  label: "Codebook",
  letter: "b",
  order: 50,
  icon: "codebook",
  load: () => import("./CodebookScreen.svelte"),
  keys: [
    { id: "new", keys: "n", does: "Make a new code beside the chosen one" },
    { id: "new-below", keys: "Shift+N", does: "Make a new code below the chosen one" },
    { id: "find", keys: "/", does: "Find a code" },
    { id: "edit", keys: "e", does: "Edit the chosen code" },
    { id: "move", keys: "Alt+ArrowUp", does: "In the tree: move the code (all four arrows)" },
    { id: "merge", keys: "m", does: "Merge the chosen code into another" },
    { id: "fix", keys: "f", does: "Fix a version of the framework" },
  ],
};
