import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { gatherErrors, openWindow, startBrowser, startServer, type Server } from "./harness";
import { storedZip } from "./stored-zip";

// Whatever people write, or bring in, is shown as words and never becomes part of the page.
const EVIL = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
const LINK = "javascript:window.hit=1";

let server: Server;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  server = await startServer();
  browser = await startBrowser();
  page = await openWindow(browser, server.link);
  errors = gatherErrors(page.context());
  page.on("dialog", (dialog) => {
    errors.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const escaped = EVIL.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A Word file whose words are markup, with a link and a field that would run something. */
function evilDocx(): Buffer {
  const said = (words: string): string => `<w:p><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
  const link = `<w:p><w:hyperlink r:id="r1"><w:r><w:t>P02: press here</w:t></w:r></w:hyperlink><w:r><w:instrText>HYPERLINK "${LINK}"</w:instrText></w:r></w:p>`;
  return storedZip({
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${LINK}" TargetMode="External"/></Relationships>`,
    "word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${said(`Interviewer: ${escaped}`)}${said(`P02: ${escaped} and so on.`)}${link}</w:body></w:document>`,
  });
}

/** Sends a change as the page itself would. */
async function send(method: string, path: string, body: unknown): Promise<{ id: string }> {
  return page.evaluate(async ([way, to, what]) => {
    const at = `/api/studies/${location.hash.split("/")[2]}`;
    const answer = await fetch(`${at}/${to}`, { method: way, headers: { "content-type": "application/json" }, body: JSON.stringify(what) });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { id: string };
  }, [method, path, body] as const);
}

it("takes in transcripts, in Word and in plain text, whose words are scripts", async () => {
  await page.getByRole("button", { name: "New study" }).first().click();
  await page.getByLabel("Name of the study").fill(`Study ${EVIL}`);
  await page.getByLabel("Your name").fill(`Ada ${EVIL}`);
  await page.getByLabel(/^No passphrase/).check();
  await page.getByRole("button", { name: "Make the study" }).click();
  await page.getByRole("heading", { name: `Study ${EVIL}`, level: 1 }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.getByRole("heading", { name: "No sources yet" }).waitFor();
  await page.locator('input[type="file"]').setInputFiles([
    { name: "P02.docx", mimeType: "application/octet-stream", buffer: evilDocx() },
    { name: "P01 <img src=x onerror=window.hit=1>.txt", mimeType: "text/plain", buffer: Buffer.from(`Interviewer: ${EVIL}\n\nP01: ${EVIL} and ${LINK}\n`) },
  ]);
  await page.getByRole("button", { name: "Import 2 transcripts" }).click();
  await expect.poll(() => page.getByRole("grid", { name: "Sources" }).getByRole("row").count()).toBe(3);
});

it("takes scripts as names, definitions, memos and findings", async () => {
  const code = await send("POST", "codes", { name: EVIL, definition: EVIL, parent: null, isCategory: false, origin: "from-data" });
  const source = await page.evaluate(async () => {
    const outline = (await (await fetch(`/api/studies/${location.hash.split("/")[2]}/outline`)).json()) as { sources: { id: string }[] };
    return outline.sources[0]?.id ?? "";
  });
  const coding = await send("POST", `sources/${source}/codings`, { start: 0, end: 40, version: "", code: code.id, codes: [], newCode: null });
  await send("POST", "memos", { about: { kind: "coding", id: coding.id, code: null, passage: null }, text: EVIL, replyTo: null });
  await send("POST", "themes", { name: EVIL, narrative: EVIL, codes: [code.id] });
  await send("POST", "participants", { pseudonym: `P03 ${EVIL}`, organisation: null, values: [] });
});

it("shows all of it as words, on every screen", async () => {
  const screens = await page.getByRole("navigation", { name: "Screens" }).getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(screens.length).toBeGreaterThan(9);
  for (const screen of screens) {
    await page.evaluate((hash) => (location.hash = hash), screen);
    await page.locator(`a[href="${screen}"][aria-current="page"]`).waitFor();
    await page.getByRole("main").getByRole("heading", { level: 1 }).first().waitFor();
    // Nothing tells that a script did not run but time in which it could have.
    await page.waitForTimeout(300);
    const found = await page.evaluate(() => ({
      hit: "hit" in window,
      made: document.querySelectorAll('img, script:not([src]), iframe, object, embed, [onerror], [onload], a[href^="javascript"]').length,
    }));
    expect({ screen, ...found }).toEqual({ screen, hit: false, made: 0 });
  }
  await page.evaluate(() => (location.hash = location.hash.replace(/(#\/study\/[^/]+).*/, "$1/coding")));
  await page.getByRole("document", { name: /^Transcript of/ }).getByText("onerror").first().waitFor();
  expect(errors).toEqual([]);
});
