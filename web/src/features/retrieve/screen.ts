import type { Screen } from "@/model/screen";

export const screen: Screen = {
  id: "retrieve",
  label: "Retrieve",
  letter: "r",
  order: 60,
  icon: "retrieve",
  load: () => import("./RetrieveScreen.svelte"),
  keys: [
    { id: "query", keys: "/", does: "Go to the query" },
    { id: "down", keys: "j", does: "Go to the next passage" },
    { id: "up", keys: "k", does: "Go to the passage before" },
    { id: "open", keys: "Enter", does: "Open the passage in its transcript" },
    { id: "tick", keys: "x", does: "Leave the passage out of what is coded, or take it in again" },
    { id: "code", keys: "c", does: "Code all ticked passages" },
    { id: "builder", keys: "b", does: "Build the query step by step" },
  ],
};
