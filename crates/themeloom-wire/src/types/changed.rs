//! What a batch of changes touched.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::code::{Code, Framework};
use crate::types::coding::Coding;
use crate::types::findings::{Finding, Recommendation, Theme};
use crate::types::memo::{Discussion, Memo};
use crate::types::outline::{Attribute, Case, Coder, Organisation, Participant};
use crate::types::source::Source;

/// What a batch touched, as it is now: whoever holds an outline replaces by id.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// The place of the batch in the log.
    pub seq: u64,
    /// Who did it.
    #[schema(required)]
    pub by: Option<Id>,
    /// What was done.
    pub did: String,
    /// The batch.
    pub batch: Id,
    /// Coders.
    pub coders: Vec<Coder>,
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Participants.
    pub participants: Vec<Participant>,
    /// Cases.
    pub cases: Vec<Case>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Codes.
    pub codes: Vec<Code>,
    /// Versions of the framework.
    pub frameworks: Vec<Framework>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// Recommendations.
    pub recommendations: Vec<Recommendation>,
    /// What is put aside; with nothing in it, what no longer is.
    pub discussions: Vec<Discussion>,
    /// Codings.
    pub codings: Vec<Coding>,
    /// Codings that were taken away.
    pub codings_gone: Vec<CodingGone>,
    /// Memos.
    pub memos: Vec<Memo>,
    /// Memos that were archived.
    pub memos_gone: Vec<Id>,
    /// Cells to ask for again.
    pub cells: Vec<CellName>,
    /// Sources whose words changed.
    pub texts: Vec<Id>,
    /// What undo would take back now.
    #[schema(required)]
    pub undo: Option<String>,
    /// What redo would do again.
    #[schema(required)]
    pub redo: Option<String>,
    /// The study's name, if it changed.
    #[schema(required)]
    pub name: Option<String>,
    /// Whether the protocol changed.
    pub protocol: bool,
    /// How many conflicts wait, if that changed.
    #[schema(required)]
    pub conflicts: Option<usize>,
}

/// A coding that was taken away.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CodingGone {
    /// Which.
    pub coding: Id,
    /// Where it stood.
    pub source: Id,
}

/// The name of a cell.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CellName {
    /// The case.
    pub case: Id,
    /// The code.
    pub code: Id,
}

/// What a change came to, once it is on the disk.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Done {
    /// The place in the log.
    pub seq: u64,
    /// What was made.
    #[schema(required)]
    pub id: Option<Id>,
    /// What was done.
    pub did: String,
    /// What there is to tell.
    pub notes: Vec<String>,
}
