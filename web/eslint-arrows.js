import path from "node:path";

/** What each folder of src may import besides itself. A folder that is not named may import everything. */
const ARROWS = {
  api: [],
  model: ["api"],
  annotator: ["model", "api"],
  store: ["model", "api"],
  services: ["store", "model", "api"],
  components: ["model", "styles", "i18n", "test-axe"],
  i18n: [],
  features: ["services", "store", "model", "api", "annotator", "components", "styles", "i18n", "test-axe"],
};

const SRC = new URL("./src/", import.meta.url).pathname;

/** @returns the path below src that `wanted` names when imported from `file`, or null for a package. */
function below(file, wanted) {
  if (wanted.startsWith("@/")) return wanted.slice(2);
  if (!wanted.startsWith(".")) return null;
  return path.relative(SRC, path.resolve(path.dirname(file), wanted));
}

/** Says what is wrong with an import, or null. */
function wrong(file, wanted) {
  const from = path.relative(SRC, file).split(path.sep);
  const target = below(file, wanted);
  if (target === null || from[0] === "..") return null;
  const to = target.split(/[\\/]/);
  const allowed = ARROWS[from[0]];
  if (!allowed || from.length < 2) return null;
  if (to[0] !== from[0])
    return allowed.includes(to[0]) ? null : `${from[0]} may not import ${to[0]} (arrows in eslint-arrows.js)`;
  if (from[0] === "features" && from[1] !== "registry.ts" && to[1] !== "registry" && from[1] !== to[1])
    return `features/${from[1]} may not import features/${to[1]}: move what both need down`;
  return null;
}

/** ESLint rule: imports follow the arrows of web/README.md. */
export const arrows = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const check = (node) => {
      if (!node.source || typeof node.source.value !== "string") return;
      const message = wrong(context.filename, node.source.value);
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
