import type { Screen } from "@/model/screen";
import { keys } from "./keys";

export const screen: Screen = {
  id: "matrix",
  label: "Matrix",
  letter: "m",
  order: 60,
  icon: "matrix",
  load: () => import("./MatrixScreen.svelte"),
  keys,
};
