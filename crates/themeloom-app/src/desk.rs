//! The error desk: what every edge needs to know of an error, decided once.
//!
//! Codes are stable: scripts may rely on them. Kinds map to exit codes and HTTP statuses.

use themeloom_import::ImportError;
use themeloom_store::StoreError;
use themeloom_study::log_format::LogFormatError;

use crate::error::AppError;

/// What kind of error it is, for exit codes and statuses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// What was given is wrong.
    Invalid,
    /// What was asked for is not there.
    NotFound,
    /// It is not allowed: by consent, by a passphrase, by the folder.
    Forbidden,
    /// It meets something that somebody else did.
    Conflict,
    /// It cannot be done now: a lock, a disk, a newer format.
    Unavailable,
    /// What is kept was damaged.
    Damaged,
    /// The program has a fault.
    Internal,
}

impl Kind {
    /// The exit code of the command line.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Invalid => 2,
            Self::NotFound => 3,
            Self::Forbidden => 4,
            Self::Conflict => 5,
            Self::Unavailable => 6,
            Self::Damaged => 7,
            Self::Internal => 70,
        }
    }
}

/// An error as every edge shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explained {
    /// The kind.
    pub kind: Kind,
    /// The stable code: "code-not-found".
    pub code: &'static str,
    /// What happened, in a sentence part without a final stop.
    pub message: String,
    /// What to do, most useful first.
    pub hints: Vec<String>,
}

impl AppError {
    /// The error as every edge shows it.
    #[must_use]
    pub fn explain(&self) -> Explained {
        let (kind, code) = self.classify();
        Explained { kind, code, message: self.to_string(), hints: self.hints() }
    }

    fn classify(&self) -> (Kind, &'static str) {
        match self {
            Self::Store(error) => classify_store(error),
            Self::Import(error) => classify_import(error),
            Self::Report(_) => (Kind::Internal, "report-not-made"),
            Self::Log { cause: LogFormatError::Newer { .. }, .. } => (Kind::Unavailable, "newer-log"),
            Self::Log { .. } => (Kind::Damaged, "change-unreadable"),
            Self::Query { .. } => (Kind::Invalid, "query-wrong"),
            Self::File { .. } => (Kind::Unavailable, "file-not-usable"),
            Self::NoFiles { .. } => (Kind::NotFound, "no-files"),
            Self::NotFound { .. } => (Kind::NotFound, "name-not-found"),
            Self::Ambiguous { .. } => (Kind::Invalid, "name-ambiguous"),
            Self::Taken { .. } => (Kind::Conflict, "name-taken"),
            Self::NothingTaken { .. } => (Kind::Invalid, "nothing-to-take-in"),
            Self::NothingPlaced { .. } => (Kind::Invalid, "nothing-placed"),
            Self::Unfit { .. } => (Kind::Invalid, "value-unfit"),
            Self::Rows { .. } => (Kind::Invalid, "rows-unusable"),
            Self::CategoryNotApplied { .. } => (Kind::Invalid, "category-not-applied"),
            Self::NothingTo { .. } => (Kind::NotFound, "nothing-to-undo"),
            Self::ChangedSince { .. } => (Kind::Conflict, "changed-since"),
            Self::Erasure => (Kind::Forbidden, "erasure-final"),
            Self::ReadOnly { .. } => (Kind::Forbidden, "read-only"),
            Self::WhoIsWorking { .. } => (Kind::Invalid, "who-is-working"),
            Self::NoFramework => (Kind::NotFound, "no-framework"),
            Self::Meanwhile { .. } => (Kind::Conflict, "changed-meanwhile"),
            Self::RecordingRefused { .. } => (Kind::Forbidden, "recording-refused"),
            Self::NoRecording { .. } => (Kind::NotFound, "no-recording"),
            Self::NoWords { .. } => (Kind::Forbidden, "no-words"),
            Self::WordsNotUnique { .. } => (Kind::Invalid, "words-not-unique"),
            Self::NoTemplate { .. } => (Kind::NotFound, "no-template"),
            Self::WholeStudy { .. } => (Kind::Invalid, "whole-study-unreadable"),
            Self::Cancelled => (Kind::Unavailable, "cancelled"),
        }
    }

    fn hints(&self) -> Vec<String> {
        match self {
            Self::NotFound { like, .. } if !like.is_empty() => {
                vec![format!("did you mean {}?", listed(like, "or"))]
            }
            Self::NotFound { what, .. } => {
                vec![format!("list what there is first, then name one {what} of it")]
            }
            Self::Ambiguous { .. } => vec!["use its number".to_owned()],
            Self::Query { query, cause } => {
                let under = format!(
                    "{}{}",
                    " ".repeat(cause.at.start() as usize),
                    "^".repeat(cause.at.len().max(1) as usize)
                );
                vec![format!("{query}\n{under}"), cause.hint.clone()]
            }
            Self::Rows { problems, .. } => {
                problems.iter().take(20).cloned().chain(more(problems.len(), 20)).collect()
            }
            Self::NothingPlaced { lost } => {
                lost.iter().take(20).cloned().chain(more(lost.len(), 20)).collect()
            }
            Self::NoFiles { .. } => {
                vec![
                    "check the folder and the spelling; put patterns such as \"*.docx\" in quotation marks"
                        .to_owned(),
                ]
            }
            Self::CategoryNotApplied { .. } => vec!["apply one of the codes under it".to_owned()],
            Self::WhoIsWorking { coders } => {
                vec![format!("say who with --as: one of {}", listed(coders, "or"))]
            }
            Self::WholeStudy { .. } => {
                vec!["write the folder anew from the study, and copy it whole".to_owned()]
            }
            Self::NoFramework => {
                vec!["fix a version of the framework first: themeloom codebook STUDY fix".to_owned()]
            }
            Self::NoTemplate { known, .. } => {
                vec![format!("give one of {}, or the path of a protocol file", listed(known, "or"))]
            }
            Self::ChangedSince { .. } => {
                vec!["undo the later change first, or set the value anew".to_owned()]
            }
            Self::Meanwhile { .. } => vec!["look at it again and repeat what you did".to_owned()],
            Self::Log { cause: LogFormatError::Newer { .. }, .. } => {
                vec!["the study can still be read up to there; update Themeloom to go on writing".to_owned()]
            }
            Self::Store(StoreError::WrongPassphrase) => {
                vec![
                    "a passphrase is case-sensitive; the recovery code was printed when the study was made"
                        .to_owned(),
                ]
            }
            Self::Store(StoreError::Corrupted { .. }) => {
                vec!["themeloom restore BACKUP NEW-STUDY makes a study out of a backup".to_owned()]
            }
            Self::Store(StoreError::Damaged { .. }) => {
                vec!["themeloom check STUDY names what is damaged".to_owned()]
            }
            _ => Vec::new(),
        }
    }
}

