import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
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
const grid = () => page.getByRole("grid", { name: "Matrix" });
const active = () => page.locator("#tm-active");

it("shows the matrix with frozen heads, by keyboard", async () => {
  await press("g", "m");
  await grid().getByRole("rowheader").first().waitFor();
  expect(await lookAtScreen(page, "matrix")).toEqual([]);
  await page.getByLabel("Group rows by").selectOption({ label: "By role group" });
  await grid().getByText("clinician", { exact: true }).first().waitFor();
  expect(await lookAtScreen(page, "matrix-grouped")).toEqual([]);
});

it("charts a cell by keyboard and shows it in the matrix", async () => {
  await grid().focus();
  await press("Control+Home", "ArrowDown", "ArrowRight", "Enter");
  const panel = page.getByRole("region", { name: /^P0\d, / });
  await panel.getByRole("textbox", { name: "Summary" }).waitFor();
  await press("F6", "Control+a");
  await page.keyboard.type("Charted here by keyboard alone.");
  await press("Alt+u", "Alt+1", "Control+Enter");
  await panel.getByText("Saved", { exact: true }).waitFor();
  await active().getByText("Charted here by keyboard alone.").waitFor();
  expect(await active().getAttribute("aria-description")).toContain("raised unprompted");
  expect(await lookAtScreen(page, "matrix-cell")).toEqual([]);
});

it("saves a cell on leaving it", async () => {
  await page.getByRole("textbox", { name: "Summary" }).fill("Said on the way out.");
  await press("Escape");
  await active().getByText("Said on the way out.").waitFor();
  expect(await page.locator("#matrix-cell").count()).toBe(0);
});

it("reads a row as one account and a column as one theme", async () => {
  await grid().focus();
  await press("r");
  await page.getByRole("heading", { name: /one account$/ }).waitFor();
  await page.locator("blockquote").first().waitFor();
  expect(await lookAtScreen(page, "matrix-account")).toEqual([]);
  await press("Escape");
  await grid().focus();
  await press("t");
  await page.getByRole("heading", { name: /one theme$/ }).waitFor();
  expect(await lookAtScreen(page, "matrix-theme")).toEqual([]);
  await press("Escape");
});

it("lays the matrix out for A3 with line references", async () => {
  await grid().focus();
  await press("p");
  await page.getByRole("button", { name: "Print on A3" }).and(page.locator(":enabled")).waitFor();
  await page.getByText(/^l\. \d/).first().waitFor();
  expect(await lookAtScreen(page, "matrix-print")).toEqual([]);
  mkdirSync("e2e/shots", { recursive: true });
  const pdf = await page.pdf({ path: "e2e/shots/matrix-a3.pdf", preferCSSPageSize: true, printBackground: true });
  expect(pdf.length).toBeGreaterThan(1000);
  const info = execFileSync("pdfinfo", ["e2e/shots/matrix-a3.pdf"]).toString();
  expect(info).toMatch(/Page size:\s+11\d\d\.\d+ x 84\d/);
  expect(errors).toEqual([]);
});

it("lists elements from a column and sorts them into dimensions", async () => {
  await press("Escape");
  await grid().focus();
  await press("Control+Home", "ArrowDown", "ArrowRight", "w");
  await page.getByRole("heading", { name: /worksheet$/ }).waitFor();
  await page.locator("[data-case] .reading").first().selectText();
  await press("e");
  await page.getByRole("button", { pressed: true }).waitFor();
  await page.getByLabel("Element", { exact: true }).fill("a seat at the table");
  await press("Enter");
  await page.getByLabel("Dimension", { exact: true }).fill("Being heard");
  await press("Enter");
  await page.getByLabel("Name of the dimension Being heard").waitFor();
  await page.getByLabel("New element").fill("reports nobody reads");
  await press("Enter");
  await page.getByRole("button", { name: /^reports nobody reads/ }).waitFor();
  await page.getByRole("checkbox", { name: /shows it$/ }).nth(1).check();
  expect(await lookAtScreen(page, "matrix-worksheet")).toEqual([]);
  await page.reload();
  await page.getByRole("button", { name: /^a seat at the table/ }).waitFor();
  await page.getByLabel("Name of the dimension Being heard").waitFor();
});
