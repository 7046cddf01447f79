// The study of the stand-in: enough entities of each kind to look at a screen with.
import { textAnswers } from "./stand-in-text.mjs";

const NAMES = [["Trust and respect", ["Being listened to", "Mistrust of motives", "Credibility of managers"]], ["What value means", ["Outcomes over cost", "Patient experience", "Waste"]], ["Working together", ["Joint decisions", "Them and us", "Meetings without clinicians"]], ["Leadership", ["Distributed", "Command and control"]], ["Time and pressure", []], ["Data", ["Data nobody believes"]]];

function codes() {
  const list = [];
  NAMES.forEach(([name, children], at) => {
    const make = (id, number, label, parent) => list.push({ id, number, name: label, parent, colour: null, definition: `What people say about ${label.toLowerCase()}.`, useWhen: "", notWhen: "", example: "", origin: parent ? "from-data" : "a-priori", isCategory: parent === null, codings: 3 * at + 4, people: at + 2, unread: 0, archived: false });
    make(`code-${at}`, `${at + 1}`, name, null);
    children.forEach((child, n) => make(`code-${at}-${n}`, `${at + 1}.${n + 1}`, child, `code-${at}`));
  });
  return list;
}

const pad = (n) => String(n).padStart(2, "0");

/** The outline, overview and further answers of the sample. */
export function sample() {
  const attributes = [{ id: "role", name: "Role", of: "participant", kind: "choice", options: ["Consultant", "Senior manager", "Board executive"], judged: false, archived: false }];
  const participants = Array.from({ length: 12 }, (_, at) => ({ id: `p${at}`, pseudonym: `P${pad(at + 1)}`, organisation: "o1", values: [{ attribute: "role", value: attributes[0].options[at % 3] }], consents: [], withdrawal: null, erased: null, archived: false }));
  const cases = participants.map((one, at) => ({ id: `case${at}`, name: one.pseudonym, participants: [one.id], values: one.values, archived: false }));
  const stages = ["transcribed", "familiarised", "coded", "indexed", "charted"];
  const sources = participants.map((one, at) => ({ id: `s${at}`, name: `Interview ${one.pseudonym}`, file: `${one.pseudonym}.docx`, kind: "transcript", cases: [cases[at].id], participants: [one.id], words: 5200 + at * 311, turns: 120 + at, stage: stages[at % 5], stageFramework: null, codings: at * 7, unread: 0, erased: false, archived: false }));
  const outline = {
    seq: 1, name: "Many Rivers", notice: "An invented study, to look round in.", me: "c1", readOnly: null, isProtected: false,
    coders: [{ id: "c1", name: "Ada Marsh", initials: "AM", archived: false }, { id: "c2", name: "Ben Okoro", initials: "BO", archived: false }],
    attributes, organisations: [{ id: "o1", name: "Riverside", values: [], archived: false }], participants, cases, sources, codes: codes(),
    frameworks: [{ id: "f1", name: "Version 1", note: "After four interviews", by: "c1", at: Date.now(), columns: [], archived: false }], themes: [], findings: [], recommendations: [], discussions: [],
    undo: "coded 3 passages as Mistrust of motives", redo: null,
  };
  const overview = {
    targets: attributes[0].options.map((wanted, at) => ({ wanted, target: 4, have: 4 - at, people: [] })), participants: 12, withdrawn: 1, erased: 0,
    stages: stages.map((stage, at) => ({ stage, sources: at === 3 ? 2 : 3 - (at % 2), olderFramework: false })),
    coders: outline.coders.map((coder, at) => ({ coder: coder.id, name: coder.name, codings: 210 - 90 * at, sources: 9 - at, cells: 48 - 30 * at })),
    coverage: { cases: 12, codes: 6, charted: 48, nothingSaid: 6, notAsked: 4, notCharted: 14, toChart: 5, contradictions: 1, unread: 9 },
    findings: { findings: 6, withEvidence: 5, withEvidenceAgainst: 2, recommendations: 4, carried: 3 },
    concerns: [{ text: "4 findings have no evidence against them looked for", go: "findings" }, { text: "One finding rests on one person only: “Data nobody believes”", go: "findings" }, { text: "3 cells rest on words that changed since", go: "matrix?show=stale" }],
    recent: Array.from({ length: 6 }, (_, at) => ({ batch: `b${at}`, by: "Ada Marsh", at: Date.now() - at * 1_700_000, did: ["Coded 3 passages as Mistrust of motives", "Charted P04, Trust and respect", "Renamed Waste to Waste and delay"][at % 3], changes: 3, undone: at === 2, isUndo: false, milestone: null })),
    next: [{ text: "Read Interview P01 through", go: "reading/s0" }, { text: "Chart 5 cells that have coded passages", go: "matrix?show=to-chart" }, { text: "Look for evidence against 4 findings", go: "findings" }],
    conflicts: 0,
  };
  return { outline, overview, answers: textAnswers(outline) };
}
