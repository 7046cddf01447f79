import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { axeFindings, gatherErrors, lookAtScreen, openWindow, shot, startBrowser, startServer, type Server } from "./harness";

// A whole first study, as somebody new to the program would do it: from an empty library to a report on the disk.
const HERE = path.dirname(new URL(import.meta.url).pathname);
const FOLDER = path.join(HERE, "../../samples/many-rivers/transcripts");
const PASSPHRASE = "kettle ledger orchid tuesday";
const ROLES: Record<string, string> = { P01: "clinician", P02: "manager", P03: "executive", P04: "clinician", P05: "manager", P06: "executive" };
const FINDING = "Clinicians and managers both tell value as time with patients";

let server: Server;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  server = await startServer();
  browser = await startBrowser();
  page = await openWindow(browser, server.link);
  errors = gatherErrors(page.context());
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const blur = (): Promise<void> => page.evaluate(() => (document.activeElement as HTMLElement).blur());
const transcript = () => page.getByRole("document", { name: /^Transcript of/ });
const cards = () => page.getByRole("region", { name: "At the cursor" }).getByRole("listitem");
const cells = () => page.getByRole("complementary", { name: /^Cells under/ });
const saved = () => page.getByText("All saved").first();

it("makes a study with a passphrase, from the template", async () => {
  await page.getByRole("button", { name: "New study" }).click();
  await page.getByLabel("Name of the study").fill("Time and value");
  await page.getByLabel("Your name").fill("Ada Marsh");
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("The same again").fill(PASSPHRASE);
  await shot(page, "new-user-01-create");
  await page.getByRole("button", { name: "Make the study" }).click();
  await page.getByLabel("I have printed it or written it down").check();
  await page.getByRole("button", { name: "Go to the study" }).click();
  await page.getByRole("heading", { name: "Time and value", level: 1 }).waitFor();
  expect(await lookAtScreen(page, "new-user-02-overview")).toEqual([]);
});

it("imports six transcripts and says who speaks, and in which role", async () => {
  await press("g", "s");
  await page.getByRole("heading", { name: "No sources yet" }).waitFor();
  const names = Object.keys(ROLES).map((name) => path.join(FOLDER, name === "P05" ? "P05.md" : `${name}.txt`));
  await page.locator('input[type="file"]').setInputFiles(names);
  await page.getByRole("button", { name: "Import 6 transcripts" }).waitFor();
  await page.getByRole("button", { name: "They are participants" }).click();
  for (const [name, role] of Object.entries(ROLES)) await page.getByLabel(`role group of ${name}`).selectOption(role);
  await shot(page, "new-user-03-import");
  await page.getByRole("button", { name: "Import 6 transcripts" }).click();
  await expect.poll(() => page.getByRole("grid", { name: "Sources" }).getByRole("row").count()).toBe(7);
  expect(await lookAtScreen(page, "new-user-04-sources")).toEqual([]);
});

it("records what the six agreed to, as one change", async () => {
  await page.getByRole("tab", { name: /^Participants/ }).click();
  await page.getByRole("button", { name: "Record consent…" }).click();
  await page.getByRole("button", { name: "Record for 6 participants" }).waitFor();
  await shot(page, "new-user-05-consent");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Record for 6 participants" }).click();
  await page.getByText("Recorded the answers of 6 participants.").waitFor();
});

it("builds a codebook while coding, and takes a passage back", async () => {
  await blur();
  await press("g", "c");
  await transcript().getByText(/\w/).first().waitFor();
  await transcript().focus();
  await press("Control+End", "Control+Home", "Control+ArrowDown", "Control+ArrowDown", "Control+ArrowDown", "Control+ArrowDown", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "Enter");
  await page.keyboard.type("Time with patients");
  await press("Shift+Enter");
  await cards().getByText("Time with patients").waitFor();
  await transcript().focus();
  await press("Control+ArrowDown", "Control+ArrowDown", "Shift+Control+ArrowRight", "c");
  // A category groups codes: it is not offered.
  const offered = page.getByRole("listbox").getByRole("option");
  await offered.first().waitFor();
  expect(await offered.filter({ hasText: "Meaning of value" }).count()).toBe(0);
  await page.keyboard.type("time w");
  await press("Enter");
  await saved().waitFor();
  await transcript().focus();
  await press("Control+ArrowDown", "Control+ArrowDown", "Shift+Control+ArrowRight", "1");
  await expect.poll(() => cards().count()).toBeGreaterThan(0);
  await press("Control+z");
  await expect.poll(() => cards().count()).toBe(0);
  expect(await lookAtScreen(page, "new-user-06-coding")).toEqual([]);
});

