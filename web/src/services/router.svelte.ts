import { study } from "@/store/study.svelte";

/** Where the window is: `#/` is the library, `#/study/NAME/SCREEN/REST..?QUERY` a screen of a study. */
export interface Route {
  study: string | null;
  screen: string;
  rest: string[];
  query: URLSearchParams;
}

/** Reads a location hash. */
export function parseHash(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const parts = path.split("/").filter((part) => part !== "").map((part) => decodeURIComponent(part));
  const inStudy = parts[0] === "study" && parts[1] !== undefined;
  return {
    study: inStudy ? (parts[1] ?? null) : null,
    screen: inStudy ? (parts[2] ?? "overview") : (parts[0] ?? "library"),
    rest: parts.slice(inStudy ? 3 : 1),
    query: new URLSearchParams(query),
  };
}

class Router {
  #hash = "";
  #route = $state.raw<Route>(parseHash(""));

  get route(): Route {
    return this.#route;
  }

  /** Follows the address bar. Called once, by main.ts. */
  start(): void {
    window.addEventListener("hashchange", () => this.read());
    this.read();
  }

  /** Takes in the address as it is now. */
  read(): void {
    if (location.hash === this.#hash) return;
    this.#hash = location.hash;
    this.#route = parseHash(this.#hash);
  }
}

/** The one router; read `router.route` in a component to follow it. */
export const router = new Router();

/**
 * The address of a screen of the open study: `screenHash("coding", [source], { at: 120 })`.
 */
export function screenHash(screen: string, rest: string[] = [], query: Record<string, string | number> = {}): string {
  const path = ["study", study.id ?? "", screen, ...rest].map(encodeURIComponent).join("/");
  const asked = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
  return `#/${path}${asked === "" ? "" : `?${asked}`}`;
}

/** Goes to a screen of the open study. */
export function goToScreen(screen: string, rest: string[] = [], query: Record<string, string | number> = {}): void {
  goTo(screenHash(screen, rest, query));
}

/** The address for a place that the server names ("matrix?stale=1", "#/sources/ID"): always within the open study. */
export function hashOf(go: string): string {
  const [path = "", query] = go.replace(/^#?\/?/, "").split("?", 2);
  const parts = path.split("/").filter((part) => part !== "");
  if (parts[0] === "study") return `#/${parts.join("/")}${query ? `?${query}` : ""}`;
  return `#/study/${encodeURIComponent(study.id ?? "")}/${parts.join("/")}${query ? `?${query}` : ""}`;
}

/** Goes to any hash. */
export function goTo(hash: string): void {
  location.hash = hash === "" ? "#/" : hash;
  // The browser tells of it later; a key pressed before that goes on from here, not from the place before.
  router.read();
}
