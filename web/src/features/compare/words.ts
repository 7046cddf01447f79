import type { Tally } from "@/api/types";
import { count } from "@/model/numbering";

/** The comparison's words. */
export const words = {
  title: "Compare",
  by: "Compare by",
  columns: "Codes",
  framework: "Newest framework",
  codebook: "Codebook as it stands",
  loading: "Counting people",
  emptyTitle: "Nothing to compare yet",
  emptyAttributes: "People are compared by an attribute, such as their role group. This study has none yet: attributes come with the study template.",
  emptyCodes: "A comparison needs codes. Make some in the codebook, or while coding.",
  toCodebook: "Open the codebook",
  code: "Code",
  people: (n: number, of: number) => `${n} of ${of}`,
  peopleSaid: (label: string, n: number, of: number) => `${label}: ${n} of ${of} raised it`,
  details: (tally: Tally) =>
    [
      tally.asked < tally.of ? `asked of ${tally.asked}` : "",
      tally.unprompted > 0 ? `${tally.unprompted} unprompted` : "",
      tally.codings > 0 ? count(tally.codings, "excerpt") : "",
      tally.charted > 0 ? count(tally.charted, "cell") : "",
      tally.contradicted > 0 ? `${tally.contradicted} to look at again` : "",
    ].filter((part) => part !== ""),
  unlike: (names: string[]) => `Unlike most of their group: ${names.join(", ")}`,
  accounts: (code: string) => `Accounts of ${code}`,
  loadingAccounts: "Fetching the accounts",
  noAccounts: "Nobody in this group raised it.",
  doesNotFit: "does not fit",
  noSummary: "Not charted; these are passages that are coded.",
  notRaised: "Did not raise it.",
  open: "Open the cell",
  close: "Close the accounts",
  exportAs: "Export the comparison",
  formats: [["docx", "Document (docx)"], ["xlsx", "Spreadsheet (xlsx)"], ["html", "Web page (html)"], ["csv", "Table (csv)"]] as const,
  saved: (name: string) => `Saved ${name}.`,
  reading: "n of N: so many people of the group raised it, in a cell or a coded passage. Not raising a thing is not disagreeing with it.",
} as const;
