/** The screens that this window has shown since it was opened. */
class Visited {
  screens = $state.raw<ReadonlySet<string>>(new Set());

  add(screen: string): void {
    if (!this.screens.has(screen)) this.screens = new Set(this.screens).add(screen);
  }
}

export const visited = new Visited();
