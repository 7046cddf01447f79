import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer, type Server } from "../e2e/harness";
import { crowd } from "./fifty-coders";
import { missedBars, record } from "./record";

let server: Server;

beforeAll(async () => {
  server = await startServer(process.env["BENCH_LIBRARY"]);
});

afterAll(() => server?.stop());

it("lets fifty people code at once", async () => {
  const seconds = Number(process.env["CROWD_SECONDS"] ?? "60");
  const { p99, median, sent, errors, lost, reasons } = await crowd(server.link, "texts", 50, seconds);
  record({ name: "coders-50-p99", value: p99, unit: "s", bar: 0.15, details: { median, sent, seconds } });
  record({ name: "coders-50-errors", value: errors, unit: "count", bar: 0, details: { reasons } });
  record({ name: "coders-50-lost", value: lost, unit: "count", bar: 0 });
  expect(missedBars()).toBe(0);
});
