/** Waits until a screen shows the control, then points at it; points at the screen's own link if it never does. */
export async function pointAt(control: string, screen: string): Promise<void> {
  const target = (await appears(`[data-guide="${control}"]`)) ?? document.querySelector(`nav a[href*="/${screen}"]`);
  if (!(target instanceof HTMLElement)) return;
  target.scrollIntoView({ block: "nearest" });
  target.classList.add("pointed-at");
  setTimeout(() => target.classList.remove("pointed-at"), 4_000);
  if (target.matches("button, a, input, select, textarea, [tabindex]")) target.focus();
}

async function appears(selector: string): Promise<Element | null> {
  for (let tries = 0; tries < 20; tries++) {
    const found = document.querySelector(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}
