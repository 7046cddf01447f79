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
const blur = (): Promise<void> => page.evaluate(() => (document.activeElement as HTMLElement).blur());
const total = async (): Promise<number> => Number(/^(\d+) passage/.exec(await page.getByRole("status").filter({ hasText: "passage" }).innerText())?.[1]);

it("finds words by keyboard, grouped by case, and opens a passage in place", async () => {
  await press("g", "r");
  await page.getByLabel("What to look for").waitFor();
  await press("/");
  await page.keyboard.type("ledger NEAR/10 trust OR kettle");
  await press("Enter");
  await page.locator("[data-hit]").first().waitFor();
  expect(await total()).toBeGreaterThan(1);
  expect(await lookAtScreen(page, "retrieve")).toEqual([]);
  await blur();
  await press("j", "Enter");
  await page.waitForURL(/\/coding\/.*start=/);
  await page.goBack();
  await page.locator("[data-hit]").first().waitFor();
});

it("says where a query is not right", async () => {
  await blur();
  await press("/", "Control+a");
  await page.keyboard.type("(trust AND");
  await press("Enter");
  await page.getByRole("alert").getByText(/is not right at character 11/).waitFor();
  expect(await lookAtScreen(page, "retrieve-fault")).toEqual([]);
});

it("builds a query step by step", async () => {
  await page.getByLabel("What to look for").fill("");
  await page.getByRole("button", { name: "Build the query" }).click();
  await page.getByLabel("What the query asks").first().selectOption({ label: "This phrase" });
  await page.getByLabel("Value", { exact: true }).fill("bed nine");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByLabel("What the query asks").first().selectOption({ label: "Words of the case" });
  await page.getByLabel("Value", { exact: true }).selectOption("P02");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect.poll(() => page.getByLabel("What to look for").inputValue()).toBe('"bed nine" AND case:P02');
  await page.locator("[data-hit]").first().waitFor();
  expect(await page.locator("h2").filter({ hasText: /^P\d\d/ }).count()).toBe(1);
});

it("codes the ticked passages as one step, marked as not read, and takes it back", async () => {
  await page.getByLabel("What to look for").fill("kettle");
  await press("Enter");
  await expect.poll(async () => page.locator("mark").first().innerText()).toMatch(/kettle/i);
  const all = await total();
  await page.getByRole("checkbox", { name: /^Take in/ }).first().uncheck();
  await page.locator("#retrieve-code").selectOption({ label: "9 Other" });
  await page.getByRole("button", { name: `Code ${all - 1} passages` }).click();
  await page.getByText(`Coded ${all - 1} passages as 9 Other.`).waitFor();
  expect(await lookAtScreen(page, "retrieve-coded")).toEqual([]);
  await page.goto(page.url().replace(/#.*/, "#/study/many-rivers/codebook"));
  await page.getByLabel("Find a code").fill("other");
  await page.getByRole("treeitem", { name: /9 Other/ }).click();
  await page.getByText(`${all - 1} found by search and not read yet`).waitFor();
  await page.getByRole("link", { name: "Read its passages" }).click();
  await page.getByText("not read yet").first().waitFor();
  await blur();
  await press("Control+z");
  await expect.poll(async () => page.getByText("not read yet", { exact: true }).count()).toBe(0);
  expect(errors).toEqual([]);
});
