import type { Code, Id } from "@/api/types";
import { codeTree, type CodeNode } from "./code-tree";

/** How a code looks: a CSS colour that suits both themes, and one of six patterns for those who cannot tell colours apart. */
export interface CodeLook {
  colour: string;
  pattern: number;
}

/** How many patterns a Swatch can draw. */
export const PATTERNS = 6;

/** Hues in degrees of OKLCH, ordered so that those who follow each other differ much. */
export const HUES: { hue: number; name: string }[] = [
  { hue: 250, name: "blue" },
  { hue: 70, name: "amber" },
  { hue: 190, name: "teal" },
  { hue: 25, name: "red" },
  { hue: 295, name: "violet" },
  { hue: 130, name: "green" },
  { hue: 350, name: "rose" },
  { hue: 220, name: "sky" },
  { hue: 48, name: "orange" },
  { hue: 160, name: "jade" },
  { hue: 100, name: "olive" },
  { hue: 325, name: "plum" },
];

/** The colour of a hue, of one lightness and chroma in each theme. `step` 1, 2.. sets codes of one category apart a little. */
export function hueColour(hue: number, step = 0): string {
  const shift = [0, 0.05, -0.06, 0.025, -0.03][step % 5] ?? 0;
  const light = (0.6 + shift).toFixed(3);
  const dark = (0.74 + shift).toFixed(3);
  // The most chroma that every hue has in sRGB at this lightness: teal is the one that has least.
  return `light-dark(oklch(${light} 0.103 ${hue}), oklch(${dark} 0.12 ${hue}))`;
}

const GREY: CodeLook = { colour: "light-dark(oklch(0.6 0 0), oklch(0.74 0 0))", pattern: 0 };

/** The look of a code that is not known (any longer). */
export function unknownLook(): CodeLook {
  return GREY;
}

/**
 * A look for every code: one hue a tree at the top, a shade and a pattern within it.
 * A colour that the user chose stands for the code and for what is under it.
 */
export function codeLooks(codes: Iterable<Code>): Map<Id, CodeLook> {
  const looks = new Map<Id, CodeLook>();
  // The pattern moves on with the tree too, so that hues which a colour-blind eye takes for one differ by pattern.
  codeTree(codes).forEach((root, at) => {
    const hue = HUES[at % HUES.length]?.hue ?? 0;
    let step = 0;
    const paint = (node: CodeNode, chosen: string | null): void => {
      const own = node.code.colour ?? chosen;
      looks.set(node.code.id, { colour: own ?? hueColour(hue, step), pattern: (at + step) % PATTERNS });
      step += 1;
      for (const child of node.children) paint(child, own);
    };
    paint(root, null);
  });
  return looks;
}
