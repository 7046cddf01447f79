//! What stands below the help of each command: what else there is to know, and examples that work.

/// Below the help of `new`.
pub const NEW: &str = r#"A study without a passphrase can be read by anybody who has the file: --no-passphrase is for scripts
and for trying things.

Examples:
  themeloom new trust.loom --title "Value in our trust" --coder "Ada Kettle" --initials AK
  themeloom new trust.loom --protocol my-protocol.toml
  themeloom new try.loom --no-passphrase"#;

/// Below the help of `templates`.
pub const TEMPLATES: &str = r#"Examples:
  themeloom templates
  themeloom templates nhs-clinician-manager-engagement my-protocol.toml"#;

/// Below the help of `status`.
pub const STATUS: &str = r#"Examples:
  themeloom status trust.loom
  themeloom status trust.loom --json"#;

/// Below the help of `people`.
pub const PEOPLE: &str = r#"Examples:
  themeloom people trust.loom
  themeloom people trust.loom add P20 --organisation T1 --set "role group=manager"
  themeloom people trust.loom consent P01 quotation given --on 2026-11-23"#;

/// Below the help of `people table`.
pub const PEOPLE_TABLE: &str = r#"One row a participant: pseudonym, organisation, and a column for each attribute of the protocol. A table
without a column `pseudonym` is one of organisations: organisation, and a column for each attribute. Every
cell is checked first, and one bad row refuses all, unless --skip-bad-rows is given. Empty cells leave what
is recorded, and a table that was taken in already changes nothing.

Examples:
  themeloom people trust.loom table organisations.csv people.csv --preview
  themeloom people trust.loom table people.csv --skip-bad-rows
  themeloom people trust.loom table --export people-now.csv"#;

/// Below the help of `people identity`.
pub const PEOPLE_IDENTITY: &str = r#"Real names and contacts are sealed under the identity key, and shown only by --show.
What is typed on the command line stays in the history of the shell. Without --name and --contact the two
are asked for, or read from standard input: the name in the first line, the contact in the second; an empty
line leaves what is recorded.

Examples:
  themeloom people trust.loom identity P01
  themeloom people trust.loom identity --csv identities.csv
  themeloom people trust.loom identity P01 --show"#;

/// Below the help of `import`.
pub const IMPORT: &str = r#"Reads .txt, .md, .docx, .odt, .rtf, .html, .pdf with text, .csv of turns, .vtt and .srt.
Also .json of transcription tools (Whisper and others), .eaf of ELAN, .TextGrid of Praat, and .sbv.
Studies of other programs: REFI-QDA projects (.qdpx) and codebooks (.qdc), Taguette (.sqlite3),
QualCoder folders or a .zip of one. In .xlsx, .csv or .docx: framework matrices, survey answers,
tables of cases, coded segments of MAXQDA and NVivo, codebooks. Each is told by its content.
A mapping file says who speaks: a CSV with the columns file,speaker,participant (participant empty: an interviewer).

Examples:
  themeloom import trust.loom talk.txt --as-participant P20 --dry-run
  themeloom import trust.loom interviews "notes/*.docx" --map speakers.csv"#;

/// Below the help of `codebook`.
pub const CODEBOOK: &str = r#"Examples:
  themeloom codebook trust.loom
  themeloom codebook trust.loom export codebook.csv
  themeloom codebook trust.loom import codebook.csv"#;

/// Below the help of `code`.
pub const CODE: &str = r#"What a search finds is marked as not yet read and counts only when somebody has read it:
add --read if you have, or run `themeloom code STUDY --mark-read` afterwards.
A table has the columns source,quotation,code,coder; a quotation that is missing or ambiguous is reported.

Examples:
  themeloom code trust.loom --query '"own budget" OR (trust NEAR/5 manager) OR ledger' --code 3.1 --read
  themeloom code trust.loom --csv quotations.csv
  themeloom code trust.loom --mark-read --code 3.1"#;

/// Below the help of `chart`.
pub const CHART: &str = r#"A table has the columns case,code,state,summary,note,unprompted,author,reader,quotations.

Examples:
  themeloom chart trust.loom P03 6.2 --state charted --summary "Hears of changes from the sign on the door"
  themeloom chart trust.loom --csv cells.csv"#;

/// Below the help of `matrix`.
pub const MATRIX: &str = r#"Without --code, --category or --case each cell is a few letters; with one of them the cells say what was
charted. Words that do not fit are cut with an ellipsis; --wide prints all.

Examples:
  themeloom matrix trust.loom
  themeloom matrix trust.loom --category Culture --case P01 --case P03
  themeloom matrix trust.loom --group-by "CQC rating" --out matrix.xlsx"#;

/// Below the help of `compare`.
pub const COMPARE: &str = r#"Participants were chosen on purpose, so no test is shown.

Examples:
  themeloom compare trust.loom --by "role group"
  themeloom compare trust.loom --by "CQC rating" --groups good,outstanding"#;

