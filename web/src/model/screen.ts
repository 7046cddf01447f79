import type { Component } from "svelte";
import type { KeyRow } from "./keys";

/** One screen of the interface. Each feature exports its own from `screen.ts`; features/registry.ts collects them. */
export interface Screen {
  /** Its name in the address: #/study/NAME/id. */
  id: string;
  label: string;
  /** The letter after g that goes there. */
  letter: string;
  /** Its place in the rail, from above. */
  order: number;
  /** The name of its sign in components/icons.ts. */
  icon: string;
  /** Loads the screen when it is first opened. */
  load: () => Promise<{ default: Component }>;
  /** Its own keys, shown in the help sheet. */
  keys: KeyRow[];
}