const fn classify_store(error: &StoreError) -> (Kind, &'static str) {
    match error {
        StoreError::Missing { .. } => (Kind::NotFound, "study-missing"),
        StoreError::Exists { .. } => (Kind::Conflict, "file-exists"),
        StoreError::NotAStudy { .. } => (Kind::Invalid, "not-a-study"),
        StoreError::Corrupted { .. } => (Kind::Damaged, "study-damaged"),
        StoreError::NewerFormat { .. } => (Kind::Unavailable, "newer-format"),
        StoreError::ReadOnly { .. } => (Kind::Forbidden, "folder-read-only"),
        StoreError::OpenedForReading => (Kind::Forbidden, "read-only"),
        StoreError::InUse { .. } => (Kind::Unavailable, "study-in-use"),
        StoreError::Damaged { .. } | StoreError::DamagedPart { .. } => (Kind::Damaged, "change-damaged"),
        StoreError::WrongPassphrase => (Kind::Forbidden, "wrong-passphrase"),
        StoreError::RecoveryCodeMistyped => (Kind::Invalid, "recovery-code-mistyped"),
        StoreError::PassphraseNeeded => (Kind::Forbidden, "passphrase-needed"),
        StoreError::IdentityLocked => (Kind::Forbidden, "identity-locked"),
        StoreError::SubjectErased { .. } => (Kind::Forbidden, "participant-erased"),
        StoreError::NoSuchSlot => (Kind::NotFound, "no-such-person"),
        StoreError::LastSlot => (Kind::Conflict, "last-passphrase"),
        StoreError::SlotExists => (Kind::Conflict, "name-taken"),
        StoreError::HeadMoved { .. } => (Kind::Conflict, "changed-meanwhile"),
        StoreError::OtherStudy => (Kind::Invalid, "other-study"),
        StoreError::Forked { .. } => (Kind::Damaged, "copies-differ"),
        StoreError::MissingKey { .. } | StoreError::MissingBlob { .. } => (Kind::Damaged, "part-missing"),
        StoreError::StreamTooShort => (Kind::Damaged, "backup-too-short"),
        StoreError::NotAStream => (Kind::Invalid, "not-a-backup"),
        StoreError::DamagedStream { .. } => (Kind::Damaged, "backup-damaged"),
        StoreError::NotAPrintedHead => (Kind::Invalid, "not-a-printed-state"),
        StoreError::File { .. }
        | StoreError::Stream { .. }
        | StoreError::Backend { .. }
        | StoreError::NoRandomness
        | StoreError::Derivation { .. } => (Kind::Unavailable, "store-unavailable"),
        StoreError::BrokenChain { .. } => (Kind::Internal, "chain-broken"),
    }
}

const fn classify_import(error: &ImportError) -> (Kind, &'static str) {
    match error {
        ImportError::Empty { .. } => (Kind::Invalid, "file-empty"),
        ImportError::WrongKind { .. } | ImportError::NotText { .. } => (Kind::Invalid, "file-kind"),
        ImportError::TooLarge { .. } => (Kind::Invalid, "file-too-large"),
        ImportError::Bomb { .. }
        | ImportError::TooManyParts { .. }
        | ImportError::UnsafePath { .. }
        | ImportError::TooDeep { .. }
        | ImportError::DocumentType { .. } => (Kind::Invalid, "file-hostile"),
        ImportError::Damaged { .. } => (Kind::Invalid, "file-damaged"),
        ImportError::Encrypted { .. } => (Kind::Forbidden, "file-locked"),
        ImportError::NoText { .. } | ImportError::NoWords { .. } => (Kind::Invalid, "file-without-text"),
        ImportError::NotSuchATable { .. } => (Kind::Invalid, "table-kind"),
        ImportError::NoColumn { .. } => (Kind::Invalid, "column-missing"),
        ImportError::Toml { .. } => (Kind::Invalid, "protocol-wrong"),
        ImportError::NoPlainTable { .. } => (Kind::Invalid, "unsafe-database"),
        ImportError::NothingToWrite { .. } => (Kind::Invalid, "nothing-to-write"),
        ImportError::NotPacked { .. } => (Kind::Internal, "not-packed"),
        ImportError::NotWritten => (Kind::Internal, "table-not-written"),
    }
}

fn listed(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|n| format!("`{n}`")).collect();
            format!("{} {and} `{last}`", first.join(", "))
        }
    }
}

fn more(all: usize, shown: usize) -> Option<String> {
    (all > shown).then(|| format!("and {} more", all - shown))
}
