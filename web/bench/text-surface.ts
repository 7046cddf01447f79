import type { Page } from "playwright-core";

// What is timed here is timed inside the page, from the key or the address to the painted frame, so that nothing of the
// driving of the browser is in the numbers.

/** Seconds until a transcript's words, then its highlights, are painted; from another screen of the study. */
export async function openTranscript(page: Page, source: string): Promise<{ text: number; highlights: number }> {
  await leave(page);
  return page.evaluate(async (id) => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const begin = performance.now();
    location.hash = location.hash.replace(/(#\/study\/[^/]+).*/, `$1/coding/${id}`);
    while (!document.querySelector(".tl-words")?.textContent) await frame();
    await frame();
    const text = performance.now() - begin;
    while (![...CSS.highlights.keys()].some((name) => name.startsWith("tl-code"))) await frame();
    await frame();
    return { text: text / 1000, highlights: (performance.now() - begin) / 1000 };
  }, source);
}

/** Goes to the overview. */
export async function leave(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = location.hash.replace(/(#\/study\/[^/]+).*/, "$1/overview")));
  await page.getByRole("heading", { name: "What to do next" }).waitFor();
}

/** Codes a sentence with the code that was used last, so that the key 1 has one to apply. */
export async function useCodeOnce(page: Page): Promise<void> {
  await page.getByRole("document", { name: /^Transcript of/ }).focus();
  await page.keyboard.press("Control+ArrowDown");
  await page.keyboard.press("Shift+Control+ArrowRight");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1_000);
}

/** Selects a sentence and codes it by number: seconds until a further bar is painted, and until the server has said that it is stored. */
export async function applyCode(page: Page): Promise<{ screen: number; durable: number }> {
  const stored = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/codings"));
  const { begun, screen } = await page.evaluate(async () => {
    const host = document.querySelector<HTMLElement>(".tl-surface");
    host?.focus();
    const press = (key: string, more: KeyboardEventInit = {}): unknown => host?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    press("ArrowDown", { ctrlKey: true });
    press("ArrowRight", { ctrlKey: true, shiftKey: true });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const bars = (): string => [...document.querySelectorAll<HTMLElement>(".tl-bar")].map((bar) => bar.dataset["mark"]).join();
    const before = bars();
    const begin = performance.now();
    press("1");
    while (bars() === before && performance.now() - begin < 5_000) await new Promise((resolve) => setTimeout(resolve));
    if (bars() === before) throw new Error("no coding appeared");
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return { begun: begin, screen: (performance.now() - begin) / 1000 };
  });
  const answer = await stored;
  if (!answer.ok()) throw new Error(`the server did not store the coding: ${answer.status()} ${await answer.text()} ${answer.request().postData()}`);
  await answer.finished();
  const answered = await page.evaluate(() => performance.getEntriesByType("resource").filter((entry) => entry.name.endsWith("/codings")).at(-1)?.toJSON() as { responseEnd: number });
  await page.waitForTimeout(300);
  return { screen, durable: (answered.responseEnd - begun) / 1000 };
}

/** Scrolls through a transcript in 60 steps; the longest time between two frames, in seconds. */
export async function scrollTranscript(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const host = document.querySelector(".tl-surface");
    let worst = 0;
    for (let step = 0; host && step < 60; step++) {
      const begin = performance.now();
      host.scrollTop += step % 20 === 0 ? host.scrollHeight / 5 : 240;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      worst = Math.max(worst, performance.now() - begin);
    }
    return worst / 1000;
  });
}

/** Corrects a word of a turn and leaves it: seconds until the field is gone and the corrected words stand in the text. */
export async function leaveCorrection(page: Page, word: string): Promise<number> {
  await page.getByRole("document", { name: /^Transcript of/ }).focus();
  await page.keyboard.press("Control+ArrowDown");
  await page.keyboard.press("e");
  await page.locator(".tl-edit").waitFor();
  await page.keyboard.press("Home");
  await page.keyboard.type(`${word} `);
  return page.evaluate(async (wanted) => {
    const field = document.querySelector(".tl-edit");
    const begin = performance.now();
    field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    const stands = (): boolean => [...document.querySelectorAll(".tl-words")].some((one) => one.textContent?.includes(wanted));
    while (document.querySelector(".tl-edit") || !stands()) {
      if (performance.now() - begin > 10_000) throw new Error("the correction did not appear");
      await new Promise((resolve) => setTimeout(resolve));
    }
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return (performance.now() - begin) / 1000;
  }, word);
}
