// What the server and this interface say to each other: the wire types and the routes they travel on.
// Offsets in text: UTF-16 units, end exclusive, in the text that was sent with `version`.
// Ids are opaque strings. Times are milliseconds since 1970 (number). Everything optional is `null`, never absent.

export type Id = string;
export type Version = string;                       // opaque; names a version of one source's text

// ---------------------------------------------------------------- errors
// any status >= 400: { code, message, hints: string[] }  (desk.rs: kind -> 400 invalid, 404, 403, 409 conflict, 503 unavailable, 500 damaged/internal; 401 no-session; 423 study locked, 413 too large)
export interface Problem { code: string; message: string; hints: string[] }

// ---------------------------------------------------------------- library  (/api/...)
// GET  /api/library                      -> Library
// POST /api/library/studies   NewStudy   -> StudyMade          (makes FILE.loom in the library folder and opens it)
// POST /api/library/sample               -> Opened              (makes the sample study if it is not there, opens it)
// POST /api/library/restore?name=..      body: the backup's bytes (stream) -> StudyRow
// POST /api/studies/{study}/open   Open  -> Opened
// POST /api/studies/{study}/lock         -> 204
// POST /api/studies/{study}/backup       -> the backup's bytes (attachment), recorded in the study as a copy
// GET  /api/templates                    -> Template[]
export interface Library { folder: string; studies: StudyRow[]; version: string }
export interface StudyRow { study: Id; /* the file's name without .loom, as used in paths */ file: string; isProtected: boolean; isOpen: boolean; problem: string | null; bytes: number; changedAt: number }
export interface NewStudy { name: string; template: string | null; passphrase: string | null; coder: string; initials: string }
export interface StudyMade { study: Id; recoveryCode: string | null }
export interface Open { passphrase: string | null; recoveryCode: string | null; coder: string | null }
export interface Opened { study: Id; me: Id; notes: string[]; readOnly: string | null }
export interface Template { name: string; title: string; summary: string }

