import type { Screen } from "@/model/screen";
import { keys } from "./keys";

export const screen: Screen = {
  id: "reading",
  label: "Reading",
  letter: "e",
  order: 25,
  icon: "reading",
  load: () => import("./ReadingScreen.svelte"),
  keys,
};
