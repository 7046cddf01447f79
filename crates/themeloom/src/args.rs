//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Interview studies from transcripts to findings.
///
/// A study is one encrypted file. Begin one from a study template, import transcripts, code them, chart the
/// framework matrix, compare groups, state findings, and write the report. Every step is kept, can be
/// undone, and can be walked back from the report to the words that carry it.
#[derive(Parser, Debug)]
#[command(name = "themeloom", version, max_term_width = 100)]
pub struct Args {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do; the library is opened in the browser where nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Global {
    /// Print one JSON document for programs instead of words for people.
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing but errors.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Who is working, by name or initials; needed where several people code.
    #[arg(long = "as", value_name = "CODER", global = true)]
    pub coder: Option<String>,
    /// Read the passphrase from a file. It is else taken from THEMELOOM_PASSPHRASE, or asked for.
    #[arg(long, value_name = "FILE", global = true)]
    pub passphrase_file: Option<PathBuf>,
    /// Open with the printed recovery code, which is asked for.
    #[arg(long, global = true)]
    pub recovery_code: bool,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Begin a study from a study template or a protocol file.
    #[command(after_help = crate::examples::NEW)]
    New(crate::commands::new::New),
    /// List the study templates, print one, or copy one to a file to edit.
    #[command(after_help = crate::examples::TEMPLATES)]
    Templates {
        /// The template to print or copy; the templates are listed where nothing is said.
        name: Option<String>,
        /// The file to write it to, to edit and give to `new --protocol`.
        file: Option<PathBuf>,
    },
    /// Say where a study stands.
    #[command(after_help = crate::examples::STATUS)]
    Status {
        /// The study.
        study: PathBuf,
    },
    /// Participants, organisations, consent, withdrawal and erasure.
    #[command(after_help = crate::examples::PEOPLE)]
    People(crate::commands::people::People),
    /// Bring transcripts, and studies of other programs, into a study: files, folders or patterns.
    #[command(after_help = crate::examples::IMPORT)]
    Import(crate::commands::import::Import),
    /// Show the codebook, take one in, write it out, merge codes, or fix a framework version.
    #[command(after_help = crate::examples::CODEBOOK)]
    Codebook(crate::commands::codebook::Codebook),
    /// Code passages: by a search, or from a table of quotations.
    #[command(after_help = crate::examples::CODE)]
    Code(crate::commands::code::Code),
    /// Write a cell of the matrix, or many from a table.
    #[command(after_help = crate::examples::CHART)]
    Chart(crate::commands::chart::Chart),
    /// Show the framework matrix, or write it to a file.
    #[command(after_help = crate::examples::MATRIX)]
    Matrix(crate::commands::matrix::Matrix),
    /// Compare groups of cases on each code: who raised it, n of N.
    #[command(after_help = crate::examples::COMPARE)]
    Compare(crate::commands::compare::Compare),
    /// Show the themes table.
    #[command(after_help = crate::examples::THEMES)]
    Themes {
        /// The study.
        study: PathBuf,
    },
    /// Search the words of all sources.
    #[command(after_help = crate::examples::SEARCH)]
    Search(crate::commands::search::Search),
    /// Write a memo about something, or list all memos.
    #[command(after_help = crate::examples::MEMO)]
    Memo(crate::commands::memo::Memo),
    /// List what is put aside to discuss.
    #[command(after_help = crate::examples::DISCUSS)]
    Discuss {
        /// The study.
        study: PathBuf,
    },
    /// Move a source to a stage of the Framework Method.
    #[command(after_help = crate::examples::STAGE)]
    Stage {
        /// The study.
        study: PathBuf,
        /// The source.
        source: String,
        /// The stage; indexed and charted mean the newest framework version.
        stage: StageName,
    },
    /// Correct words that stand once in a source. Codings follow their words.
    #[command(after_help = crate::examples::CORRECT)]
    Correct {
        /// The study.
        study: PathBuf,
        /// The source.
        source: String,
        /// The words as they stand.
        words: String,
        /// The words that should stand there.
        replacement: String,
    },
    /// Write the report, or a part of it, as HTML, Word, Excel or CSV.
    #[command(after_help = crate::examples::REPORT)]
    Report(crate::commands::report::Report),
    /// Write what other programs read: coded transcripts, codings, cases, the matrix, SPSS, the codebook.
    #[command(after_help = crate::examples::EXPORT)]
    Export(crate::commands::export::Export),
    /// Show the history, newest first.
    #[command(after_help = crate::examples::LOG)]
    Log(crate::commands::log::Log),
    /// Undo the last step that is not undone yet.
    #[command(after_help = crate::examples::UNDO)]
    Undo {
        /// The study.
        study: PathBuf,
    },
    /// Do the step again that was undone last.
    #[command(after_help = crate::examples::REDO)]
    Redo {
        /// The study.
        study: PathBuf,
    },
    /// List what copies of the study disagreed about.
    #[command(after_help = crate::examples::CONFLICTS)]
    Conflicts {
        /// The study.
        study: PathBuf,
    },
    /// Settle a conflict: keep the value that stands, or take the other one back.
    #[command(after_help = crate::examples::SETTLE)]
    Settle {
        /// The study.
        study: PathBuf,
        /// The change, as `themeloom conflicts` names it.
        change: String,
        /// What to do.
        how: Settle,
    },
    /// Write a backup, sealed like the study; safe while others work on it.
    #[command(after_help = crate::examples::BACKUP)]
    Backup {
        /// The study.
        study: PathBuf,
        /// The backup to write.
        file: PathBuf,
    },
    /// Make a study file out of a backup. One that was cut short gives what it holds and says what is missing.
    #[command(after_help = crate::examples::RESTORE)]
    Restore {
        /// The backup.
        backup: PathBuf,
        /// The study file to make.
        study: PathBuf,
    },
    /// Check every seal; with a printed state, that nothing before it was changed.
    #[command(after_help = crate::examples::CHECK)]
    Check {
        /// The study.
        study: PathBuf,
        /// A printed state of the study, from a report or a backup.
        #[arg(long, value_name = "STATE")]
        against: Option<String>,
    },
    /// Take in what another copy of the study, or a backup, has and this one lacks.
    #[command(after_help = crate::examples::MERGE)]
    Merge {
        /// The study.
        study: PathBuf,
        /// The other copy.
        other: PathBuf,
    },
    /// Coders, passphrases, the recovery code, new keys.
    #[command(after_help = crate::examples::KEYS)]
    Keys(crate::commands::keys::Keys),
    /// Open the library in the browser: all studies of a folder, on this computer only.
    #[command(after_help = crate::examples::SERVE)]
    Serve(crate::commands::serve::Serve),
    /// Make the sample study and its report, to try everything on.
    #[command(after_help = crate::examples::DEMO)]
    Demo {
        /// The folder to make it in.
        #[arg(long, default_value = "themeloom-demo")]
        to: PathBuf,
        /// Stop after writing the report; else the sample is opened in the browser.
        #[arg(long)]
        no_serve: bool,
    },
    /// Print completions for a shell.
    #[command(after_help = crate::examples::COMPLETIONS)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// A stage of the Framework Method.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum StageName {
    /// The words are there.
    Transcribed,
    /// Read before coding.
    Familiarised,
    /// Coded openly.
    Coded,
    /// The newest framework version was applied.
    Indexed,
    /// Its cells are written.
    Charted,
}

/// How to settle a conflict.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settle {
    /// Keep the value that stands.
    Keep,
    /// Take the value back that was replaced.
    TakeBack,
}