// ---------------------------------------------------------------- one study (/api/studies/{study}/...)
// GET outline -> Outline         loaded once; afterwards kept fresh by events
// GET events  -> text/event-stream; `id:` = seq; event `changed` data Changed; event `reload` (reload outline and all that is open); event `locked`; Last-Event-ID resumes, or `reload` when too old; comment lines as heartbeat every 10 s
export interface Outline {
  seq: number; name: string; notice: string; me: Id; readOnly: string | null; isProtected: boolean;
  coders: Coder[]; attributes: Attribute[]; organisations: Organisation[]; participants: Participant[]; cases: Case[];
  sources: Source[]; codes: Code[]; frameworks: Framework[]; themes: Theme[]; findings: Finding[];
  recommendations: Recommendation[]; discussions: Discussion[]; undo: string | null; redo: string | null; /* what the keys would undo/redo, in words */
}
export interface Changed {
  seq: number; by: Id | null; did: string; batch: Id;
  // whole entities, replace by id; archived ones come with archived: true
  coders: Coder[]; attributes: Attribute[]; organisations: Organisation[]; participants: Participant[]; cases: Case[]; sources: Source[]; codes: Code[];
  frameworks: Framework[]; themes: Theme[]; findings: Finding[]; recommendations: Recommendation[]; discussions: Discussion[];
  codings: Coding[]; codingsGone: { coding: Id; source: Id }[]; memos: Memo[]; memosGone: Id[];
  cells: { case: Id; code: Id }[];              // ask again for those on the screen
  texts: Id[];                                  // sources whose words changed: ask again for text and codings
  undo: string | null; redo: string | null; name: string | null; protocol: boolean; conflicts: number | null;
}
export interface Coder { id: Id; name: string; initials: string; archived: boolean }
export interface Attribute { id: Id; name: string; of: "participant" | "organisation" | "case"; kind: string; options: string[]; unit: string | null; archived: boolean }
export interface AttributeValue { attribute: Id; value: string }          // in words
export interface Organisation { id: Id; name: string; values: AttributeValue[]; archived: boolean }
export interface Participant { id: Id; pseudonym: string; organisation: Id | null; values: AttributeValue[]; consents: { statement: string; gate: string; state: string; on: string }[]; withdrawal: string | null; erased: string | null; archived: boolean }
export interface Case { id: Id; name: string; participants: Id[]; values: AttributeValue[]; archived: boolean }
export interface Source { id: Id; name: string; file: string; kind: string; cases: Id[]; participants: Id[]; words: number; turns: number; stage: string; /* transcribed|familiarised|coded|indexed|charted */ stageFramework: Id | null; codings: number; unread: number; erased: boolean; archived: boolean }
export interface Code { id: Id; number: string; name: string; parent: Id | null; colour: string | null; /* #rrggbb chosen by the user, else null: the interface gives one from its palette */ definition: string; useWhen: string; notWhen: string; example: string; origin: "a-priori" | "from-data"; isCategory: boolean; codings: number; people: number; unread: number; archived: boolean }
export interface Framework { id: Id; name: string; note: string; by: Id; at: number; columns: { code: Id; number: string; name: string; definition: string }[]; archived: boolean }
export interface Passage { source: Id; start: number; end: number; version: Version }
export interface Place { source: Id; sourceName: string; participant: Id | null; line: number; /* line reference of the first line, as cited */ lastLine: number; reference: string; /* "P03, lines 41-43" */ start: number; end: number; version: Version; standing: "unmoved" | "moved" | "stale" | "gone" }
export interface Excerpt { place: Place; words: string; speaker: string; before: string; after: string }
export interface CodedExcerpt extends Excerpt { coding: Id; coder: Id; case: Id | null; code: Id; read: boolean }
export interface Theme { id: Id; name: string; statement: string; narrative: string; codes: Id[]; exemplars: Excerpt[]; archived: boolean }
export interface Finding { id: Id; statement: string; theme: Id | null; evidence: Evidence[]; warnings: string[]; archived: boolean }
export interface Evidence { id: Id; stance: "for" | "against"; note: string; who: string; excerpts: Excerpt[]; cell: { case: Id; code: Id; summary: string } | null; coding: Id | null; changedSince: boolean; refused: string | null }
export interface Recommendation { id: Id; what: string; why: string; findings: Id[]; warnings: string[]; archived: boolean }
export interface Target { kind: "study"|"participant"|"organisation"|"case"|"source"|"passage"|"code"|"coding"|"cell"|"framework"|"theme"|"finding"|"recommendation"; id: Id | null; code: Id | null; /* of a cell: id = case */ passage: Passage | null }
export interface Discussion { about: Target; title: string; /* in words */ question: string; decision: string }
export interface Memo { id: Id; about: Target; title: string; text: string; by: Id; at: number; replyTo: Id | null; archived: boolean }
export interface Done { seq: number; id: Id | null; did: string; notes: string[] }   // every POST/PATCH/PUT/DELETE that changes a study answers Done, once it is on the disk; `id` = what was made

// GET  overview -> Overview
export interface Overview { targets: { wanted: string; target: number; have: number; people: string[] }[]; participants: number; withdrawn: number; erased: number; stages: { stage: string; sources: number; olderFramework: boolean }[]; coders: { coder: Id; name: string; codings: number; sources: number; cells: number }[]; coverage: { cases: number; codes: number; charted: number; nothingSaid: number; notAsked: number; notCharted: number; toChart: number; contradictions: number; unread: number }; findings: { findings: number; withEvidence: number; withEvidenceAgainst: number; recommendations: number; carried: number }; concerns: { text: string; go: string }[]; /* what a reviewer would ask; go = route hash of where to mend it */ recent: HistoryRow[]; next: { text: string; go: string }[]; conflicts: number }

