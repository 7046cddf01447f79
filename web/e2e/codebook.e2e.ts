import { readFileSync } from "node:fs";
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
const tree = () => page.getByRole("tree", { name: "Codebook" });
const line = (name: string | RegExp) => tree().getByRole("treeitem", { name });

it("shows the codebook with definitions and counts", async () => {
  await press("g", "b");
  await line(/Money and waste/).click();
  await page.getByLabel("When not to use it").waitFor();
  expect(await lookAtScreen(page, "codebook")).toEqual([]);
});

it("makes a code, defines it, and finds it after loading anew, by keyboard", async () => {
  await press("n");
  await page.getByLabel("Name of the new code").waitFor();
  await page.keyboard.type("Corridor talk");
  await press("Enter");
  await page.getByRole("article", { name: "Corridor talk" }).waitFor();
  await page.getByLabel("What it means").fill("What is settled between meetings.");
  await press("Tab");
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.reload();
  expect(await page.getByLabel("What it means").inputValue()).toBe("What is settled between meetings.");
});

it("moves a code below another by drag, and back by undo", async () => {
  const level = async (): Promise<string | null> => line(/Corridor talk/).getAttribute("aria-level");
  const before = await level();
  await line(/Corridor talk/).dragTo(line(/^1 /), { targetPosition: { x: 80, y: 14 } });
  await expect.poll(() => page.getByRole("article", { name: "Corridor talk" }).getByLabel("Number").inputValue()).toMatch(/^1\./);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await press("Control+z");
  await expect.poll(level).toBe(before);
});

it("fixes a version of the framework and says what changed since the one before", async () => {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await press("f");
  await page.getByLabel("Name", { exact: true }).last().fill("Version of the journey");
  await page.getByLabel("Why it is fixed, and what changed").fill("Corridor talk came up in four accounts.");
  await page.getByRole("dialog").getByRole("button", { name: "Fix a version" }).click();
  await page.getByRole("tab", { name: /Framework versions/ }).click();
  const version = page.getByRole("region", { name: "Version of the journey" });
  await version.getByText(/Corridor talk/).first().waitFor();
  expect(await lookAtScreen(page, "codebook-versions")).toEqual([]);
});

it("saves the codebook as a table that can be taken in again", async () => {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "More" }).first().click();
  await page.getByRole("menuitem", { name: "Save the codebook (CSV)" }).click();
  const file = await download;
  const path = await file.path();
  expect(readFileSync(path, "utf8")).toContain("Corridor talk");
  const document = page.waitForEvent("download");
  await page.getByRole("button", { name: "More" }).first().click();
  await page.getByRole("menuitem", { name: "Save the codebook as a document" }).click();
  expect((await document).suggestedFilename()).toBe("many-rivers-codebook.docx");
  await page.getByLabel("Take in a codebook (CSV)").setInputFiles({ name: "more.csv", mimeType: "text/csv", buffer: Buffer.from("number,name,definition\n,Kettles,Who signs for them\n") });
  await page.getByText(/^1 code added/).waitFor();
  expect(errors).toEqual([]);
});
