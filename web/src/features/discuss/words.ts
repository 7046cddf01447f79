import { count } from "@/model/numbering";

/** The words of the list to discuss. */
export const words = {
  title: "To discuss",
  intro: "What was put aside for a team meeting or supervision, and what was decided.",
  print: "Print as an agenda",
  views: "Lists",
  open: (n: number) => `Open (${n})`,
  decided: (n: number) => `Decided (${n})`,
  comments: (n: number) => `Comments (${n})`,
  kinds: {
    coding: "Passages", code: "Codes", cell: "Cells of the matrix", source: "Transcripts", case: "Cases", theme: "Themes", finding: "Findings",
    recommendation: "Recommendations", passage: "Passages", participant: "Participants", organisation: "Organisations", framework: "Framework", study: "The study",
  } as Record<string, string>,
  question: "Question",
  decision: "What was decided",
  save: "Save",
  off: "Take off the list",
  saved: "Saved.",
  noneTitle: "Nothing to discuss",
  none: "Put a passage, a code or a cell aside with “d” while you code or chart, with a question. It waits here for the next meeting.",
  noneDecided: "Nothing was decided yet.",
  noComments: "Comments ask somebody for something and are resolved when it is done. Memos are your own thinking and stay with what they are about.",
  to: (who: string) => `to ${who}`,
  resolve: "Resolve",
  reopen: "Open again",
  reply: "Reply",
  answer: "Your answer",
  resolved: (n: number) => `Show ${count(n, "resolved comment")}`,
  mine: "Only those for me",
  goThere: "Go there",
} as const;
