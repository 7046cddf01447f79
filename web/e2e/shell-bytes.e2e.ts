import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { openSample, openWindow, startBrowser, startServer, type Server } from "./harness";

let server: Server;
let browser: Browser;
let page: Page;
const elsewhere: string[] = [];

beforeAll(async () => {
  server = await startServer();
  browser = await startBrowser();
  page = await openWindow(browser, "about:blank");
  page.on("request", (request) => {
    if (!request.url().startsWith(`http://127.0.0.1:${server.port}/`)) elsewhere.push(request.url());
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it("loads less than 200,000 bytes, compressed, before a study is open, fonts included", async () => {
  const sizes = new Map<string, number>();
  const reading: Promise<void>[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith("/api/") || response.status() !== 200) return;
    // A font is compressed already.
    const size = (body: Buffer): number => (pathname.endsWith(".woff2") ? body.length : gzipSync(body).length);
    reading.push(response.body().then((body) => void sizes.set(pathname, size(body))));
  });
  await page.goto(server.link);
  await page.getByRole("heading", { name: "Your studies" }).waitFor();
  await page.waitForLoadState("networkidle");
  await Promise.all(reading);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  console.log(JSON.stringify({ "shell-bytes": total, files: Object.fromEntries(sizes) }));
  expect(sizes.size).toBeGreaterThan(2);
  expect(total).toBeLessThan(200_000);
});

it("asks nothing of anywhere else", async () => {
  await openSample(page);
  await page.getByRole("heading", { name: "What to do next" }).waitFor();
  expect(elsewhere).toEqual([]);
});
