import axe from "axe-core";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

/** A running server with a library folder of its own. */
export interface Server {
  /** The link that signs a window in; works once. */
  link: string;
  port: number;
  /** The library folder. */
  folder: string;
  /** Ends it as a power cut would. */
  kill: () => Promise<void>;
  /** Starts it again on the same port and folder; gives the new link. */
  restart: () => Promise<string>;
  /** Ends it and takes the folder away, where it was made for this server. */
  stop: () => Promise<void>;
}

const HERE = path.dirname(new URL(import.meta.url).pathname);
const BIN = process.env["THEMELOOM_BIN"] ?? path.join(HERE, "../../target/debug/themeloom");

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });
}

function launch(folder: string, port: number): Promise<{ child: ChildProcess; link: string }> {
  const wanted = ["serve", "--no-browser", "--library", folder, "--port", String(port)];
  const child = spawn(BIN, wanted);
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (piece: Buffer): void => {
      said += piece.toString();
      const link = /http:\/\/(127\.0\.0\.1|localhost):\d+\/\S*/.exec(said)?.[0];
      if (link) resolve({ child, link });
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await gone;
}

/** Starts the program's server on a library folder that stays, or on a new one. */
export async function startServer(library?: string): Promise<Server> {
  const folder = library ?? mkdtempSync(path.join(tmpdir(), "themeloom-e2e-"));
  const port = await freePort();
  let running = await launch(folder, port);
  return {
    link: running.link,
    port,
    folder,
    kill: () => end(running.child, "SIGKILL"),
    restart: async () => {
      running = await launch(folder, port);
      return running.link;
    },
    stop: async () => {
      await end(running.child, "SIGTERM");
      if (library === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How a window is to be. */
export interface Look {
  width?: number;
  height?: number;
  theme?: "light" | "dark";
}

/** Starts Chromium (CHROMIUM, or Debian's). Close it after the tests. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
}

/** A window that has opened `link`. */
export async function openWindow(browser: Browser, link: string, look: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
    colorScheme: look.theme ?? "light",
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  // The guide opens by itself for a newcomer; the journeys are none.
  await context.addInitScript(() => (localStorage["themeloom.preferences"] ??= '{"guideClosed":true}'));
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

/** A further window of the same session (the same cookie). */
export async function secondWindow(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  return other;
}

/** Opens the sample study from the library and waits for its overview. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Open the sample study" }).click();
  await page.waitForURL(/#\/study\//);
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
}

/** Goes to a screen of the open study by its link in the rail. */
export async function goToScreen(page: Page, screen: string): Promise<void> {
  await page.locator(`nav a[href*="/${screen}"]`).first().click();
  await page.waitForURL(new RegExp(`/${screen}`));
}

/** Takes a picture into e2e/shots, to be looked at. */
export async function shot(page: Page, name: string): Promise<string> {
  const folder = path.join(HERE, "shots");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}

/** What axe finds wrong with the page by WCAG 2.2 AA, one line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const here = (globalThis as unknown as { axe: typeof axe }).axe;
    const result = await here.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } as axe.RunOptions);
    return result.violations.map((one) => `${one.id} (${one.help}): ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  });
  return found;
}

/** Runs axe in both themes, whatever the window had, and takes a picture of each at 1280 and 800 wide. */
export async function lookAtScreen(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const width of [1280, 800]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(150);
      await shot(page, `${name}-${width}-${theme}`);
      found.push(...(await axeFindings(page)).map((line) => `${theme} ${width}: ${line}`));
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
}

/** Gathers what a window's console calls an error, other than lost requests. */
export function gatherErrors(context: BrowserContext): string[] {
  const errors: string[] = [];
  context.on("weberror", (error) => errors.push(error.error().message));
  context.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) errors.push(message.text());
  });
  return errors;
}
