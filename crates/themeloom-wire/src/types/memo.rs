//! Notes on things: memos, comments, what is to be discussed, worksheets.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::place::Passage;

/// What a note is about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// study, participant, organisation, case, source, passage, code, coding, cell, framework, theme, finding or recommendation.
    pub kind: String,
    /// Which; of a cell the case.
    #[schema(required)]
    pub id: Option<Id>,
    /// Of a cell, the code.
    #[schema(required)]
    pub code: Option<Id>,
    /// Of a passage, the words.
    #[schema(required)]
    pub passage: Option<Passage>,
}

/// An analyst's note.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Memo {
    /// Which.
    pub id: Id,
    /// What it is about.
    pub about: Target,
    /// What it is about, in words.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub by: Id,
    /// When.
    pub at: u64,
    /// The memo that it answers.
    #[schema(required)]
    pub reply_to: Option<Id>,
    /// Whether it was archived.
    pub archived: bool,
}

/// Something put aside to discuss.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Discussion {
    /// What.
    pub about: Target,
    /// What, in words.
    pub title: String,
    /// The question.
    pub question: String,
    /// What was decided.
    pub decision: String,
}

/// What somebody asks of another.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Comment {
    /// Which.
    pub id: Id,
    /// What it is about.
    pub about: Target,
    /// What it is about, in words.
    pub title: String,
    /// To whom.
    #[schema(required)]
    pub to: Option<Id>,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub by: Id,
    /// When.
    pub at: u64,
    /// The comment that it answers.
    #[schema(required)]
    pub reply_to: Option<Id>,
    /// Whether what it asks for was done.
    pub resolved: bool,
}

/// Something that the cells of a column hold.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorksheetElement {
    /// Which.
    pub id: Id,
    /// The column.
    pub code: Id,
    /// In a few words.
    pub text: String,
    /// What it is sorted into.
    pub dimension: String,
    /// The cases whose cells show it.
    pub cases: Vec<Id>,
}
