/** Preferences of the person, never data of a study: these alone may live in the browser's storage. */
export interface Preferences {
  theme: "system" | "light" | "dark";
  /** Characters in a line of transcript. */
  measure: number;
  /** The size of the transcript's words in pixels. */
  readingSize: number;
  /** Whether the guide was closed for good. */
  guideClosed: boolean;
}

const KEY = "themeloom.preferences";
const USUAL: Preferences = { theme: "system", measure: 68, readingSize: 17, guideClosed: false };

function read(): Preferences {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return { ...USUAL };
  }
}

class PreferencesStore {
  #now = $state.raw<Preferences>(read());

  get now(): Preferences {
    return this.#now;
  }

  set(change: Partial<Preferences>): void {
    this.#now = { ...this.#now, ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#now));
    } catch {
      // A browser without storage forgets them at closing.
    }
    this.show();
  }

  /** Puts the theme on the page. */
  show(): void {
    const { theme } = this.#now;
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }
}

/** What the person likes. */
export const preferences = new PreferencesStore();