// ---- sources
// POST   uploads?name=FILE   body = bytes (stream; limit) -> Preview          nothing is in the study yet
// POST   uploads/{upload}/preview  PreviewOptions -> Preview                     (recognise again with corrections)
// DELETE uploads/{upload}
// POST   imports  ImportWanted[] -> Done & notes                                 one batch for all
// PATCH  sources/{id} { name?, stage?: {stage, framework} , archived?, speakers?: SpeakerWanted[] }
// GET    sources/{id}/text -> SourceText ;  GET sources/{id}/codings -> Coding[] ;  GET sources/{id}/memos -> Memo[] (about it, its passages, its codings)
// POST   sources/{id}/corrections { version, splices: {start,end,text}[] }
// PUT    sources/{id}/impression { text }
// POST   sources/{id}/codings { code, start, end, version } ; also several: { codes: Id[], ... }
// PATCH  codings/{id} { code?, start?, end?, version?, read? } ; DELETE codings/{id}
// POST   codings/{id}/split { at, version } ; POST codings/join { codings: Id[] }
export interface Preview { upload: Id; file: string; kind: string; name: string; words: number; turns: number; pages: number; speakers: { name: string; turns: number; words: number; firstWords: string; role: "interviewer" | "participant" | "unknown"; participant: string | null }[]; opening: { speaker: string | null; words: string }[]; /* first turns */ notes: { severity: "note" | "warning"; text: string }[]; problem: Problem | null }
export interface SpeakerWanted { name: string; role: "interviewer" | "participant" | "unknown"; participant: string | null /* pseudonym, made when new */ }
export interface ImportWanted { upload: Id; name: string; speakers: SpeakerWanted[]; values: { pseudonym: string; attribute: Id; value: string }[] }
export interface SourceText { source: Id; version: Version; text: string; turns: { start: number; end: number; wordsStart: number; wordsEnd: number; speaker: number; at: number | null }[]; paragraphs: { start: number; end: number }[]; /* of what lies in no turn, or all if no turns */ lines: number[]; /* start of each numbered line, one a sentence-wrapped 80 columns line as reports cite it (analysis Places) */ speakers: { name: string; role: "interviewer" | "participant" | "unknown"; participant: Id | null }[]; pages: { start: number; end: number }[]; impressions: { coder: Id; text: string }[]; erased: { start: number; end: number }[] }
export interface Coding { id: Id; source: Id; code: Id; coder: Id; start: number; end: number; version: Version; standing: "unmoved" | "moved" | "stale" | "gone"; read: boolean; memos: number; discuss: boolean }

