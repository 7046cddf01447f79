/** Which export is being looked at: the dialog of exports is open on it, or closed on null. */
class Exporting {
  what = $state<string | null>(null);

  /** Opens the dialog, on one of the things that can go out. */
  open(what = "project"): void {
    this.what = what;
  }
}

export const exporting = new Exporting();
