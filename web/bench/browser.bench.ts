import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { openWindow, startBrowser, startServer, type Server } from "../e2e/harness";
import { missedBars, record } from "./record";
import { applyCode, leaveCorrection, openTranscript, scrollTranscript, useCodeOnce } from "./text-surface";
import { openMatrix, scrollMatrix } from "./wide-matrix";

// The bars that one person feels. `cargo xtask bench web` makes the studies in BENCH_LIBRARY and calls this on the
// release program.
const ROUNDS = 5;
const PASSPHRASE = "a passphrase for measuring";
let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer(process.env["BENCH_LIBRARY"]);
  browser = await startBrowser();
  page = await openWindow(browser, "about:blank", { theme: "light" });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const middle = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Opens a study of the library by its address. */
async function openStudy(study: string): Promise<void> {
  await page.evaluate((name) => (location.hash = `#/study/${name}/overview`), study);
}

/** Where a source named so stands in the study. */
async function sourceNamed(study: string, name: string): Promise<string> {
  return page.evaluate(async ([at, wanted]) => {
    const outline = (await (await fetch(`/api/studies/${at}/outline`)).json()) as { sources: { id: string; name: string }[] };
    return outline.sources.find((source) => source.name.startsWith(`${wanted}.`) || source.name === wanted)?.id ?? "";
  }, [study, name] as const);
}

it("loads the shell", async () => {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith("/api/") || response.status() !== 200) return;
    sizes.push(response.body().then((body) => (pathname.endsWith(".woff2") ? body.length : gzipSync(body).length)));
  });
  await page.goto(server.link);
  await page.getByRole("heading", { name: "Your studies" }).waitFor();
  await page.waitForLoadState("networkidle");
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  page.removeAllListeners("response");
  record({ name: "shell-bytes", value: bytes, unit: "bytes", bar: 200_000 });
});

it("shows the demo's first screen", async () => {
  await page.getByRole("button", { name: "Open the sample study" }).click();
  await page.getByRole("heading", { name: "What to do next" }).waitFor();
  // A window with nothing cached, on the address of the open study.
  const at = new URL(page.url()).hash;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext({ storageState: await page.context().storageState() });
    const fresh = await context.newPage();
    await fresh.goto(`http://127.0.0.1:${server.port}/${at}`);
    await fresh.getByRole("heading", { name: "What to do next" }).waitFor();
    times.push(await fresh.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() / 1000;
    }));
    await context.close();
  }
  record({ name: "demo-first-screen", value: middle(times), unit: "s", bar: 1, details: { runs: times } });
});

it.each([["10k", 0.2, 0.4], ["100k", 0.8, 0.8], ["400k", 4, 4]] as const)("opens and codes %s words", async (name, text, highlights) => {
  await openStudy("texts");
  await page.getByRole("heading", { name: "Texts to measure on" }).waitFor();
  const source = await sourceNamed("texts", name);
  expect(source).not.toBe("");
  const opened = [];
  for (let round = 0; round < ROUNDS; round++) opened.push(await openTranscript(page, source));
  const runs = { runs: opened };
  if (name === "10k") record({ name: "open-10k-text", value: middle(opened.map((one) => one.text)), unit: "s", bar: text, details: runs });
  record({ name: `open-${name}-highlights`, value: middle(opened.map((one) => one.highlights)), unit: "s", bar: highlights, details: runs });
  record({ name: `scroll-${name}-frame`, value: await scrollTranscript(page), unit: "s", bar: 0.1 });
  await openTranscript(page, source);
  await useCodeOnce(page);
  const coded = [];
  for (let round = 0; round < ROUNDS; round++) coded.push(await applyCode(page));
  const suffix = name === "10k" ? "" : `-${name}`;
  record({ name: `apply-code-screen${suffix}`, value: middle(coded.map((one) => one.screen)), unit: "s", bar: 0.05, details: { runs: coded.map((one) => one.screen) } });
  record({ name: `apply-code-durable${suffix}`, value: middle(coded.map((one) => one.durable)), unit: "s", bar: 0.1, details: { runs: coded.map((one) => one.durable) } });
  if (name !== "10k") return;
  await openTranscript(page, source);
  const left = [await leaveCorrection(page, "Wellfirst,"), await leaveCorrection(page, "Wellsecond,"), await leaveCorrection(page, "Wellthird,")];
  record({ name: "leave-correction", value: middle(left), unit: "s", bar: 0.2, details: { runs: left } });
});

it("scrolls the matrix of 2,000 cases and 300 codes", async () => {
  await openStudy("coded");
  await page.getByLabel("Passphrase").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "A large study" }).waitFor();
  const opened = await openMatrix(page);
  record({ name: "open-matrix", value: opened, unit: "s", bar: 4 });
  const frames = await scrollMatrix(page);
  record({ name: "matrix-scroll-frame", value: Math.max(...frames), unit: "s", bar: 0.05, details: { frames: frames.length, median: middle(frames), slow: frames.map((t, i) => [i, Math.round(t * 1000)]).filter(([, t]) => (t ?? 0) > 25) } });
});

it("met every bar", () => expect(missedBars()).toBe(0));