it("goes on after the server was killed, and what was typed meanwhile is kept", async () => {
  expect(errors).toEqual([]);
  await press("g", "b");
  await page.getByRole("tab", { name: "Codes" }).waitFor();
  await page.getByLabel("Find a code").fill("time with");
  await page.getByRole("treeitem", { name: /Time with patients/ }).click();
  await page.getByRole("article", { name: "Time with patients" }).waitFor();
  await server.kill();
  await page.getByLabel("What it means").fill("Minutes at the bedside, told as the worth of the work.");
  await page.getByText("Themeloom does not answer.").first().waitFor();
  await shot(page, "new-user-07-lost");
  const link = await server.restart();
  const other = await page.context().newPage();
  await other.goto(link);
  await other.getByRole("heading", { name: "Your studies" }).waitFor();
  await other.close();
  await page.bringToFront();
  // The window that was open asks for the passphrase itself, over what was typed.
  const dialog = page.getByRole("dialog", { name: /^Open/ });
  await dialog.getByLabel("Passphrase").fill(PASSPHRASE);
  await shot(page, "new-user-07-reopen");
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await page.getByLabel("What it means").inputValue()).toBe("Minutes at the bedside, told as the worth of the work.");
  await page.getByLabel("What it means").focus();
  await press("Tab");
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.reload();
  expect(await page.getByLabel("What it means").inputValue()).toBe("Minutes at the bedside, told as the worth of the work.");
});

it("fixes a version of the framework", async () => {
  await blur();
  await press("f");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("First framework");
  await shot(page, "new-user-08-framework");
  await dialog.getByRole("button", { name: "Fix a version" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("tab", { name: "Framework versions (1)" }).waitFor();
});

it("charts one theme over all six accounts, with line references", async () => {
  await press("g", "t");
  await cells().getByRole("textbox").first().waitFor();
  await page.getByLabel("Category", { exact: true }).selectOption({ label: (await page.getByLabel("Category", { exact: true }).getByRole("option").allInnerTexts()).find((one) => one.includes("Time with patients")) ?? "" });
  for (const [name, role] of Object.entries(ROLES)) {
    await page.getByLabel("Case", { exact: true }).selectOption({ label: name });
    const field = cells().getByRole("textbox").first();
    await cells().getByRole("textbox").first().waitFor();
    await transcript().getByText("SYNTHETIC").first().waitFor();
    await transcript().focus();
    await press("Control+Home", "Control+ArrowDown", "Control+ArrowDown", "Control+ArrowDown", "Control+ArrowDown", "Shift+Control+ArrowRight");
    await field.click();
    if (role === "executive") await press("Alt+n");
    else {
      await page.keyboard.type(`Speaks of time as ${name} knows it`);
      await press("Alt+l", "Alt+q");
      await expect.poll(() => field.inputValue()).toMatch(/\(l\. \d+(-\d+)?\)$/);
    }
    await press("Control+Enter");
    await cells().getByText("Saved", { exact: true }).first().waitFor();
  }
  expect(await lookAtScreen(page, "new-user-09-charting")).toEqual([]);
  await blur();
  await press("g", "m");
  await page.getByRole("grid", { name: "Matrix" }).focus();
  await press("Control+Home", "ArrowDown", "End");
  await page.getByRole("grid", { name: "Matrix" }).getByText(/Speaks of time as P01/).first().waitFor();
  expect(await lookAtScreen(page, "new-user-10-matrix")).toEqual([]);
});

it("compares clinicians with managers by people", async () => {
  await blur();
  await press("g", "p");
  await page.getByLabel("Compare by").selectOption({ label: "role group" });
  await page.getByRole("columnheader", { name: /^clinician/ }).waitFor();
  const row = page.getByRole("row").filter({ hasText: "Time with patients" });
  await row.getByText("2 of 2").first().waitFor();
  expect(await lookAtScreen(page, "new-user-11-compare")).toEqual([]);
});

it("writes a finding with evidence for and against", async () => {
  await blur();
  await press("g", "f");
  await page.getByRole("button", { name: /theme/i }).first().waitFor();
  await shot(page, "new-user-12-findings-empty");
  await press("t");
  await page.locator(".theme input:focus").waitFor();
  await press("Control+a");
  await page.keyboard.type("Time is the coin");
  await press("Enter");
  await blur();
  await press("n");
  await page.locator("article textarea:focus").waitFor();
  await page.keyboard.type(FINDING);
  await press("Tab");
  const finding = page.getByRole("article", { name: FINDING });
  await finding.waitFor();
  await page.getByLabel("Add a code", { exact: true }).selectOption({ label: "10 Time with patients" });
  await blur();
  await page.getByRole("region", { name: "Quotations" }).locator("[data-quotation]").first().waitFor();
  await press("j", "x", "f");
  await finding.getByRole("region", { name: /^Evidence for/ }).getByRole("listitem").waitFor();
  await press("j", "a");
  await finding.getByRole("region", { name: /^Evidence against/ }).getByRole("listitem").waitFor();
  await expect.poll(() => page.getByLabel("Add a code", { exact: true }).locator("option:checked").innerText()).toBe("Add a code");
  expect(await lookAtScreen(page, "new-user-13-finding")).toEqual([]);
});

it("saves the report as a document for Word", async () => {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the report" }).click();
  await page.getByRole("menuitem", { name: /docx/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/-report\.docx$/);
  await file.saveAs(path.join(HERE, "shots", "new-user-report.docx"));
  await page.getByText(/^Saved .*-report\.docx, \d+ kB/).waitFor();
  await shot(page, "new-user-14-saved");
});
