import { preferences } from "@/store/preferences.svelte";

/** Which of the shell's own panels are open. */
class Panels {
  palette = $state(false);
  help = $state(false);
  team = $state(false);
  // In a narrow window it would cover the screen, so there it waits to be asked for.
  guide = $state(!preferences.now.guideClosed && innerWidth > 1000);

  toggleGuide(): void {
    this.guide = !this.guide;
    preferences.set({ guideClosed: !this.guide });
  }
}

export const panels = new Panels();
