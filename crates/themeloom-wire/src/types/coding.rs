//! Codings.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::place::Standing;

/// One application of a code to a span.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Coding {
    /// Which.
    pub id: Id,
    /// The source.
    pub source: Id,
    /// The code.
    pub code: Id,
    /// Who coded.
    pub coder: Id,
    /// Where it begins in the current text, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The current version of the text.
    pub version: String,
    /// What became of its words since.
    pub standing: Standing,
    /// Whether a person has read it.
    pub read: bool,
    /// How many memos are on it.
    pub memos: usize,
    /// Whether it is put aside to discuss.
    pub discuss: bool,
}
