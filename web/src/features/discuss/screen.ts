import type { Screen } from "@/model/screen";

export const screen: Screen = {
  id: "discuss",
  label: "To discuss",
  letter: "d",
  order: 90,
  icon: "discuss",
  load: () => import("./DiscussScreen.svelte"),
  keys: [{ id: "print", keys: "Mod+P", does: "Print the list as an agenda" }],
};
