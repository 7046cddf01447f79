//! Files on their way into a study: what was recognised, and what the person made of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Problem;

/// A file that was sent, as it was read. Nothing of it is in the study yet.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// Its name while it waits.
    pub upload: String,
    /// The file's name.
    pub file: String,
    /// The kind of file, by its content.
    pub kind: String,
    /// What the source would be called.
    pub name: String,
    /// How many words.
    pub words: usize,
    /// How many turns.
    pub turns: usize,
    /// How many pages.
    pub pages: usize,
    /// Who speaks.
    pub speakers: Vec<SpeakerSeen>,
    /// The first turns, or the first words.
    pub opening: Vec<Opening>,
    /// What was recognised, changed, or not read.
    pub notes: Vec<NoteSeen>,
    /// The studies of another program that it holds; then it is no transcript.
    pub studies: Vec<StudyHeld>,
    /// Why it cannot be brought in.
    #[schema(required)]
    pub problem: Option<Problem>,
}

/// A study of another program: what it holds, or what taking it in came to.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StudyHeld {
    /// The program that it comes from, as its file says; empty where it does not.
    pub program: String,
    /// What it is called there.
    pub name: String,
    /// Coders.
    pub coders: usize,
    /// Codes.
    pub codes: usize,
    /// Codes that this study had already, by name and place.
    pub codes_there: usize,
    /// Attributes.
    pub attributes: usize,
    /// Cases.
    pub cases: usize,
    /// Sources.
    pub sources: usize,
    /// Memos.
    pub memos: usize,
    /// Cells of the matrix.
    pub cells: usize,
    /// Codings found.
    pub found: usize,
    /// Codings placed where the file says.
    pub exact: usize,
    /// Codings placed by their words.
    pub reanchored: usize,
    /// Codings that have no place.
    pub lost: usize,
    /// How positions were counted, in words; empty where there was nothing to choose.
    pub counted: String,
    /// What is called otherwise here than there.
    pub renamed: Vec<String>,
    /// Cases that were taken for participants of this study, by name.
    pub cases_there: Vec<String>,
    /// Codings that were placed by their words: where the file says that they are, and where they are.
    pub moved: Vec<String>,
    /// Sources of no case.
    pub nobodys: Vec<String>,
    /// What does not travel, by name.
    pub losses: Vec<String>,
}

/// That studies were taken in.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StudiesTaken {
    /// The number of the last change.
    pub seq: u64,
    /// What was done.
    pub did: String,
    /// What it came to.
    pub studies: Vec<StudyHeld>,
}

/// A speaker that was recognised.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SpeakerSeen {
    /// The name in the transcript.
    pub name: String,
    /// How many turns.
    pub turns: usize,
    /// How many words.
    pub words: usize,
    /// What they say first.
    pub first_words: String,
    /// interviewer, participant or unknown.
    pub role: String,
    /// The participant's pseudonym.
    #[schema(required)]
    pub participant: Option<String>,
}

/// One of the first turns.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Opening {
    /// Who speaks.
    #[schema(required)]
    pub speaker: Option<String>,
    /// What they say.
    pub words: String,
}

/// Something to tell about a file.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoteSeen {
    /// note or warning.
    pub severity: String,
    /// What.
    pub text: String,
}

/// Who a speaker is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SpeakerWanted {
    /// The name in the transcript.
    pub name: String,
    /// interviewer, participant or unknown.
    pub role: String,
    /// The participant's pseudonym: made where there is none of that name.
    #[schema(required)]
    pub participant: Option<String>,
}

/// A file to bring into the study.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ImportWanted {
    /// The file that was sent.
    pub upload: String,
    /// What the source is to be called.
    pub name: String,
    /// Who its speakers are.
    pub speakers: Vec<SpeakerWanted>,
    /// What is recorded about its participants.
    #[serde(default)]
    pub values: Vec<ValueWanted>,
}

/// The value of a participant's attribute.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ValueWanted {
    /// The participant.
    pub pseudonym: String,
    /// The attribute.
    pub attribute: String,
    /// The value, in words.
    pub value: String,
}
