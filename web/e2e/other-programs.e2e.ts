import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { gatherErrors, goToScreen, lookAtScreen, openSample, openWindow, startBrowser, startServer, type Server } from "./harness";
import { storedZip } from "./stored-zip";

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

const DOCUMENT = `<Project name="Beds" origin="MAXQDA 24" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="A1" name="Ann Wren"/></Users>
<CodeBook><Codes><Code guid="C1" name="Beds and waiting" isCodable="true"/></Codes></CodeBook>
<Cases><Case guid="E1" name="P91"><SourceRef targetGUID="S1"/></Case></Cases>
<Sources><TextSource guid="S1" name="Talk with P91"><PlainTextContent>Interviewer: How many beds?
P91: Too few beds.
</PlainTextContent><PlainTextSelection guid="T1" startPosition="33" endPosition="45"><Coding guid="D1" creatingUser="A1"><CodeRef targetGUID="C1"/></Coding></PlainTextSelection></TextSource>
<PictureSource guid="S2" name="Whiteboard"/></Sources>
<Sets><Set guid="G1" name="All of it"/></Sets></Project>`;

it("shows what a study of another program holds before it is taken in", async () => {
  await goToScreen(page, "sources");
  const files = [{ name: "beds.qdpx", mimeType: "application/zip", buffer: storedZip({ "project.qde": DOCUMENT }) }];
  await page.locator('input[type="file"]').first().setInputFiles(files);
  const look = page.getByRole("region", { name: "beds.qdpx" });
  await look.getByRole("heading", { name: "\u201cBeds\u201d, a study of MAXQDA 24" }).waitFor();
  await look.getByText("source Whiteboard: it is a picture without words").waitFor();
  expect(await lookAtScreen(page, "study-preview")).toEqual([]);
});

it("takes it in as one step, with what did not travel", async () => {
  await page.getByRole("button", { name: "Take it in" }).click();
  await page.getByText("It is in the study.").first().waitFor();
  expect(await lookAtScreen(page, "study-taken")).toEqual([]);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("grid", { name: "Sources" }).getByText("Talk with P91").waitFor();
});

it("shows its coding on its words", async () => {
  const source = await page.evaluate(async () => {
    const outline = (await (await fetch(`/api/studies/${location.hash.split("/")[2]}/outline`)).json()) as { sources: { id: string; name: string }[] };
    return outline.sources.find((one) => one.name === "Talk with P91")?.id ?? "";
  });
  await page.evaluate((id) => (location.hash = location.hash.replace(/(#\/study\/[^/]+).*/, `$1/coding/${id}`)), source);
  await page.getByRole("document", { name: "Transcript of Talk with P91" }).getByText("Too few beds.").waitFor();
  await page.getByText("Beds and waiting").first().waitFor();
});

it("names what does not travel before the study is handed over to other programs", async () => {
  await goToScreen(page, "sources");
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByText(/^Does not travel \(\d+\)$/).waitFor();
  await dialog.getByText(/^recommendations \(\d+\)/).waitFor();
  await dialog.getByText("project.qdpx").waitFor();
  expect(await lookAtScreen(page, "export-project")).toEqual([]);
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe("many-rivers-project.qdpx");
  await dialog.getByText(/Saved many-rivers-project\.qdpx, \d+ kB/).waitFor();
  const bytes = readFileSync(await file.path());
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  // The names of an archive's parts are in the clear: the document, and a file for each source.
  expect(bytes.toString("latin1").split("project.qde").length).toBe(3);
  expect(bytes.toString("latin1").split("sources/").length).toBe(25);
});

let whole = Buffer.alloc(0);

it("hands out the whole study as plain files", async () => {
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByLabel("What goes out", { exact: true }).selectOption("The whole study as plain files");
  await dialog.getByText("study.json").or(dialog.getByText(/files, in one archive/)).first().waitFor();
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe("many-rivers-study.zip");
  whole = readFileSync(await file.path());
  expect(whole.toString("latin1")).toContain("tables/codings.jsonl");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

it("reaches the exports from the library and from the findings", async () => {
  await toLibrary();
  await page.getByRole("button", { name: "More for many-rivers" }).click();
  await page.getByRole("menuitem", { name: "Export…" }).click();
  await page.getByRole("dialog", { name: "Export" }).getByText(/^Does not travel/).waitFor();
  await page.keyboard.press("Escape");
  await goToScreen(page, "findings");
  await page.getByRole("button", { name: "Save the report" }).click();
  await page.getByRole("menuitem", { name: "Files for other programs…" }).click();
  await page.getByRole("dialog", { name: "Export" }).getByText(/^Does not travel/).waitFor();
  await page.keyboard.press("Escape");
});

async function chooseProject(name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel("A project of ATLAS.ti", { exact: false }).setInputFiles([{ name, mimeType: "application/octet-stream", buffer }]);
}

async function toLibrary(): Promise<void> {
  await page.evaluate(() => (location.hash = ""));
  await page.getByRole("heading", { name: "Your studies" }).waitFor();
}

it("says of a file that is no project what to do with it", async () => {
  await toLibrary();
  await chooseProject("talk.txt", Buffer.from("Interviewer: So?\nP01: Well.\n"));
  await page.getByText("This is no project of another program", { exact: false }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

it("begins a study from a project, which it shows first", async () => {
  await chooseProject("beds.qdpx", storedZip({ "project.qde": DOCUMENT }));
  await page.getByRole("heading", { name: "\u201cBeds\u201d, a study of MAXQDA 24" }).waitFor();
  expect(await page.getByLabel("Name of the study").inputValue()).toBe("Beds");
  await page.getByText("Does not travel (2)").click();
  await page.getByText("source Whiteboard: it is a picture without words").waitFor();
  await page.getByLabel("Your name").fill("Ada Marsh");
  await page.getByLabel("No passphrase: anyone who gets the file can read it").check();
  expect(await lookAtScreen(page, "library-project")).toEqual([]);
  await page.getByRole("button", { name: "Make the study" }).click();
  const report = page.getByRole("dialog", { name: "What was taken in" });
  await report.getByText("source Whiteboard: it is a picture without words").waitFor();
  expect(await lookAtScreen(page, "library-taken")).toEqual([]);
  await report.getByRole("button", { name: "Go to the study" }).click();
  await page.getByRole("heading", { name: "Beds", level: 1 }).waitFor();
  await goToScreen(page, "sources");
  await page.getByRole("grid", { name: "Sources" }).getByText("Talk with P91").waitFor();
});

it("makes a whole study again for one of its coders", async () => {
  await toLibrary();
  await chooseProject("many-rivers-study.zip", whole);
  await page.getByRole("heading", { name: "a whole study of Themeloom", exact: false }).waitFor();
  await page.getByLabel("Name of the study").fill("Rivers again");
  await page.getByLabel("Your name").fill("Aino Kettleby");
  await page.getByLabel("No passphrase: anyone who gets the file can read it").check();
  await page.getByRole("button", { name: "Make the study" }).click();
  await goToScreen(page, "sources");
  await page.getByRole("grid", { name: "Sources" }).getByText("P12", { exact: true }).first().waitFor();
  expect(errors).toEqual([]);
});
