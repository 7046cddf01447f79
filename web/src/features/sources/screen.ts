import type { Screen } from "@/model/screen";

export const screen: Screen = {
  id: "sources",
  label: "Sources",
  letter: "s",
  order: 20,
  icon: "sources",
  load: () => import("./SourcesScreen.svelte"),
  keys: [
    { id: "import", keys: "i", does: "Choose files to import" },
    { id: "export", keys: "e", does: "Export: files for other programs" },
    { id: "find", keys: "/", does: "Find a source" },
    { id: "code", keys: "c", does: "Code the chosen source" },
    { id: "read", keys: "r", does: "Read the chosen source" },
    { id: "archive", keys: "x", does: "Archive the chosen source, or bring it back" },
  ],
};