/// Below the help of `themes`.
pub const THEMES: &str = r#"Examples:
  themeloom themes trust.loom
  themeloom themes trust.loom --json"#;

/// Below the help of `search`.
pub const SEARCH: &str = r#"Queries:
  trust                 a word
  manag*                words that start so
  ~manage               all its forms
  "value for money"     these words together
  /wom[ae]n/            a pattern
  a AND b, a OR b, NOT a, (a OR b) c
  a NEAR/5 b            at most five words between
  within:paragraph      what AND decides on (turn, paragraph, source)
  code:3.1 speaker:P01 case:P01 "role group"=manager

Examples:
  themeloom search trust.loom 'money NEAR/8 trust'
  themeloom search trust.loom '~manage case:P02'"#;

/// Below the help of `memo`.
pub const MEMO: &str = r#"About: study, code:3.1, source:P03, case:P01, participant:P01, organisation:T1, theme:NAME or cell:P02/3.1.

Examples:
  themeloom memo trust.loom
  themeloom memo trust.loom code:3.1 "Is a slow answer an answer?" --discuss"#;

/// Below the help of `discuss`.
pub const DISCUSS: &str = r#"Examples:
  themeloom discuss trust.loom
  themeloom discuss trust.loom --json"#;

/// Below the help of `stage`.
pub const STAGE: &str = r#"Examples:
  themeloom stage trust.loom P03 familiarised
  themeloom stage trust.loom P03 charted"#;

/// Below the help of `correct`.
pub const CORRECT: &str = r#"Write enough words that they stand once in the source.

Examples:
  themeloom correct trust.loom P03 "the leger" "the ledger"
  themeloom correct trust.loom P03 "seen be for" "seen before""#;

/// Below the help of `report`.
pub const REPORT: &str = r#"Examples:
  themeloom report trust.loom --out report.docx
  themeloom report trust.loom --parts themes --out themes.html"#;

/// Below the help of `export`.
pub const EXPORT: &str = r#"The same study gives the same bytes. What consent keeps out is told, and each copy is recorded.

Examples:
  themeloom export trust.loom transcript P03 --to P03-coded.docx
  themeloom export trust.loom codings --to codings.xlsx
  themeloom export trust.loom spss --to trust.sps"#;

/// Below the help of `log`.
pub const LOG: &str = r#"Examples:
  themeloom log trust.loom --limit 20
  themeloom log trust.loom --by AK"#;

/// Below the help of `undo`.
pub const UNDO: &str = r#"Examples:
  themeloom undo trust.loom
  themeloom undo trust.loom --json"#;

/// Below the help of `redo`.
pub const REDO: &str = r#"Examples:
  themeloom redo trust.loom
  themeloom redo trust.loom --json"#;

/// Below the help of `conflicts`.
pub const CONFLICTS: &str = r#"Examples:
  themeloom conflicts trust.loom
  themeloom conflicts trust.loom --json"#;

/// Below the help of `settle`.
pub const SETTLE: &str = r#"Examples:
  themeloom settle trust.loom 00000000000000aa.3 keep
  themeloom settle trust.loom 00000000000000aa.3 take-back"#;

/// Below the help of `backup`.
pub const BACKUP: &str = r#"Examples:
  themeloom backup trust.loom trust-2026-11-23.loombackup
  themeloom backup trust.loom backups/trust.loombackup --json"#;

/// Below the help of `restore`.
pub const RESTORE: &str = r#"Examples:
  themeloom restore trust-2026-11-23.loombackup restored.loom
  themeloom restore backups/trust.loombackup again.loom"#;

/// Below the help of `check`.
pub const CHECK: &str = r#"Examples:
  themeloom check trust.loom
  themeloom check trust.loom --against loom1-1974-kzd..."#;

/// Below the help of `merge`.
pub const MERGE: &str = r#"Examples:
  themeloom merge trust.loom copy-of-jm.loom
  themeloom merge trust.loom backups/trust.loombackup"#;

/// Below the help of `keys`.
pub const KEYS: &str = r#"Examples:
  themeloom keys trust.loom
  themeloom keys trust.loom add "Jo Marr" --initials JM
  themeloom keys trust.loom recovery"#;

/// Below the help of `demo`.
pub const DEMO: &str = r#"Everybody in the sample is invented.

Examples:
  themeloom demo
  themeloom demo --to sample"#;

/// Below the help of `serve`.
pub const SERVE: &str = r#"Without arguments, `themeloom` does the same.

Examples:
  themeloom serve --library studies
  themeloom serve --no-browser --port 7341 --lock-after 10"#;

/// Below the help of `completions`.
pub const COMPLETIONS: &str = r#"Examples:
  themeloom completions bash > /etc/bash_completion.d/themeloom
  themeloom completions powershell > themeloom.ps1"#;

#[cfg(test)]
mod tests;
