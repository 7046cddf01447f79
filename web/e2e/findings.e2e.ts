import { mkdirSync, readFileSync } from "node:fs";
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
const STATEMENT = "Value is a word that belongs to somebody else";
const finding = () => page.getByRole("article", { name: STATEMENT });

it("shows the themes of the sample with their findings and quotations", async () => {
  await press("g", "f");
  await page.getByRole("region", { name: "Quotations" }).getByRole("listitem").first().waitFor();
  await page.getByRole("article").first().waitFor();
  expect(await lookAtScreen(page, "findings")).toEqual([]);
});

it("writes a finding with evidence for and against, by keyboard alone", async () => {
  await press("n");
  await page.locator("article textarea:focus").waitFor();
  await page.keyboard.type(STATEMENT);
  await press("Tab");
  await finding().waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await press("j", "f");
  await finding().getByRole("region", { name: /^Evidence for/ }).getByRole("listitem").waitFor();
  await press("j", "a");
  await finding().getByRole("region", { name: /^Evidence against/ }).getByRole("listitem").waitFor();
  expect(await finding().getByRole("link").count()).toBeGreaterThan(1);
  await finding().scrollIntoViewIfNeeded();
  expect(await lookAtScreen(page, "findings-evidence")).toEqual([]);
});

it("keeps what is typed in a note and shows it after loading anew", async () => {
  await finding().getByLabel("Why it counts").first().fill("Said before any question about money.");
  await press("Tab");
  await finding().getByText("Saved", { exact: true }).first().waitFor();
  await page.reload();
  await finding().getByLabel("Why it counts").first().waitFor();
  expect(await finding().getByLabel("Why it counts").first().inputValue()).toBe("Said before any question about money.");
  expect(errors).toEqual([]);
});

it("keeps what is typed while the server is away", async () => {
  const narrative = page.getByRole("textbox", { name: "Narrative" });
  const before = await narrative.inputValue();
  await server.kill();
  await narrative.fill(`${before} And more.`);
  await press("Tab");
  await page.getByText("Not saved: it stays here until it can be").waitFor();
  await page.goto(page.url().replace(/#.*/, "#/study/many-rivers/history"));
  await page.goto(page.url().replace(/#.*/, "#/study/many-rivers/findings"));
  expect(await page.getByRole("textbox", { name: "Narrative" }).inputValue()).toBe(`${before} And more.`);
  const link = await server.restart();
  await (await page.context().newPage()).goto(link);
  await page.bringToFront();
  await page.getByRole("textbox", { name: "Narrative" }).focus();
  await expect.poll(async () => {
    await page.getByRole("textbox", { name: "Narrative" }).focus();
    await press("Tab");
    return page.getByText("Saved", { exact: true }).count();
  }, { timeout: 20_000, interval: 500 }).toBeGreaterThan(0);
});

it("ties a recommendation to a finding", async () => {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await press("r");
  await page.locator("article textarea:focus").waitFor();
  await page.keyboard.type("Ask wards what they would count");
  await press("Tab");
  const card = page.getByRole("article", { name: "Ask wards what they would count" });
  await card.getByRole("checkbox").first().check();
  await expect.poll(() => card.getByRole("checkbox").first().isChecked()).toBe(true);
  expect(await lookAtScreen(page, "recommendations")).toEqual([]);
});

it("shows the tables as they will be printed, by any attribute", async () => {
  await page.getByRole("tab", { name: "Table 1: themes" }).click();
  await page.getByRole("columnheader", { name: "Who says it" }).waitFor();
  await page.getByText("clinician", { exact: true }).first().waitFor();
  expect(await lookAtScreen(page, "findings-table1")).toEqual([]);
  await page.getByLabel("People by").selectOption({ label: "CQC rating" });
  await page.getByText("outstanding", { exact: true }).first().waitFor();
  await page.getByRole("tab", { name: "Table 2: recommendations" }).click();
  await page.getByRole("rowheader", { name: "Ask wards what they would count" }).waitFor();
  expect(await lookAtScreen(page, "findings-table2")).toEqual([]);
});

it("saves the report as a document that holds the new finding", async () => {
  mkdirSync("e2e/shots", { recursive: true });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the report" }).click();
  await page.getByRole("menuitem", { name: /html/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("many-rivers-report.html");
  await file.saveAs("e2e/shots/report.html");
  expect(readFileSync("e2e/shots/report.html", "utf8")).toContain(STATEMENT);
  await page.getByText(/^Saved many-rivers-report.html, \d+ kB/).waitFor();
});

it("saves the codings and the data for SPSS from the dialog of exports", async () => {
  await page.getByRole("button", { name: "Save the report" }).click();
  await page.getByRole("menuitem", { name: "Files for other programs…" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  for (const [what, name] of [["Codings", "many-rivers-codings.xlsx"], ["Cases by codes for SPSS", "many-rivers-spss.zip"]] as const) {
    await dialog.getByLabel("What goes out", { exact: true }).selectOption(what);
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Save" }).click();
    expect((await download).suggestedFilename()).toBe(name);
    await dialog.getByText(`Saved ${name}, `).waitFor();
  }
  await page.keyboard.press("Escape");
});
