import type { Screen } from "@/model/screen";
import { keys } from "./keys";

export const screen: Screen = {
  id: "charting",
  label: "Charting",
  letter: "t",
  order: 55,
  icon: "charting",
  load: () => import("./ChartingScreen.svelte"),
  keys,
};
