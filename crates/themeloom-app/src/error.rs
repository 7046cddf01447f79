//! What can go wrong in a use case.
//!
//! Rules: a message says what was being done, where, and what would have been right; it never holds
//! a participant's words. Errors of other crates keep their own messages; what kind of error each
//! is, its stable code and its hints are decided in one place, `desk.rs`.

use std::path::PathBuf;

use themeloom_import::ImportError;
use themeloom_report::ReportError;
use themeloom_store::StoreError;
use themeloom_study::log_format::LogFormatError;
use themeloom_text::QueryError;

/// Why a use case was not carried out. The study is as it was.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A document, table or protocol could not be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A report could not be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// A change in the log cannot be read.
    #[error("change {change}: {cause}")]
    Log {
        /// The change.
        change: String,
        /// Why.
        cause: LogFormatError,
    },
    /// The search query is wrong.
    #[error("the query `{query}` is not right at character {}: {}", .cause.at.start() + 1, .cause.message)]
    Query {
        /// The whole query.
        query: String,
        /// Where and why.
        cause: QueryError,
    },
    /// A file could not be read or written.
    #[error("could not {doing} {}: {cause}", .path.display())]
    File {
        /// What was being done: "read".
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// No file matches what was to be imported.
    #[error("no file matches {pattern}")]
    NoFiles {
        /// What was given.
        pattern: String,
    },
    /// Something is called by a name that nothing has.
    #[error("there is no {what} called `{name}` in this study")]
    NotFound {
        /// What kind of thing: "code".
        what: &'static str,
        /// The name given.
        name: String,
        /// Names that are like it.
        like: Vec<String>,
    },
    /// Something is called by a name that several have.
    #[error("`{name}` can mean several {what}: {}", .candidates.join(", "))]
    Ambiguous {
        /// What kind of things: "codes".
        what: &'static str,
        /// The name given.
        name: String,
        /// What it can mean.
        candidates: Vec<String>,
    },
    /// A name is taken.
    #[error("there is a {what} called `{name}` in this study already")]
    Taken {
        /// What kind of thing.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A study of another program holds nothing.
    #[error("the project{} holds no codes, no sources and no cases", from(.program))]
    NothingTaken {
        /// The program that wrote it; empty where its file does not say.
        program: String,
    },
    /// None of the codings of a table could be placed.
    #[error("none of the codings can be placed in the sources of this study, so nothing was changed")]
    NothingPlaced {
        /// Each, and why.
        lost: Vec<String>,
    },
    /// A value does not fit.
    #[error("`{value}` does not fit {field}: expected {expected}")]
    Unfit {
        /// What it was meant for.
        field: String,
        /// The value given.
        value: String,
        /// What would have been right.
        expected: String,
    },
    /// A table has rows that cannot be used, and nothing was changed.
    #[error("{} of `{file}` cannot be used, so nothing was changed", rows(.problems.len()))]
    Rows {
        /// The file.
        file: String,
        /// What is wrong, row by row.
        problems: Vec<String>,
    },
    /// A code groups others and is not applied itself.
    #[error("`{code}` is a category: it groups codes and is not applied itself")]
    CategoryNotApplied {
        /// The category.
        code: String,
    },
    /// There is nothing to undo or to do again.
    #[error("there is nothing to {}", if *.redo { "do again" } else { "undo" })]
    NothingTo {
        /// Whether it was to be done again.
        redo: bool,
    },
    /// Something was changed since, so that undoing would overwrite it.
    #[error("this cannot be {} as it stands: {since}", if *.redo { "done again" } else { "undone" })]
    ChangedSince {
        /// Whether it was to be done again.
        redo: bool,
        /// Who changed what since.
        since: String,
    },
    /// An erasure cannot be undone.
    #[error("an erasure cannot be undone: what it destroyed is nowhere any more")]
    Erasure,
    /// The study is opened read-only.
    #[error("this study is open for reading only: {why}")]
    ReadOnly {
        /// Why.
        why: String,
    },
    /// Nobody has said who is working.
    #[error("several people work on this study, and it is not said who is working now")]
    WhoIsWorking {
        /// The coders.
        coders: Vec<String>,
    },
    /// A study must be told who begins it.
    #[error("the study has no framework yet: nothing can be charted")]
    NoFramework,
    /// The change met something else than expected: somebody else changed it meanwhile.
    #[error("the study changed meanwhile: {what}")]
    Meanwhile {
        /// What.
        what: String,
    },
    /// The words of a source cannot be read.
    #[error("the words of {source_name} cannot be read: {why}")]
    NoWords {
        /// The source.
        source_name: String,
        /// Why.
        why: String,
    },
    /// A recording cannot be kept in the study.
    #[error("the recording of {source_name} cannot be kept in the study: {why}")]
    RecordingRefused {
        /// The source.
        source_name: String,
        /// Why.
        why: String,
    },
    /// There is no recording to play.
    #[error("there is no recording of {source_name} to play: {why}")]
    NoRecording {
        /// The source.
        source_name: String,
        /// Why.
        why: String,
    },
    /// Words that should name one place do not.
    #[error("the words stand {times} in {source_name}: they must stand there once")]
    WordsNotUnique {
        /// The source.
        source_name: String,
        /// How often: "nowhere", "3 times".
        times: String,
    },
    /// There is no such built-in study template.
    #[error("there is no study template called `{name}`")]
    NoTemplate {
        /// The name given.
        name: String,
        /// The templates that there are.
        known: Vec<String>,
    },
    /// The folder of a whole study is not as it was written.
    #[error("the folder of the study cannot be read: {file}: {problem}")]
    WholeStudy {
        /// The file in it.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The task was cancelled.
    #[error("cancelled; the study is as it was")]
    Cancelled,
}

fn rows(n: usize) -> String {
    if n == 1 { "1 row".to_owned() } else { format!("{n} rows") }
}

/// The result of everything in this crate.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// The program that something comes from, in words.
fn from(program: &str) -> String {
    if program.is_empty() { String::new() } else { format!(" of {program}") }
}
