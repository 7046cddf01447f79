import { appendFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { isReal, openSample, openWindow, startBrowser, startServer, type Server } from "./harness";

// Bars of the text surface, on the stand-in's long texts (s9 10,000 words, s10 100,000, s11 400,000; 2,000 codings
// each): what the browser needs, without a server. Runs only with MEASURES=FILE, on a machine that does nothing else.
let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer();
  browser = await startBrowser();
  page = await openWindow(browser, server.link);
  await openSample(page);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Writes a line where MEASURES says, or on the screen. */
function record(what: object): void {
  const line = `${JSON.stringify(what)}\n`;
  const file = process.env["MEASURES"];
  if (file) appendFileSync(file, line);
  else process.stdout.write(line);
}

/** Goes to a source from within the page and measures until its words, then its highlights, are painted. */
async function open(source: string): Promise<{ text: number; highlights: number }> {
  await page.evaluate(() => (location.hash = location.hash.replace(/(#\/study\/[^/]+).*/, "$1/overview")));
  await page.getByRole("heading", { name: "What to do next" }).waitFor();
  return page.evaluate(async (id) => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const begin = performance.now();
    location.hash = location.hash.replace(/(#\/study\/[^/]+).*/, `$1/coding/${id}`);
    while (!document.querySelector(".tl-words")?.textContent) await frame();
    await frame();
    const text = performance.now() - begin;
    while (![...CSS.highlights.keys()].some((name) => name.startsWith("tl-code"))) await frame();
    await frame();
    return { text, highlights: performance.now() - begin };
  }, source);
}

/** Selects a sentence and codes it by number; milliseconds until a further bar is painted. */
async function codeOnce(): Promise<number> {
  const said = await page.evaluate(async () => {
    const host = document.querySelector<HTMLElement>(".tl-surface");
    host?.focus();
    const press = (key: string, more: KeyboardEventInit = {}): unknown => host?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    press("ArrowDown", { ctrlKey: true });
    press("ArrowRight", { ctrlKey: true, shiftKey: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const bars = (): string => [...document.querySelectorAll<HTMLElement>(".tl-bar")].map((bar) => bar.dataset["mark"]).join();
    const before = bars();
    const begin = performance.now();
    press("1");
    while (bars() === before && performance.now() - begin < 5_000) await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - begin;
  });
  await page.waitForTimeout(300);
  return said;
}

/** Scrolls through the text in 60 steps; the longest time between two frames. */
async function scroll(): Promise<number> {
  return page.evaluate(async () => {
    const host = document.querySelector(".tl-surface");
    let worst = 0;
    for (let step = 0; host && step < 60; step++) {
      const begin = performance.now();
      host.scrollTop += step % 20 === 0 ? host.scrollHeight / 5 : 240;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      worst = Math.max(worst, performance.now() - begin);
    }
    return worst;
  });
}

it.skipIf(isReal || process.env["MEASURES"] === undefined).each([["s9", 200, 400], ["s10", 800, 800], ["s11", 4000, 4000]] as const)("opens, scrolls and codes %s", async (source, text, highlights) => {
  await open("s0");
  await page.getByRole("document", { name: /^Transcript of/ }).focus();
  await page.keyboard.press("Control+ArrowDown");
  await page.keyboard.press("Shift+Control+ArrowRight");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const opened = await open(source);
  const worst = await scroll();
  const coded = [await codeOnce(), await codeOnce(), await codeOnce()].sort((a, b) => a - b);
  record({ source, ...opened, worstFrame: worst, coded });
  expect(opened.text).toBeLessThan(text);
  expect(opened.highlights).toBeLessThan(highlights);
  expect(coded[1]).toBeLessThan(source === "s11" ? 200 : 100);
}, 120_000);

it.skipIf(isReal || process.env["MEASURES"] === undefined)("leaves a correction beside 2,000 codings", async () => {
  await open("s9");
  await page.getByRole("document", { name: /^Transcript of/ }).focus();
  await page.keyboard.press("Control+ArrowDown");
  await page.keyboard.press("e");
  await page.keyboard.press("Home");
  await page.keyboard.type("Well, ");
  const left = await page.evaluate(async () => {
    const field = document.querySelector(".tl-edit");
    const begin = performance.now();
    field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    while (document.querySelector(".tl-edit") || ![...document.querySelectorAll(".tl-words")].slice(0, 8).some((one) => one.textContent?.startsWith("Well, "))) await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - begin;
  });
  record({ leaveCorrection: left });
  expect(left).toBeLessThan(200);
});
