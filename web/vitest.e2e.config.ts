import { defineConfig } from "vitest/config";

// The journeys: each starts a server of its own and drives Chromium.
export default defineConfig({
  test: {
    include: ["e2e/**/*.e2e.ts"],
    environment: "node",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A machine that is busy with other work is slow, not wrong.
    expect: { poll: { timeout: 15_000 } },
    fileParallelism: false,
  },
});
