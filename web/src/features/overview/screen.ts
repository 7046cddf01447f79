import type { Screen } from "@/model/screen";

export const screen: Screen = {
  id: "overview",
  label: "Overview",
  letter: "o",
  order: 10,
  icon: "overview",
  load: () => import("./OverviewScreen.svelte"),
  keys: [],
};
