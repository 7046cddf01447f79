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
    #[command(
        after_help = "Example:\n  themeloom new trust.loom --title \"Value in our trust\" --protocol nhs-clinician-manager-engagement --coder \"Ada Kettle\" --initials AK"
    )]
    New(crate::commands::new::New),
    /// List the study templates, or print one to edit.
    #[command(
        after_help = "Example:\n  themeloom templates nhs-clinician-manager-engagement > my-protocol.toml"
    )]
    Templates {
        /// The template to print.
        name: Option<String>,
    },
    /// Say where a study stands.
    #[command(after_help = "Example:\n  themeloom status trust.loom")]
    Status {
        /// The study.
        study: PathBuf,
    },
    /// Participants, organisations, consent, withdrawal and erasure.
    #[command(
        after_help = "Examples:\n  themeloom people trust.loom add P01 --organisation T1 --set \"role group=manager\"\n  themeloom people trust.loom consent P01 quotation given --on 2026-11-23\n  themeloom people trust.loom erase P11 --reason \"asked within two weeks\""
    )]
    People(crate::commands::people::People),
    /// Bring transcripts into a study: files, folders or patterns.
    #[command(
        after_help = "Reads .txt, .md, .docx, .pdf with text, .csv of turns, .vtt and .srt.\nA mapping file says who speaks: a CSV with the columns file,speaker,participant (participant empty: an interviewer).\n\nExample:\n  themeloom import trust.loom interviews \"notes/*.docx\" --map speakers.csv"
    )]
    Import(crate::commands::import::Import),
    /// Show the codebook, take one in, write it out, merge codes, or fix a framework version.
    #[command(
        after_help = "Examples:\n  themeloom codebook trust.loom import codebook.csv\n  themeloom codebook trust.loom fix --name \"Version 2\" 1.1 1.2 3.1"
    )]
    Codebook(crate::commands::codebook::Codebook),
    /// Code passages: by a search, or from a table of quotations.
    #[command(
        after_help = "What a search finds is marked as not yet read and counts only when somebody has read it:\nadd --read if you have, or run `themeloom code STUDY --mark-read` afterwards.\nA table has the columns source,quotation,code,coder; a quotation that is missing or ambiguous is reported.\n\nExample:\n  themeloom code trust.loom --query '\"own budget\" OR (trust NEAR/5 manager)' --code 3.1 --read"
    )]
    Code(crate::commands::code::Code),
    /// Write a cell of the matrix, or many from a table.
    #[command(
        after_help = "A table has the columns case,code,state,summary,note,unprompted,author,reader,quotations.\n\nExample:\n  themeloom chart trust.loom P03 6.2 --state charted --summary \"Hears of changes from the sign on the door\""
    )]
    Chart(crate::commands::chart::Chart),
    /// Show the framework matrix, or write it to a file.
    #[command(
        after_help = "Example:\n  themeloom matrix trust.loom --group-by \"role group\" --out matrix.xlsx"
    )]
    Matrix(crate::commands::matrix::Matrix),
    /// Compare groups of cases on each code: who raised it, n of N.
    #[command(
        after_help = "Participants were chosen on purpose, so no test is shown.\n\nExample:\n  themeloom compare trust.loom --by \"role group\""
    )]
    Compare(crate::commands::compare::Compare),
    /// Show the themes table.
    #[command(after_help = "Example:\n  themeloom themes trust.loom")]
    Themes {
        /// The study.
        study: PathBuf,
    },
    /// Search the words of all sources.
    #[command(
        after_help = "Queries:\n  trust                 a word\n  manag*                words that start so\n  ~manage               all its forms\n  \"value for money\"     these words together\n  /wom[ae]n/            a pattern\n  a AND b, a OR b, NOT a, (a OR b) c\n  a NEAR/5 b            at most five words between\n  within:paragraph      what AND decides on (turn, paragraph, source)\n  code:3.1 speaker:P01 case:P01 \"role group\"=manager\n\nExample:\n  themeloom search trust.loom 'money NEAR/8 trust case:P02'"
    )]
    Search(crate::commands::search::Search),
    /// Write a memo about something, or list all memos.
    #[command(
        after_help = "About: study, code:3.1, source:P03, case:P01, participant:P01, organisation:T1, theme:NAME or cell:P02/3.1.\n\nExample:\n  themeloom memo trust.loom code:3.1 \"Is a slow answer an answer?\" --discuss"
    )]
    Memo(crate::commands::memo::Memo),
    /// List what is put aside to discuss.
    Discuss {
        /// The study.
        study: PathBuf,
    },
    /// Move a source to a stage of the Framework Method.
    #[command(after_help = "Example:\n  themeloom stage trust.loom P03 familiarised")]
    Stage {
        /// The study.
        study: PathBuf,
        /// The source.
        source: String,
        /// The stage; indexed and charted mean the newest framework version.
        stage: StageName,
    },
    /// Correct words that stand once in a source. Codings follow their words.
    #[command(after_help = "Example:\n  themeloom correct trust.loom P03 \"the leger\" \"the ledger\"")]
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
    #[command(after_help = "Example:\n  themeloom report trust.loom --out report.docx")]
    Report(crate::commands::report::Report),
    /// Show the history, newest first.
    #[command(after_help = "Example:\n  themeloom log trust.loom --limit 20 --by AK")]
    Log(crate::commands::log::Log),
    /// Undo the last step that is not undone yet.
    Undo {
        /// The study.
        study: PathBuf,
    },
    /// Do the step again that was undone last.
    Redo {
        /// The study.
        study: PathBuf,
    },
    /// List what copies of the study disagreed about.
    Conflicts {
        /// The study.
        study: PathBuf,
    },
    /// Settle a conflict: keep the value that stands, or take the other one back.
    Settle {
        /// The study.
        study: PathBuf,
        /// The change, as `themeloom conflicts` names it.
        change: String,
        /// What to do.
        how: Settle,
    },
    /// Write a backup, sealed like the study; safe while others work on it.
    #[command(after_help = "Example:\n  themeloom backup trust.loom backups/trust-2026-11-23.loombackup")]
    Backup {
        /// The study.
        study: PathBuf,
        /// The backup to write.
        file: PathBuf,
    },
    /// Make a study file out of a backup. One that was cut short gives what it holds and says what is missing.
    Restore {
        /// The backup.
        backup: PathBuf,
        /// The study file to make.
        study: PathBuf,
    },
    /// Check every seal; with a printed state, that nothing before it was changed.
    #[command(after_help = "Example:\n  themeloom check trust.loom --against loom1-1974-kzd...")]
    Check {
        /// The study.
        study: PathBuf,
        /// A printed state of the study, from a report or a backup.
        #[arg(long, value_name = "STATE")]
        against: Option<String>,
    },
    /// Take in what another copy of the study, or a backup, has and this one lacks.
    #[command(after_help = "Example:\n  themeloom merge trust.loom copy-of-jm.loom")]
    Merge {
        /// The study.
        study: PathBuf,
        /// The other copy.
        other: PathBuf,
    },
    /// Coders, passphrases, the recovery code, new keys.
    #[command(after_help = "Example:\n  themeloom keys trust.loom add \"Jo Marr\" --initials JM")]
    Keys(crate::commands::keys::Keys),
    /// Open the library in the browser: all studies of a folder, on this computer only.
    #[command(
        after_help = "Without arguments, `themeloom` does the same.\n\nExample:\n  themeloom serve --library studies"
    )]
    Serve(crate::commands::serve::Serve),
    /// Make the sample study and its report, to try everything on.
    #[command(after_help = "Everybody in the sample is invented.\n\nExample:\n  themeloom demo --to sample")]
    Demo {
        /// The folder to make it in.
        #[arg(long, default_value = "themeloom-demo")]
        to: PathBuf,
        /// Stop after writing the report; else the sample is opened in the browser.
        #[arg(long)]
        no_serve: bool,
    },
    /// Print completions for a shell.
    #[command(after_help = "Example:\n  themeloom completions bash > /etc/bash_completion.d/themeloom")]
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
