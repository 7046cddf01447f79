//! The library and the way in, as the browser is told.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::upload::StudyHeld;

/// What went wrong, with any status from 400.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// A stable code: "study-locked".
    pub code: String,
    /// What happened, in a sentence part.
    pub message: String,
    /// What to do, most useful first.
    pub hints: Vec<String>,
}

/// A link that lets one browser in, once.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// The address to open.
    pub url: String,
}

/// The studies of the library folder.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Library {
    /// The folder.
    pub folder: String,
    /// Its studies.
    pub studies: Vec<StudyRow>,
    /// The program's version.
    pub version: String,
}

/// One study of the library.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StudyRow {
    /// Its name, as it stands in paths.
    pub study: String,
    /// Its file.
    pub file: String,
    /// Whether it needs a passphrase.
    pub is_protected: bool,
    /// Whether it is open in this program.
    pub is_open: bool,
    /// Why it cannot be opened, where that is known.
    #[schema(required)]
    pub problem: Option<String>,
    /// The size of its file in bytes.
    pub bytes: u64,
    /// When its file was last written, in milliseconds since 1970.
    pub changed_at: u64,
}

/// A study to begin.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewStudy {
    /// Its title; the file's name is made of it.
    pub name: String,
    /// The study template; the first one where nothing is said.
    #[schema(required)]
    pub template: Option<String>,
    /// The passphrase; without one anybody with the file can read it.
    #[schema(required)]
    pub passphrase: Option<String>,
    /// The first coder's name.
    pub coder: String,
    /// Their initials.
    pub initials: String,
    /// A file that was sent, for the study to begin with.
    #[serde(default)]
    pub upload: Option<String>,
}

/// A study that was begun.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StudyMade {
    /// Its name, as it stands in paths.
    pub study: String,
    /// The recovery code of a study with a passphrase: shown this once.
    #[schema(required)]
    pub recovery_code: Option<String>,
    /// What taking in the studies of a file came to.
    pub studies: Vec<StudyHeld>,
}

/// How to open a study.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Open {
    /// The passphrase.
    #[schema(required)]
    pub passphrase: Option<String>,
    /// The recovery code instead.
    #[schema(required)]
    pub recovery_code: Option<String>,
    /// Who is working, by name or initials; not needed where only one person codes or the passphrase
    /// says it.
    #[schema(required)]
    pub coder: Option<String>,
}

/// A study that was opened.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// Its name, as it stands in paths.
    pub study: String,
    /// Who is working.
    pub me: String,
    /// What there is to tell about the opening.
    pub notes: Vec<String>,
    /// Why nothing can be changed, where that is so.
    #[schema(required)]
    pub read_only: Option<String>,
}

/// A study template.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Template {
    /// Its name, for beginning a study from it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub summary: String,
}
