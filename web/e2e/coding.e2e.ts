import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { gatherErrors, lookAtScreen, openSample, openWindow, shot, startBrowser, startServer, type Server } from "./harness";

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
const transcript = () => page.getByRole("document", { name: /^Transcript of/ });
const cards = () => page.getByRole("region", { name: "At the cursor" }).getByRole("listitem");
const selected = (): Promise<string> => page.evaluate(() => getSelection()?.toString() ?? "");

it("reads an account before coding: a margin note, a first impression, the stage", async () => {
  await press("g", "e");
  await transcript().getByText(/\w/).first().waitFor();
  await transcript().focus();
  await press("Control+ArrowDown", "Shift+Control+ArrowRight", "m");
  await page.keyboard.type("Says “nobody” twice.");
  await press("Control+Enter");
  await page.getByRole("region", { name: "Margin notes" }).getByText("Says “nobody” twice.").waitFor();
  const notes = page.getByRole("region", { name: "Margin notes" });
  await notes.getByRole("button", { name: "Change" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" And means it.");
  await press("Control+Enter");
  await notes.getByText("Says “nobody” twice. And means it.").waitFor();
  await notes.getByRole("button", { name: "Take away" }).click();
  await notes.getByText("Says “nobody” twice. And means it.").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await notes.getByText("Says “nobody” twice. And means it.").waitFor();
  await press("i");
  await page.keyboard.type("Careful at first, then open.");
  await page.getByRole("button", { name: "Next source" }).focus();
  await page.getByText("Saved.", { exact: true }).first().waitFor();
  expect(await lookAtScreen(page, "reading")).toEqual([]);
});

it("codes by keyboard alone: select, first letters, Enter", async () => {
  await press("g", "c");
  await transcript().getByText(/\w/).first().waitFor();
  await transcript().focus();
  await press("Control+End", "Control+Home", "Control+ArrowDown", "Control+ArrowDown", "Control+ArrowDown", "Shift+Control+ArrowRight");
  const words = await selected();
  expect(words.length).toBeGreaterThan(10);
  const before = await cards().count();
  await press("c");
  await shot(page, "coding-quick");
  await page.keyboard.type("w");
  await press("Enter");
  await expect.poll(() => cards().count()).toBe(before + 1);
});

it("makes a code while coding by Shift+Enter, and one in vivo", async () => {
  await press("Control+ArrowDown", "Control+ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Enter");
  await page.keyboard.type("Said in passing");
  await press("Shift+Enter");
  await cards().getByText("Said in passing").waitFor();
  await press("Control+ArrowDown", "Control+ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "i");
  await expect.poll(() => page.getByRole("tree", { name: "Codebook" }).getByRole("treeitem").count()).toBeGreaterThan(10);
});

it("codes again by number, makes the coding longer, splits it and takes it off", async () => {
  await press("Control+ArrowDown", "Control+ArrowDown", "Shift+Control+ArrowRight");
  const before = await cards().count();
  await press("1");
  await expect.poll(() => cards().count()).toBe(before + 1);
  await press("]", "ArrowLeft", "ArrowLeft", "ArrowLeft", "s");
  await expect.poll(async () => (await cards().count()) > before).toBe(true);
  await press("x");
  await expect.poll(() => errors).toEqual([]);
});

it("keeps a memo and a question to discuss on the chosen coding", async () => {
  await press("Control+Home", "Control+ArrowDown", "ArrowRight", "ArrowRight", "Shift+Control+ArrowRight", "1", "a", "m");
  await page.keyboard.type("Compare with P04.");
  await press("Control+Enter");
  await cards().getByText("Compare with P04.").waitFor();
  await cards().filter({ hasText: "Compare with P04." }).last().getByRole("button", { name: "Change", exact: true }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" And P06.");
  await press("Control+Enter");
  await cards().getByText("Compare with P04. And P06.").waitFor();
  await transcript().focus();
  await press("d");
  await page.keyboard.type("One code or two?");
  await press("Control+Enter");
  await cards().getByText("to discuss: One code or two?").waitFor();
});

it("corrects the words in place and codings follow", async () => {
  await press("Control+Home", "Control+ArrowDown", "e");
  const field = page.getByRole("textbox", { name: /^Correct the words/ });
  await field.waitFor();
  await press("Home");
  await page.keyboard.type("Well, ");
  await press("Enter");
  await transcript().getByText(/^Well, /).first().waitFor();
  await press("e", "Escape");
  await field.waitFor({ state: "detached" });
});

it("finds words in the text and goes on from them", async () => {
  await press("/");
  await page.keyboard.type("the");
  await page.getByText(/^1 of \d+$/).or(page.getByText(/^\d+ of \d+$/)).first().waitFor();
  await press("Enter", "Enter", "Escape");
  expect((await selected()).toLowerCase()).toBe("the");
});

it("stays readable when six codings overlap, in both themes, at both widths", async () => {
  await press("Control+Home", "Control+ArrowDown", "ArrowRight", "ArrowRight");
  expect(await lookAtScreen(page, "coding")).toEqual([]);
});

it("goes to a place that a link names", async () => {
  const link = page.url().replace(/\?.*$/, "").replace(/coding.*/, "coding");
  await page.goto(`${link}?line=12`);
  await transcript().getByText(/\w/).first().waitFor();
  await expect.poll(() => page.getByRole("region", { name: "At the cursor" }).getByText(/line 12/).count()).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});
