//! Words in sources, and where they stand.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::Id;

/// Words in a source, as the browser marked them in a version of its text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Passage {
    /// The source.
    pub source: Id,
    /// Where they begin, in UTF-16 units.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// The version of the text.
    pub version: String,
}

/// Where words stand now.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The source.
    pub source: Id,
    /// Its name.
    pub source_name: String,
    /// Whose words they are, where they are one participant's.
    #[schema(required)]
    pub participant: Option<Id>,
    /// The number of their first line, from 1.
    pub line: u32,
    /// The number of their last line.
    pub last_line: u32,
    /// The line reference that is cited: "P03, lines 41–43".
    pub reference: String,
    /// Where they begin in the current text, in UTF-16 units.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// The current version of the text.
    pub version: String,
    /// What became of them since they were marked.
    pub standing: Standing,
}

/// The words of a span with what stands around them.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Excerpt {
    /// Where they stand.
    pub place: Place,
    /// The words.
    pub words: String,
    /// Who speaks, by the name in the transcript.
    pub speaker: String,
    /// What stands before them in the turn.
    pub before: String,
    /// What follows them in the turn.
    pub after: String,
}

/// An excerpt that was coded.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CodedExcerpt {
    /// The words.
    #[serde(flatten)]
    pub excerpt: Excerpt,
    /// The coding.
    pub coding: Id,
    /// Who coded.
    pub coder: Id,
    /// The case whose account it is.
    #[schema(required)]
    pub case: Option<Id>,
    /// The code.
    pub code: Id,
    /// Whether a person has read it.
    pub read: bool,
}

/// What became of marked words since.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The same words at the same place.
    Unmoved,
    /// The same words at another place.
    Moved,
    /// Other words in their place.
    Stale,
    /// Nothing in their place.
    Gone,
}
