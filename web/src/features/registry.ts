import type { Screen } from "@/model/screen";

// Every feature with a screen exports it from features/NAME/screen.ts: nothing is to be added here. Only these
// small descriptions are in the shell; the screens load when they are first opened.
const found = import.meta.glob<{ screen: Screen }>("./*/screen.ts", { eager: true });

/** The screens of a study, in the order of the rail. */
export const screens: Screen[] = Object.values(found)
  .map((module) => module.screen)
  .sort((a, b) => a.order - b.order);
