//! Which program a study comes from, by its content.

use super::sqlite::{Database, MAGIC, application_id};
use crate::archive::Archive;
use crate::limits::Limits;
use crate::{qualcoder, taguette};

/// A whole study of another program that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StudyKind {
    /// A project in the exchange format of the field (`.qdpx`).
    RefiQda,
    /// A project or a server's database of Taguette (`.sqlite3`).
    Taguette,
    /// The database of a QualCoder project (`data.qda`).
    QualCoder,
}

impl StudyKind {
    /// The kind as people call it.
    #[must_use]
    pub const fn plain(self) -> &'static str {
        match self {
            Self::RefiQda => "a REFI-QDA project",
            Self::Taguette => "a Taguette project",
            Self::QualCoder => "a QualCoder project",
        }
    }
}

/// Whether a file is a whole study of another program, and of which.
///
/// ```
/// assert_eq!(themeloom_import::recognise_study(b"Interviewer: What does value mean?"), None);
/// ```
#[must_use]
pub fn recognise_study(bytes: &[u8]) -> Option<StudyKind> {
    // Whether it is too large is for its reader to say.
    let limits = Limits { bytes: u64::MAX, entries: u64::MAX, ..Limits::default() };
    if bytes.starts_with(b"PK\x03\x04") {
        let names = Archive::open("", bytes, &limits).ok()?.names();
        let is_project =
            |name: &&String| !name.contains(['/', '\\']) && name.to_ascii_lowercase().ends_with(".qde");
        return (names.iter().filter(is_project).count() == 1).then_some(StudyKind::RefiQda);
    }
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    if application_id(bytes) == taguette::APPLICATION_ID {
        return Some(StudyKind::Taguette);
    }
    let database = Database::open("", bytes, &limits).ok()?;
    if database.has_tables(&taguette::TABLES) {
        Some(StudyKind::Taguette)
    } else if database.has_tables(&qualcoder::TABLES) {
        Some(StudyKind::QualCoder)
    } else {
        None
    }
}
