import type { Overview } from "@/api/types";
import type { study } from "@/store/study.svelte";

/** What the guide looks at to see whether a step is done. */
export interface Seen {
  study: Pick<typeof study, "sources" | "participants" | "codes" | "frameworks" | "findings">;
  /** Null until it was asked for. */
  overview: Pick<Overview, "coverage"> | null;
  /** The screens that this window has shown. */
  visited: ReadonlySet<string>;
}

/** One step of the guide. */
export interface Step {
  id: string;
  title: string;
  text: string;
  /** The screen where it is done. */
  screen: string;
  /** The control to point at: an element with this data-guide. */
  control: string;
  isDone: (seen: Seen) => boolean;
}

const stagesAfterReading = new Set(["familiarised", "coded", "indexed", "charted"]);

/** The steps, in the order of the Framework Method. */
export const steps: Step[] = [
  {
    id: "import", title: "Bring in your transcripts", screen: "sources", control: "import",
    text: "Drop the files on the page. Look at what was recognised, put right who speaks, then import them all at once.",
    isDone: ({ study }) => study.sources.shown.length > 0,
  },
  {
    id: "people", title: "Say who the people are", screen: "sources", control: "people",
    text: "Give participants their attributes, such as role and organisation. Comparing groups rests on them.",
    isDone: ({ study }) => study.participants.shown.some((one) => one.values.length > 0),
  },
  {
    id: "read", title: "Read one account through", screen: "reading", control: "familiarised",
    text: "Without codes: note what strikes you in the margin, write a first impression at the foot, mark it read.",
    isDone: ({ study }) => study.sources.shown.some((one) => stagesAfterReading.has(one.stage)),
  },
  {
    id: "codes", title: "Make three codes", screen: "codebook", control: "new-code",
    text: "From your questions or from the data. Give each a definition: when to use it, when not.",
    isDone: ({ study }) => study.codes.shown.length >= 3,
  },
  {
    id: "coding", title: "Code five passages", screen: "coding", control: "transcript",
    text: "Select words, press c, type the first letters of a code, Enter.",
    isDone: ({ study }) => study.sources.shown.reduce((sum, one) => sum + one.codings, 0) >= 5,
  },
  {
    id: "categories", title: "Group codes under categories", screen: "codebook", control: "codebook-tree",
    text: "Drag a code onto another, or press Alt with an arrow. Categories are the columns of your thinking.",
    isDone: ({ study }) => study.codes.shown.some((one) => one.parent !== null),
  },
  {
    id: "framework", title: "Fix a version of the framework", screen: "codebook", control: "fix-framework",
    text: "Tick the codes that the matrix is to have as columns and give the version a name.",
    isDone: ({ study }) => study.frameworks.shown.length > 0,
  },
  {
    id: "chart", title: "Chart a cell", screen: "matrix", control: "matrix",
    text: "Open a cell, read its passages, sum up in a sentence or two what this person says, choose a quotation.",
    isDone: ({ overview }) => (overview?.coverage.charted ?? 0) > 0,
  },
  {
    id: "compare", title: "Compare groups", screen: "compare", control: "compare-by",
    text: "Choose an attribute. See who raised a thing, and whose accounts do not fit.",
    isDone: ({ visited }) => visited.has("compare"),
  },
  {
    id: "finding", title: "Write a finding with its evidence", screen: "findings", control: "new-finding",
    text: "One sentence you would defend, passages that carry it, and one that speaks against it.",
    isDone: ({ study }) => study.findings.shown.some((one) => one.evidence.length > 0),
  },
];
