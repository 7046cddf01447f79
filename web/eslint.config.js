import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import { arrows } from "./eslint-arrows.js";

export default ts.config(
  { ignores: ["dist", "node_modules", "src/api/generated", "e2e/shots"] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    plugins: { themeloom: { rules: { arrows } } },
    rules: {
      "themeloom/arrows": "error",
      "no-restricted-globals": ["error", "sessionStorage", "indexedDB"],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      // Names of Svelte's runes and keyed each blocks are checked by svelte-check; plain Maps in pure code are meant.
      "svelte/prefer-svelte-reactivity": "off",
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { "max-lines": ["error", { max: 250 }] },
  },
);