// ---- codes
// POST codes { name, parent, definition?, isCategory?, origin? } ; PATCH codes/{id} any field of Code but counts ; PUT codes/{id}/place { parent, before: Id | null } (numbers follow) ; POST codes/{id}/merge { into } ; PATCH { archived }
// GET  codes/{id}/excerpts?group=case|code|source -> { excerpts: (Excerpt & { coding: Id; coder: Id; case: Id | null; code: Id })[] }
// POST frameworks { name, note, codes: Id[] } ; POST codes/import (csv bytes) ; GET codes/export -> csv
// ---- memos, discussion
// POST memos { about: Target, text, replyTo } ; PATCH memos/{id} { text } ; DELETE memos/{id} ; GET memos?kind=&id=&code= -> Memo[]
// PUT  discussions { about: Target, question, decision } (empty question and decision: taken off the list)
// ---- retrieve
// GET  search?q=&width=60&limit=500 -> Search ;  wrong query: 400 problem with code "query-wrong", message says where
// POST search/code { q, code, read: boolean, only: {source,start,end,version}[] | null } -> Done (one batch)
export interface Search { total: number; sources: number; people: number; hits: { place: Place; before: string; match: string; after: string; case: Id | null; codes: Id[] }[] }
// ---- matrix
// GET matrix?framework=ID|&group=ATTRIBUTE| &columns=framework|all -> Matrix ; GET matrix/cell?case=&code= -> CellDetail
// PUT matrix/cell  CellWanted -> Done ; GET matrix.xlsx, matrix.html, matrix.csv (same query)
export interface Matrix { framework: Id | null; groupBy: Id | null; groups: { label: string; rows: number[] }[]; rows: { case: Id; name: string; about: string }[]; columns: { code: Id; number: string; name: string; definition: string; isCategory: boolean; sumsUp: boolean; archived: boolean }[]; cells: MatrixCell[]; /* row-major, rows x columns, only those with anything: {row, column, ...} */ leftOut: { name: string; why: string }[]; rowSums: Sums[]; columnSums: Sums[] }
export interface MatrixCell { row: number; column: number; state: "not-charted" | "nothing-said" | "not-asked" | "charted"; summary: string; codings: number; unread: number; unprompted: boolean; stale: string[]; /* what changed since, in words */ flags: string[]; discuss: boolean; author: Id | null; secondReader: Id | null; quotations: number }
export interface Sums { charted: number; nothingSaid: number; notAsked: number; notCharted: number; coded: number; raised: number; codings: number; unread: number; toChart: number; contradictions: number }
export interface CellDetail { case: Id; code: Id; state: string; summary: string; note: string; unprompted: boolean; author: Id | null; secondReader: Id | null; framework: Id | null; quotations: Excerpt[]; excerpts: (Excerpt & { coding: Id; coder: Id; code: Id; read: boolean })[]; stale: string[]; flags: string[]; memos: Memo[]; discussion: Discussion | null }
export interface CellWanted { case: Id; code: Id; state: string; summary: string; note: string; unprompted: boolean; secondReader: Id | null; quotations: Passage[] }
// ---- compare
// GET compare?by=ATTRIBUTE&columns=framework|all -> Comparison ; GET compare/code?by=&code= -> { groups: { label; accounts: Account[] }[] }
export interface Comparison { groups: { label: string; cases: Id[] }[]; codes: { code: Id; label: string; sumsUp: boolean; tallies: Tally[] }[]; note: string }
export interface Tally { of: number; raised: number; raisedBy: Id[]; asked: number; unprompted: number; charted: number; nothingSaid: number; silent: number; notAsked: number; notCharted: number; codings: number; unlikeMost: Id[]; contradicted: number }
export interface Account { case: Id; name: string; summary: string; quotations: Excerpt[]; unlikeMost: boolean }
// ---- findings
// POST themes {name, statement?, narrative?, codes?} ; PATCH themes/{id} {name?,statement?,narrative?,codes?,archived?} ; PUT themes/{id}/exemplars Passage[]
// POST findings {statement, theme} ; PATCH findings/{id} ; POST findings/{id}/evidence { stance, note, coding | passage | cell } ; PATCH evidence/{id} { stance?, note?, archived? }
// POST recommendations {what, why, findings} ; PATCH recommendations/{id}
// GET  tables/themes?by=ATTRIBUTE -> ThemesTable ; GET tables/recommendations -> RecommendationsTable
// POST report { format: "docx"|"html"|"xlsx"|"csv", by: Id|null } -> file bytes, attachment; recorded as a copy
export interface ThemesTable { rows: { theme: Id; name: string; statement: string; narrative: string; codes: string[]; who: { label: string; raised: number; of: number }[]; everybody: { label: string; raised: number; of: number }; exemplars: { words: string; attribution: string; reference: string; changedSince: boolean }[]; refused: { who: string; reason: string }[]; evidenceFor: number; evidenceAgainst: number; spread: { who: string; quotations: number }[] }[] }
export interface RecommendationsTable { rows: { recommendation: Id; what: string; why: string; carriedBy: string[]; warnings: string[] }[] }
// ---- history
// GET  history?before=BATCH|&limit=100&coder=&kind=&id= -> { rows: HistoryRow[]; more: boolean } ; GET history/{batch} -> HistoryDetail
// POST undo, POST redo, POST history/{batch}/undo -> Done ; GET conflicts -> Conflict[] ; POST conflicts/{id}/settle { keep: "ours" | "theirs" } ; POST milestones { name } ; GET milestones
export interface HistoryRow { batch: Id; by: string; at: number; did: string; changes: number; undone: boolean; isUndo: boolean; milestone: string | null }
export interface HistoryDetail { row: HistoryRow; changes: { text: string; about: Target | null }[]; canUndo: string | null /* null: yes; else why not */ }
export interface Conflict { id: Id; text: string; mine: string; theirs: string; by: string; at: number; canSettle: boolean }
export interface Comment { id: Id; about: Target; title: string; to: Id | null; text: string; by: Id; at: number; replyTo: Id | null; resolved: boolean }
export interface Milestone { id: Id; name: string; by: string; at: number; changesSince: number }
export interface WorksheetElement { id: Id; code: Id; text: string; dimension: string; cases: Id[] }
