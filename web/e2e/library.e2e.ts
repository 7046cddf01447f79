import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { gatherErrors, lookAtScreen, openSample, openWindow, startBrowser, startServer, type Server } from "./harness";

const PASSPHRASE = "teapot gravel orchid tuesday";
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

it("shows an empty library that teaches the next step", async () => {
  await page.getByRole("heading", { name: "No studies yet" }).waitFor();
  expect(await lookAtScreen(page, "library-empty")).toEqual([]);
});

it("makes a study with a passphrase and shows the recovery code once", async () => {
  await page.getByRole("button", { name: "New study" }).click();
  await page.getByLabel("Name of the study").fill("Ward rounds");
  await page.getByLabel("Your name").fill("Ada Marsh");
  expect(await page.getByLabel("Initials").inputValue()).toBe("AM");
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("The same again").fill("teapot");
  await page.getByText("The two are not the same").waitFor();
  await page.getByLabel("The same again").fill(PASSPHRASE);
  expect(await lookAtScreen(page, "library-create")).toEqual([]);
  await page.getByRole("button", { name: "Make the study" }).click();

  await page.getByRole("heading", { name: "Print your recovery code" }).waitFor();
  expect((await page.locator("[data-recovery-code]").textContent())?.length).toBeGreaterThan(12);
  expect(await lookAtScreen(page, "library-recovery")).toEqual([]);
  await page.keyboard.press("Escape");
  const on = page.getByRole("button", { name: "Go to the study" });
  expect(await on.isDisabled()).toBe(true);
  await page.getByLabel("I have printed it or written it down").check();
  await on.click();
  await page.getByRole("heading", { name: "Ward rounds", level: 1 }).waitFor();
  expect(await page.locator("[data-recovery-code]").count()).toBe(0);
});

it("locks a study, refuses a wrong passphrase in words, and opens it with the right one", async () => {
  await page.getByRole("button", { name: "Ward rounds", exact: true }).click();
  await page.getByRole("menuitem", { name: "Lock this study" }).click();
  await page.getByRole("heading", { name: "Your studies" }).waitFor();

  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByLabel("Passphrase").fill("teapot gravel");
  await page.keyboard.press("Enter");
  const wrong = page.getByRole("alert");
  await wrong.waitFor();
  expect(await wrong.textContent()).toMatch(/passphrase/i);
  expect(await lookAtScreen(page, "library-open-wrong")).toEqual([]);

  await page.getByLabel("Passphrase").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ward rounds", level: 1 }).waitFor();
});

it("backs up, restores beside the original, and asks who works where several do", async () => {
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await openSample(page);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.getByRole("button", { name: "More for many-rivers" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Back up…" }).click()]);
  expect(file.suggestedFilename()).toBe("many-rivers.loombackup");
  const kept = path.join(server.folder, "..", `${path.basename(server.folder)}.loombackup`);
  await file.saveAs(kept);
  await page.getByLabel("Restore a backup…").setInputFiles(kept);
  const restored = page.getByRole("listitem").filter({ hasText: path.basename(server.folder) });
  await restored.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByLabel("Who are you?").selectOption("Jonas Marrable");
  expect(await lookAtScreen(page, "library-who")).toEqual([]);
  await page.getByRole("button", { name: "Open", exact: true }).last().click();
  await page.getByRole("img", { name: "You are Jonas Marrable" }).waitFor();
  rmSync(kept);
});

it("shows nothing as an error in the console on the way", () => {
  expect(errors).toEqual([]);
});
