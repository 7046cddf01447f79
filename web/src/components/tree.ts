/** One line of a tree. The caller says how it looks in the `row` snippet. */
export interface TreeItem {
  id: string;
  parent: string | null;
  /** What typing letters looks for, and what is read aloud. */
  label: string;
}

/** A line as shown: how deep, whether it opens, and where it stands among its siblings. */
export interface TreeLine<T extends TreeItem> {
  item: T;
  depth: number;
  hasChildren: boolean;
  open: boolean;
  position: number;
  siblings: number;
}

/** The lines that are shown, in order, given which items are folded. Items come parents first, siblings in order. */
export function treeLines<T extends TreeItem>(items: readonly T[], folded: ReadonlySet<string>): TreeLine<T>[] {
  const known = new Set(items.map((item) => item.id));
  const children = new Map<string | null, T[]>();
  for (const item of items) {
    const parent = item.parent !== null && known.has(item.parent) ? item.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), item]);
  }
  const lines: TreeLine<T>[] = [];
  const walk = (parent: string | null, depth: number): void => {
    const own = children.get(parent) ?? [];
    own.forEach((item, at) => {
      const hasChildren = children.has(item.id);
      const open = hasChildren && !folded.has(item.id);
      lines.push({ item, depth, hasChildren, open, position: at + 1, siblings: own.length });
      if (open) walk(item.id, depth + 1);
    });
  };
  walk(null, 0);
  return lines;
}

/** Where an item is to stand: under `parent`, before the sibling `before` or last. */
export interface TreePlace {
  parent: string | null;
  before: string | null;
}

/** Where Alt with an arrow puts the item of a line: up, down, in (under the one above) or out. Null: it cannot go there. */
export function placeByKey<T extends TreeItem>(items: readonly T[], id: string, key: string): TreePlace | null {
  const item = items.find((one) => one.id === id);
  if (!item) return null;
  const siblings = items.filter((one) => one.parent === item.parent);
  const at = siblings.indexOf(item);
  if (key === "ArrowUp") return at > 0 ? { parent: item.parent, before: siblings[at - 1]?.id ?? null } : null;
  if (key === "ArrowDown") return at < siblings.length - 1 ? { parent: item.parent, before: siblings[at + 2]?.id ?? null } : null;
  if (key === "ArrowRight") return at > 0 ? { parent: siblings[at - 1]?.id ?? null, before: null } : null;
  if (key !== "ArrowLeft" || item.parent === null) return null;
  const parent = items.find((one) => one.id === item.parent);
  const uncles = items.filter((one) => one.parent === (parent?.parent ?? null));
  return { parent: parent?.parent ?? null, before: uncles[uncles.findIndex((one) => one.id === item.parent) + 1]?.id ?? null };
}

/** Whether `id` is `under` or somewhere below it: an item cannot be put into itself. */
export function isWithin(items: readonly TreeItem[], id: string | null, under: string): boolean {
  const byId = new Map(items.map((item) => [item.id, item]));
  for (let next = id, steps = 0; next !== null && steps <= items.length; steps++) {
    if (next === under) return true;
    next = byId.get(next)?.parent ?? null;
  }
  return false;
}
