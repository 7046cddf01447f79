import type { Code, Id } from "@/api/types";
import { byNumber } from "./numbering";

/** A code with its place in the tree. `depth` is 0 for a code at the top. */
export interface CodeNode {
  code: Code;
  depth: number;
  children: CodeNode[];
}

/**
 * The flat codes as trees in the order of their index numbers, archived ones left out.
 * A code whose parent is archived or unknown stands at the top, so that none is lost.
 */
export function codeTree(codes: Iterable<Code>): CodeNode[] {
  const shown = byNumber([...codes].filter((code) => !code.archived));
  const nodes = new Map<Id, CodeNode>(shown.map((code) => [code.id, { code, depth: 0, children: [] }]));
  const roots: CodeNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.code.parent === null ? undefined : nodes.get(node.code.parent);
    (parent && parent !== node ? parent.children : roots).push(node);
  }
  const settle = (list: CodeNode[], depth: number): void => {
    for (const node of list) {
      node.depth = depth;
      settle(node.children, depth + 1);
    }
  };
  settle(roots, 0);
  return roots;
}

/** Every node in reading order: a parent, then what is under it. */
export function flatten(nodes: CodeNode[]): CodeNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

/** The codes from the top down to `code`, itself last. */
export function pathTo(codes: ReadonlyMap<Id, Code>, code: Id): Code[] {
  const path: Code[] = [];
  let next = codes.get(code);
  while (next && !path.includes(next)) {
    path.unshift(next);
    next = next.parent === null ? undefined : codes.get(next.parent);
  }
  return path;
}

/** `code` and everything under it. */
export function withDescendants(codes: Iterable<Code>, code: Id): Set<Id> {
  const all = [...codes];
  const found = new Set<Id>([code]);
  const queue = [code];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const child of all) {
      if (child.parent === next && !found.has(child.id)) {
        found.add(child.id);
        queue.push(child.id);
      }
    }
  }
  return found;
}
