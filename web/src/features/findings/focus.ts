import { tick } from "svelte";

const PATIENCE_MS = 1_000;

/** Goes to a field that is about to appear: the event that brings what was made may come after the answer. */
export async function focusOn(selector: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    await tick();
    const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
    if (field) {
      field.focus();
      field.select();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
