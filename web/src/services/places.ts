import type { Target } from "@/api/types";
import { screenHash } from "./router.svelte";

/** The address where something can be looked at, or null: for links from lists of many kinds of things. */
export function placeOf(about: Target | null): string | null {
  if (about === null) return null;
  const { kind, id, code, passage } = about;
  if ((kind === "passage" || kind === "coding") && passage) return screenHash("coding", [passage.source], { start: passage.start, end: passage.end });
  if (kind === "cell" && id !== null && code !== null) return screenHash("matrix", [], { case: id, code });
  if (id === null) return null;
  switch (kind) {
    case "source": return screenHash("coding", [id]);
    case "code": return screenHash("codebook", [id]);
    case "finding": return screenHash("findings", [id]);
    case "theme": return screenHash("findings", [], { theme: id });
    case "participant":
    case "case":
    case "organisation": return screenHash("sources", [], { [kind]: id });
    default: return null;
  }
}
