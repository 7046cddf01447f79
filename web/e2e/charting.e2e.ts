import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { gatherErrors, lookAtScreen, openSample, openWindow, startBrowser, startServer, type Server } from "./harness";

let server: Server;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  server = await startServer();
  browser = await startBrowser();
  page = await openWindow(browser, server.link);
  errors = gatherErrors(page.context());
  await openSample(page);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const cells = () => page.getByRole("complementary", { name: /^Cells under/ });
const cell = (at: number) => cells().getByRole("region").nth(at);
const field = (at: number) => cell(at).getByRole("textbox");
const isHere = (at: number): Promise<boolean> => field(at).evaluate((one) => one === document.activeElement);

it("opens from the matrix, with the transcript beside the cells of one category", async () => {
  await press("g", "m");
  const grid = page.getByRole("grid", { name: "Matrix" });
  await grid.getByRole("rowheader").first().waitFor();
  await grid.focus();
  await press("Control+Home", "ArrowDown", "ArrowRight", "x");
  await page.waitForURL(/\/charting\//);
  await field(0).waitFor();
  await page.getByRole("document", { name: /^Transcript of/ }).getByText("SYNTHETIC").first().waitFor();
  expect(await cells().getByRole("textbox").count()).toBeGreaterThan(2);
  expect(await lookAtScreen(page, "charting")).toEqual([]);
});

it("charts by keyboard: words, line reference, quotation, unprompted, and Tab to the next cell", async () => {
  await field(1).click();
  await press("Control+a", "Delete");
  await page.keyboard.type("Says it twice, differently");
  await press("Alt+j", "Alt+l", "Alt+q", "Alt+u");
  await expect.poll(() => field(1).inputValue()).toMatch(/^Says it twice, differently \(l\. \d+(-\d+)?\)$/);
  await cell(1).getByText(/raised unprompted/).waitFor();
  await cell(1).getByText(/\d quotation/).waitFor();
  expect(await isHere(1)).toBe(true);
  expect(await lookAtScreen(page, "charting-cell")).toEqual([]);
  await field(1).focus();
  await press("Tab");
  expect(await isHere(2)).toBe(true);
  await cell(1).getByText("Saved", { exact: true }).waitFor();
});

it("shows what was charted in the matrix", async () => {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await press("g", "m");
  await page.getByRole("grid", { name: "Matrix" }).getByText(/Says it twice, differently/).first().waitFor();
  await page.goBack();
  await expect.poll(() => field(1).inputValue()).toMatch(/^Says it twice/);
});

it("says by key that nothing was said, and goes on to the next category and case", async () => {
  await field(0).click();
  await press("Control+a", "Delete", "Alt+n", "Control+Enter");
  await cell(0).getByText("Nothing said").waitFor();
  await cell(0).getByText("Saved", { exact: true }).waitFor();
  const first = await cells().getAttribute("aria-label");
  await press("Alt+c");
  await expect.poll(() => cells().getAttribute("aria-label")).not.toBe(first);
  await expect.poll(() => isHere(0)).toBe(true);
  const before = await page.getByLabel("Case", { exact: true }).inputValue();
  await press("Alt+p");
  await expect.poll(() => page.getByLabel("Case", { exact: true }).inputValue()).not.toBe(before);
  await press("Alt+Shift+P", "Alt+Shift+C");
  await expect.poll(() => cells().getAttribute("aria-label")).toBe(first);
  await expect.poll(() => page.getByLabel("Case", { exact: true }).inputValue()).toBe(before);
});

it("loses no step when two keys come in one moment", async () => {
  const where = async (): Promise<(string | null)[]> => [await page.getByLabel("Case", { exact: true }).inputValue(), await cells().getAttribute("aria-label")];
  const [atCase, atCells] = await where();
  await page.evaluate(() => {
    for (const code of ["KeyP", "KeyC"]) window.dispatchEvent(new KeyboardEvent("keydown", { code, altKey: true, cancelable: true }));
  });
  await expect.poll(async () => (await where())[0]).not.toBe(atCase);
  await expect.poll(async () => (await where())[1]).not.toBe(atCells);
});

it("marks the account as charted", async () => {
  await page.getByLabel("Case", { exact: true }).selectOption({ label: "P02" });
  const mark = page.getByRole("button", { name: "Mark as charted" });
  if (await mark.isVisible()) {
    await mark.click();
    await page.getByText("P02 is marked as charted.").waitFor();
  }
  await page.getByText("Charted", { exact: true }).first().waitFor();
  expect(errors).toEqual([]);
});
