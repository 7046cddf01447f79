import { afterAll, beforeAll, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { storedZip } from "./stored-zip";
import { axeFindings, gatherErrors, goToScreen, lookAtScreen, openWindow, shot, startBrowser, startServer, type Server } from "./harness";

// Bringing transcripts into a new study: only the program itself can read them.
const HERE = path.dirname(new URL(import.meta.url).pathname);
const FOLDER = path.join(HERE, "../../samples/many-rivers/transcripts");

// A heading, a label in bold, and words in bold and in italics.
const run = (words: string, look = ""): string => `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;
const DOCUMENT = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>${run("Part one", "<w:b/>")}</w:p>
<w:p>${run("Interviewer: ", "<w:b/>")}${run("What does value mean to you?")}</w:p>
<w:p>${run("P20: ", "<w:b/>")}${run("We ")}${run("never", "<w:b/>")}${run(" had ")}${run("time with the patient", "<w:i/>")}${run(", and ")}${run("nobody", '<w:i/><w:u w:val="single"/>')}${run(" counted that.")}</w:p>
</w:body></w:document>`;

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

const files = (...names: string[]): string[] => names.map((name) => path.join(FOLDER, name));
const chooser = () => page.locator('input[type="file"]');

it("says in an empty study what to do first", async () => {
  await page.getByRole("button", { name: "New study" }).first().click();
  await page.getByLabel("Name of the study").fill("Six interviews");
  await page.getByLabel("Your name").fill("Ada Marsh");
  await page.getByLabel(/^No passphrase/).check();
  await page.getByRole("button", { name: "Make the study" }).click();
  await page.waitForURL(/#\/study\//);
  await goToScreen(page, "sources");
  await page.getByRole("heading", { name: "No sources yet" }).waitFor();
  expect(await lookAtScreen(page, "sources-empty")).toEqual([]);
});

it("shows what is recognised in six files, and says of a seventh what is wrong with it", async () => {
  await chooser().setInputFiles(files("P01.txt", "P02.txt", "P03.txt", "P05.md", "P08.vtt", "P10.csv"));
  await page.getByRole("button", { name: "Import 6 transcripts" }).waitFor();
  await chooser().setInputFiles([{ name: "photo.docx", mimeType: "application/octet-stream", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) }]);
  await page.getByText("1 file cannot be imported").waitFor();
  expect(await page.getByRole("button", { name: "Import 6 transcripts" }).isEnabled()).toBe(true);
  await page.getByRole("button", { name: "photo.docx", exact: false }).first().click();
  await shot(page, "sources-import-problem");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Leave out photo.docx" }).click();
});

it("lets the speakers be put right before anything is kept", async () => {
  await page.locator("[data-file]").filter({ hasText: "P03" }).click();
  const field = page.getByLabel("Pseudonym of P03");
  await page.getByRole("button", { name: "They are participants" }).click();
  expect(await field.inputValue()).toBe("P03");
  await field.fill("");
  await page.getByText("Give each participant a pseudonym").first().waitFor();
  await page.getByRole("button", { name: "Import 5 transcripts" }).waitFor();
  await field.fill("P33");
  await page.getByRole("button", { name: "Import 6 transcripts" }).waitFor();
  expect(await lookAtScreen(page, "sources-import")).toEqual([]);
});

it("imports them as one step that can be taken back", async () => {
  await page.getByRole("button", { name: "Import 6 transcripts" }).click();
  const rows = page.getByRole("grid", { name: "Sources" }).getByRole("row");
  await expect.poll(() => rows.count()).toBe(7);
  await page.getByRole("gridcell", { name: "P33" }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("heading", { name: "No sources yet" }).waitFor();
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => rows.count()).toBe(7);
});

it("finds, renames and archives a source, and says who speaks in it", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("P33");
  await page.getByText("1 of 6 sources").waitFor();
  await page.getByRole("gridcell", { name: "P33" }).click();
  const about = page.getByRole("complementary", { name: /^About/ });
  await about.getByText("Who speaks", { exact: true }).waitFor();
  await about.getByLabel("P03 is").selectOption("unknown");
  await about.getByRole("button", { name: "Save who speaks" }).click();
  await page.getByText("Who speaks is saved.").waitFor();
  await page.getByRole("searchbox").first().fill("");
  await expect.poll(() => page.getByRole("gridcell", { name: "nobody yet" }).count()).toBe(1);
  await about.getByLabel("Name").fill("Third interview");
  await about.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("gridcell", { name: "Third interview" }).waitFor();
  expect(await lookAtScreen(page, "sources")).toEqual([]);
  await about.getByRole("button", { name: "Archive" }).click();
  await page.getByText("5 sources").waitFor();
  await page.getByLabel("Show archived").check();
  await page.getByRole("gridcell", { name: "Third interview archived" }).click();
  await about.getByRole("button", { name: "Bring back" }).click();
  await page.getByText("6 sources").waitFor();
});

