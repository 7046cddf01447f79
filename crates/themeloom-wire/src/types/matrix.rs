//! The framework matrix and its cells.

use std::ops::Not;

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::memo::{Discussion, Memo};
use crate::types::place::{CodedExcerpt, Excerpt};

/// The framework matrix.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Matrix {
    /// The version of the framework that its columns are of.
    #[schema(required)]
    pub framework: Option<Id>,
    /// The attribute that groups its rows.
    #[schema(required)]
    pub group_by: Option<Id>,
    /// The groups.
    pub groups: Vec<RowGroup>,
    /// The cases.
    pub rows: Vec<MatrixRow>,
    /// The categories and codes.
    pub columns: Vec<MatrixColumn>,
    /// The cells that hold anything.
    pub cells: Vec<MatrixCell>,
    /// Cases that are not analysed, and why.
    pub left_out: Vec<LeftOut>,
    /// What each row comes to.
    pub row_sums: Vec<Sums>,
    /// What each column comes to.
    pub column_sums: Vec<Sums>,
}

/// A group of rows.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RowGroup {
    /// What they share.
    pub label: String,
    /// Which rows.
    pub rows: Vec<usize>,
}

/// A row.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MatrixRow {
    /// The case.
    pub case: Id,
    /// Its name.
    pub name: String,
    /// Who it is, in a few words.
    pub about: String,
}

/// A column.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MatrixColumn {
    /// The code.
    pub code: Id,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its definition.
    pub definition: String,
    /// Whether it is a category.
    pub is_category: bool,
    /// Whether it sums up the columns below it.
    pub sums_up: bool,
    /// Whether the code was archived.
    pub archived: bool,
}

/// A cell that holds something. What it does not have is left out: a large matrix has half a million
/// cells, most of them with codings and nothing else yet.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MatrixCell {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// not-charted, nothing-said, not-asked or charted.
    pub state: String,
    /// What was charted.
    pub summary: String,
    /// How many codings it holds.
    pub codings: usize,
    /// How many of search are not read yet.
    #[serde(skip_serializing_if = "is_zero")]
    pub unread: usize,
    /// Whether it was raised without being asked.
    #[serde(skip_serializing_if = "Not::not")]
    pub unprompted: bool,
    /// What changed since it was charted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<String>,
    /// What is to be looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Whether it is put aside to discuss.
    #[serde(skip_serializing_if = "Not::not")]
    pub discuss: bool,
    /// Who charted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub author: Option<Id>,
    /// Who read it a second time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub second_reader: Option<Id>,
    /// How many quotations it holds.
    #[serde(skip_serializing_if = "is_zero")]
    pub quotations: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// A case that is not analysed.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeftOut {
    /// Which.
    pub name: String,
    /// Why.
    pub why: String,
}

/// What a row or column comes to.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Sums {
    /// Cells charted.
    pub charted: usize,
    /// Cells in which nothing was said.
    pub nothing_said: usize,
    /// Cells that were not asked about.
    pub not_asked: usize,
    /// Cells not charted yet.
    pub not_charted: usize,
    /// Cells with codings.
    pub coded: usize,
    /// Cells in which it was raised.
    pub raised: usize,
    /// Codings.
    pub codings: usize,
    /// Codings not read yet.
    pub unread: usize,
    /// Cells to chart.
    pub to_chart: usize,
    /// Cells that say nothing although passages are coded.
    pub contradictions: usize,
}

/// One cell with all that it rests on.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CellDetail {
    /// The case.
    pub case: Id,
    /// The code.
    pub code: Id,
    /// Its state.
    pub state: String,
    /// The summary.
    pub summary: String,
    /// The analyst's note.
    pub note: String,
    /// Whether it was raised without being asked.
    pub unprompted: bool,
    /// Who charted it.
    #[schema(required)]
    pub author: Option<Id>,
    /// Who read it a second time.
    #[schema(required)]
    pub second_reader: Option<Id>,
    /// Under which version of the framework.
    #[schema(required)]
    pub framework: Option<Id>,
    /// The quotations chosen.
    pub quotations: Vec<Excerpt>,
    /// Everything coded.
    pub excerpts: Vec<CodedExcerpt>,
    /// What changed since.
    pub stale: Vec<String>,
    /// What is to be looked at.
    pub flags: Vec<String>,
    /// The memos on it.
    pub memos: Vec<Memo>,
    /// What is to be discussed.
    #[schema(required)]
    pub discussion: Option<Discussion>,
}
