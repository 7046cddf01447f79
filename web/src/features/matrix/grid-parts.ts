import { ICONS, type IconName } from "@/components/icons";

/** The signs of a cell and what each is drawn as. */
export const SIGNS = { unprompted: "flag", stale: "history", discuss: "discuss", attention: "warning" } as const satisfies Record<string, IconName>;
export type Sign = keyof typeof SIGNS;

/** Makes an element within another. */
export function made(tag: string, name: string, home: HTMLElement, role?: string): HTMLElement {
  const element = document.createElement(tag);
  if (name !== "") element.className = name;
  if (role !== undefined) element.setAttribute("role", role);
  home.append(element);
  return element;
}

/** Makes a sign. */
export function sign(which: Sign): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `tm-sign tm-sign-${which}`);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[SIGNS[which]]);
  svg.append(path);
  return svg;
}