it("saves the coded transcript of the source that is chosen, as a document with comments", async () => {
  const about = page.getByRole("complementary", { name: /^About/ });
  const download = page.waitForEvent("download");
  await about.getByRole("button", { name: "Save the coded transcript" }).click();
  await page.getByRole("menuitem", { name: "Word, codings as comments (docx)" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/Third interview-coded\.docx$/);
  expect(readFileSync(await file.path()).subarray(0, 2).toString()).toBe("PK");
  await page.getByText(/first page says who may not be quoted/).waitFor();
});

it("lists the participants, and opens a source by key", async () => {
  await page.getByRole("tab", { name: /^Participants/ }).click();
  await page.getByRole("grid", { name: "Participants" }).waitFor();
  expect(await lookAtScreen(page, "sources-people")).toEqual([]);
});

it("records what is known of a participant, and consent for all of them at once", async () => {
  await page.getByRole("tab", { name: /^Organisations/ }).click();
  await page.getByRole("button", { name: "New organisation" }).click();
  await page.keyboard.type("Fenwick Vale");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Fenwick Vale" }).waitFor();
  await page.getByRole("tab", { name: /^Participants/ }).click();
  await page.getByRole("gridcell", { name: "P01", exact: true }).click();
  const about = page.getByRole("complementary", { name: "About P01" });
  await about.getByLabel("Organisation").selectOption({ label: "Fenwick Vale" });
  await page.getByRole("gridcell", { name: "Fenwick Vale" }).waitFor();
  expect(await lookAtScreen(page, "sources-person")).toEqual([]);
  await page.getByRole("tab", { name: /^Sources/ }).click();
  await page.getByRole("gridcell", { name: "P01" }).first().click();
  await page.keyboard.press("c");
  await page.waitForURL(/\/coding\//);
  expect(errors).toEqual([]);
});

it("keeps the headings and the emphasis of a Word document, and codes words across them", async () => {
  await goToScreen(page, "sources");
  await chooser().setInputFiles([{ name: "P20.docx", mimeType: "application/octet-stream", buffer: storedZip({ "word/document.xml": DOCUMENT }) }]);
  await page.getByText("1 heading", { exact: false }).first().waitFor();
  await page.getByText("4 stretches of emphasis", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Import 1 transcript" }).click();
  await page.getByRole("gridcell", { name: "P20" }).first().click();
  await page.keyboard.press("c");
  const words = page.getByRole("document", { name: /^Transcript of P20/ });
  await words.getByRole("heading", { name: "Part one", level: 2 }).waitFor();
  expect(await words.locator(".tl-words").allTextContents()).toEqual(["Part one", "What does value mean to you?", "We never had time with the patient, and nobody counted that."]);
  expect(await words.locator("b, i, u").allTextContents()).toEqual(["never", "time with the patient", "nobody", "nobody"]);
  const weight = (text: string): Promise<number> => words.getByText(text, { exact: true }).last().evaluate((one) => Number(getComputedStyle(one).fontWeight));
  expect(await weight("never")).toBeGreaterThanOrEqual(600);
  expect(await weight("Part one")).toBeGreaterThanOrEqual(600);
  const [from, to] = [await words.locator("b").boundingBox(), await words.locator("i").first().boundingBox()];
  await page.mouse.move((from?.x ?? 0) + 12, (from?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 12, (to?.y ?? 0) + 8, { steps: 5 });
  await page.mouse.up();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("never had time");
  await page.keyboard.press("Shift+ArrowRight");
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("never had time with");
  await page.keyboard.press("c");
  await page.keyboard.type("v");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByRole("region", { name: "At the cursor" }).getByRole("listitem").count()).toBe(1);
  expect(await lookAtScreen(page, "coding-emphasis")).toEqual([]);
  expect(errors).toEqual([]);
});
