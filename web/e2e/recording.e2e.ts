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

const RATE = 8_000;
const MINUTES = 20;

/** A quiet tone of twenty minutes: long enough that no browser asks for all of it at once. */
function tone(): Buffer {
  const samples = Buffer.alloc(RATE * 60 * MINUTES);
  for (let at = 0; at < samples.length; at++) samples[at] = 128 + Math.round(8 * Math.sin((at / RATE) * 2 * Math.PI * 220));
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

const transcript = () => page.getByRole("document", { name: "Transcript of P08" });
const audio = () => page.getByLabel("Recording of P08");
const heard = (): Promise<{ at: number; paused: boolean; length: number }> => audio().evaluate((one: HTMLAudioElement) => ({ at: one.currentTime, paused: one.paused, length: one.duration }));

it("puts a recording beside a transcript and takes it in piece by piece", async () => {
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await page.getByLabel("Source", { exact: true }).selectOption("P08");
  await transcript().getByText(/\w/).first().waitFor();
  const ranges: string[] = [];
  page.on("response", (answer) => {
    if (answer.url().endsWith("/recording") && answer.status() === 206) ranges.push(answer.headers()["content-range"] ?? "");
  });
  await page.getByRole("button", { name: "Add the recording…" }).waitFor();
  await page.getByLabel("File of the recording").setInputFiles({ name: "P08.wav", mimeType: "audio/wav", buffer: tone() });
  await audio().waitFor();
  await expect.poll(async () => Math.round((await heard()).length)).toBe(MINUTES * 60);
  await expect.poll(() => ranges.length).toBeGreaterThan(0);
  expect(await lookAtScreen(page, "recording-reading")).toEqual([]);
});

it("plays from the turn at the cursor, goes to the turn that is heard, and pauses", async () => {
  await transcript().focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("p");
  await expect.poll(async () => (await heard()).paused).toBe(false);
  await expect.poll(async () => (await heard()).at).toBeGreaterThan(60);
  const late = (await heard()).at;
  await page.keyboard.press("p");
  expect((await heard()).paused).toBe(true);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("h");
  await page.keyboard.press("p");
  await expect.poll(async () => (await heard()).paused).toBe(false);
  expect(Math.abs((await heard()).at - late)).toBeLessThan(10);
  await page.keyboard.press("p");
});

it("plays beside the codes too", async () => {
  await page.keyboard.press("c");
  await page.getByRole("region", { name: "At the cursor" }).waitFor();
  await audio().waitFor();
  await expect.poll(async () => Math.round((await heard()).length)).toBe(MINUTES * 60);
  expect(await lookAtScreen(page, "recording-coding")).toEqual([]);
});

it("refuses what is no recording, in plain words", async () => {
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await page.getByLabel("Source", { exact: true }).selectOption("P01");
  await page.getByRole("button", { name: "Add the recording…" }).waitFor();
  await page.getByLabel("File of the recording").setInputFiles({ name: "P01.mp3", mimeType: "audio/mpeg", buffer: Buffer.from("not a sound") });
  await page.getByText("“P01.mp3” does not fit a recording: expected MP3, M4A, MP4, WAV, Ogg, FLAC or WebM.").waitFor();
  await shot(page, "recording-refused");
  await page.getByRole("button", { name: "Dismiss" }).click();
});

it("takes a recording away, and undo brings it back", async () => {
  await page.getByLabel("Source", { exact: true }).selectOption("P08");
  await page.getByRole("button", { name: "Take the recording away" }).click();
  await page.getByRole("button", { name: "Add the recording…" }).waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await audio().waitFor();
  expect(errors.filter((error) => !error.includes("400"))).toEqual([]);
});
