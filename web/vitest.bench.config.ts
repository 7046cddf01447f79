import { defineConfig } from "vitest/config";

// The bars of the interface: `cargo xtask bench web` makes the studies and calls this.
export default defineConfig({
  test: {
    include: ["bench/**/*.bench.ts"],
    environment: "node",
    testTimeout: 300_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
