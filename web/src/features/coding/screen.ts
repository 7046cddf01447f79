import type { Screen } from "@/model/screen";
import { keys } from "./keys";

export const screen: Screen = {
  id: "coding",
  label: "Coding",
  letter: "c",
  order: 30,
  icon: "coding",
  load: () => import("./CodingScreen.svelte"),
  keys,
};
