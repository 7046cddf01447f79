import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// The server that `npm run dev` passes /api on to (see README.md).
const server = process.env["THEMELOOM_SERVER"] ?? "http://127.0.0.1:7341";

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  server: { host: "127.0.0.1", port: 5173, proxy: { "/api": server } },
  build: {
    outDir: "dist",
    // light-dark() and oklch() stand as written: every browser since 2024 knows them.
    target: ["chrome123", "firefox121", "safari17.5"],
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    // The content security policy allows neither data: fonts nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
