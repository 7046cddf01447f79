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


it("sets groups side by side by people, with no test and no percentage", async () => {
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.getByRole("columnheader", { name: /^clinician/ }).waitFor();
  await page.getByText("Participants were chosen on purpose, so no test is shown.").waitFor();
  const said = (await page.locator("main").innerText()).toLowerCase();
  expect(said).toMatch(/\d+ of \d+/);
  expect(said).not.toContain("%");
  expect(await lookAtScreen(page, "compare")).toEqual([]);
});

it("opens the accounts of a code by keyboard, those that do not fit first", async () => {
  const unlike = page.getByRole("row").filter({ hasText: "Unlike most of their group" }).first();
  await unlike.getByRole("button").focus();
  await page.keyboard.press("Enter");
  const accounts = page.getByRole("complementary", { name: /^Accounts of/ });
  await accounts.getByText("does not fit").first().waitFor();
  const first = accounts.getByRole("article").first();
  const group = page.locator("aside section").filter({ hasText: "does not fit" }).first();
  expect(await group.getByRole("article").first().innerText()).toContain("does not fit");
  await first.waitFor();
  expect(await lookAtScreen(page, "compare-accounts")).toEqual([]);
  await page.keyboard.press("Escape");
  await accounts.waitFor({ state: "detached" });
});

it("compares by another attribute", async () => {
  await page.getByLabel("Compare by").selectOption({ label: "CQC rating" });
  await page.getByRole("columnheader", { name: /^outstanding/ }).waitFor();
  expect(errors).toEqual([]);
});
