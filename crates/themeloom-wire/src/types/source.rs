//! Sources and their words.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;

/// A source, without its words.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The file that it came from.
    pub file: String,
    /// The kind of file.
    pub kind: String,
    /// The cases whose participants speak in it.
    pub cases: Vec<Id>,
    /// Who speaks in it.
    pub participants: Vec<Id>,
    /// How many words it has.
    pub words: usize,
    /// How many turns.
    pub turns: usize,
    /// How far it is: transcribed, familiarised, coded, indexed or charted.
    pub stage: String,
    /// Under which version of the framework.
    #[schema(required)]
    pub stage_framework: Option<Id>,
    /// The recording that it was made from, where it is kept in the study.
    #[schema(required)]
    pub recording: Option<Recording>,
    /// How many codings count.
    pub codings: usize,
    /// How many codings were found by search and not read yet.
    pub unread: usize,
    /// Whether its words were erased.
    pub erased: bool,
    /// Whether it was archived.
    pub archived: bool,
}

/// The recording beside a source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Recording {
    /// The file that it came from.
    pub file: String,
    /// How long it is, in bytes.
    pub bytes: u64,
}

/// The words of a source, for reading and coding.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SourceText {
    /// Which.
    pub source: Id,
    /// The version of the text.
    pub version: String,
    /// The words.
    pub text: String,
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// The paragraphs of what lies in no turn.
    pub paragraphs: Vec<Stretch>,
    /// Where each numbered line begins.
    pub lines: Vec<u32>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// The pages of a paged document.
    pub pages: Vec<Stretch>,
    /// The headings and the emphasised words, in order.
    pub styles: Vec<Styled>,
    /// What each reader thought after the first reading.
    pub impressions: Vec<Impression>,
    /// Where words were erased.
    pub erased: Vec<Stretch>,
}

/// One turn of a transcript.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Turn {
    /// Where the turn begins with its label, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Where its words begin.
    pub words_start: u32,
    /// Where its words end.
    pub words_end: u32,
    /// Which of the speakers.
    pub speaker: usize,
    /// When it begins in the recording, in milliseconds.
    #[schema(required)]
    pub at: Option<u32>,
}

/// A stretch of a text, in UTF-16 units.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Stretch {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// A stretch of a text that is set off from the words around it, in UTF-16 units.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Styled {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// heading, bold, italic or underlined.
    pub style: String,
    /// The level of a heading, from 1, the highest.
    #[schema(required)]
    pub level: Option<u8>,
}

/// Who speaks in a transcript.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Speaker {
    /// The name in the transcript.
    pub name: String,
    /// interviewer, participant or unknown.
    pub role: String,
    /// The participant.
    #[schema(required)]
    pub participant: Option<Id>,
}

/// What a reader thought of a source after the first reading.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Impression {
    /// The reader.
    pub coder: Id,
    /// What they thought.
    pub text: String,
}
