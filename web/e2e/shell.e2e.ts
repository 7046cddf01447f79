import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { axeFindings, gatherErrors, lookAtScreen, openSample, openWindow, startBrowser, startServer, type Server } from "./harness";

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

it("shows where the study stands, in both themes, at both widths", async () => {
  await page.getByRole("heading", { name: "What to do next" }).waitFor();
  expect(await lookAtScreen(page, "overview")).toEqual([]);
});

it("reaches a screen from the palette by a few letters", async () => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("overv");
  expect(await lookAtScreen(page, "palette")).toEqual([]);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/overview$/);
});

it("shows the table of keys by ?", async () => {
  await page.keyboard.press("?");
  await page.getByRole("heading", { name: "Keys" }).waitFor();
  expect(await lookAtScreen(page, "help")).toEqual([]);
  await page.keyboard.press("Escape");
});

it("opens and closes the guide by key", async () => {
  await page.keyboard.press("g");
  await page.keyboard.press("?");
  await page.getByRole("complementary", { name: "Your first study" }).waitFor();
  expect(await lookAtScreen(page, "guide")).toEqual([]);
  await page.getByRole("button", { name: "Close the guide" }).click();
});

it("shows who works on the study, adds a coder, and makes a link for another browser", async () => {
  await page.locator(".study button").first().click();
  await page.getByRole("menuitem", { name: "Who works on this study…" }).click();
  await page.getByRole("button", { name: "Add a coder…" }).click();
  expect(await lookAtScreen(page, "team")).toEqual([]);
  await page.getByLabel("Their name").fill("Cleo Wren");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("dialog").getByRole("listitem").filter({ hasText: "Cleo Wren" }).waitFor();
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/\?token=/).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
});

it("keeps the chosen appearance", async () => {
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  await page.reload();
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
});

it("says plainly that the server is lost, and goes on by itself when it is back", async () => {
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  expect(errors).toEqual([]);
  await server.kill();
  await page.getByText("Themeloom does not answer.").first().waitFor();
  expect(await lookAtScreen(page, "lost")).toEqual([]);
  const link = await server.restart();
  // The new link is opened in another window of the same browser, as a person would.
  const other = await page.context().newPage();
  await other.goto(link);
  await other.close();
  await page.getByRole("button", { name: "Try now" }).click().catch(() => undefined);
  await page.getByText("Themeloom does not answer.").first().waitFor({ state: "detached" });
  // What could not be asked while it was away is asked again.
  await page.getByRole("heading", { name: "What to do next" }).waitFor();
});
