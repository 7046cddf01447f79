import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

const DIST = path.join(path.dirname(new URL(import.meta.url).pathname), "../dist");
const TYPES: Record<string, string> = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", woff2: "font/woff2", svg: "image/svg+xml" };

/**
 * Serves what stands in dist/ and passes the rest on to the program at `port`: for journeys on a program that was
 * built without the interface (THEMELOOM_FRONT=1). The page's policy is the program's own.
 */
export async function startFront(port: number): Promise<{ port: number; stop: () => void }> {
  const server = createServer((asked, answer) => {
    const { pathname, search } = new URL(asked.url ?? "/", "http://front");
    const isOurs = asked.method === "GET" && !pathname.startsWith("/api") && !search.includes("token=");
    if (isOurs) void sendFile(pathname, port, answer);
    else passOn(asked, answer, port);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: portOf(server), stop: () => server.close() };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the front does not listen");
  return address.port;
}

async function sendFile(pathname: string, port: number, answer: ServerResponse): Promise<void> {
  const file = path.join(DIST, pathname === "/" ? "index.html" : path.normalize(pathname));
  const bytes = await readFile(file).catch(() => null);
  const policy = await fetch(`http://127.0.0.1:${port}/`).then((page) => page.headers.get("content-security-policy"), () => null);
  answer.writeHead(bytes ? 200 : 404, {
    "content-type": TYPES[path.extname(file).slice(1)] ?? "application/octet-stream",
    "content-security-policy": policy ?? "default-src 'self'",
  });
  answer.end(bytes ?? "");
}

function passOn(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const own = `127.0.0.1:${port}`;
  const headers = { ...asked.headers, host: own, ...(asked.headers.origin ? { origin: `http://${own}` } : {}) };
  const onward = request({ host: "127.0.0.1", port, path: asked.url, method: asked.method, headers }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  answer.on("close", () => onward.destroy());
  asked.pipe(onward);
}
