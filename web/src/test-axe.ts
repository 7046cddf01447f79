import axe from "axe-core";
import { mount, tick, unmount, type Component } from "svelte";

/** Puts a component on the page of a test; call what it returns to take it off. */
export async function show<P extends Record<string, unknown>>(component: Component<P>, props: P): Promise<{ page: HTMLElement; take: () => Promise<void> }> {
  const page = document.createElement("main");
  document.body.append(page);
  const mounted = mount(component, { target: page, props });
  await tick();
  return {
    page,
    take: async () => {
      await unmount(mounted);
      page.remove();
    },
  };
}

/** What axe finds wrong with a page, one line each. Colour contrast needs a real browser: the journeys check it. */
export async function axeFindings(page: Element): Promise<string[]> {
  const result = await axe.run(page, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return result.violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" ")}`);
}
