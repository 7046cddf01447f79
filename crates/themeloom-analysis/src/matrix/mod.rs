//! The framework matrix: one row a case, one column a code of the framework, and in each cell the codings
//! beside what was charted.

mod build;
mod cell;
mod columns;
mod gather;
mod rows;
mod stale;
mod summary;

use std::ops::Range;

use themeloom_study::coding::Coding;
use themeloom_study::framework::{Cell, CellKey};
use themeloom_study::{AttributeId, CaseId, CodeId, FrameworkId, Study};

pub use cell::{CellFlag, MatrixCell};
pub use columns::{ColumnChoice, MatrixColumn};
pub use rows::{LeftOut, MatrixRow};
pub use stale::{CellChange, Staleness};
pub use summary::Summary;

use crate::groups::Group;

/// What a matrix shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MatrixOptions {
    /// Its columns.
    pub columns: ColumnChoice,
    /// The attribute by which rows are grouped: of cases, participants or organisations.
    pub group_by: Option<AttributeId>,
}

/// The framework matrix of a study. Cells are addressed by the numbers of their row and column.
///
/// A column for a category or a code with codes below it holds the codings of those too. A coding counts
/// where [`Study::counts`] says so; codings that a search made and nobody has read are kept apart. Accounts
/// of people who were erased, archived or who withdrew from use are not in it.
#[derive(Clone, Debug)]
pub struct FrameworkMatrix<'s> {
    /// The study that it shows.
    pub study: &'s Study,
    /// The version of the framework whose columns these are; none for the codebook as it stands.
    pub framework: Option<FrameworkId>,
    /// The rows, group after group.
    pub rows: Vec<MatrixRow>,
    /// The columns, in the framework's order.
    pub columns: Vec<MatrixColumn>,
    /// The groups of rows, in order: all rows of a group follow each other.
    pub groups: Vec<Group>,
    /// The cases that have no row, and why.
    pub left_out: Vec<LeftOut>,
    /// How many counted codings belong to no row: they are in documents that are nobody's account, or in
    /// accounts that have no case or are left out.
    pub outside: usize,
    /// The number of counted codings of each row, each once.
    row_codings: Vec<u32>,
    /// For each cell two ends in `items`: of the codings that count, then of those nobody has read.
    ends: Vec<u32>,
    items: Vec<&'s Coding>,
    charted: Vec<Option<&'s Cell>>,
    raised_below: Vec<bool>,
}

impl<'s> FrameworkMatrix<'s> {
    /// Works the matrix out: time grows with the number of codings, cells and columns.
    #[must_use]
    pub fn new(study: &'s Study, options: &MatrixOptions) -> Self {
        build::build(study, options)
    }

    /// The row of a case.
    #[must_use]
    pub fn row_of(&self, case: CaseId) -> Option<usize> {
        self.rows.iter().position(|row| row.case == case)
    }

    /// The column of a code.
    #[must_use]
    pub fn column_of(&self, code: CodeId) -> Option<usize> {
        self.columns.iter().position(|column| column.code == code)
    }

    /// The rows of a group, by its number.
    #[must_use]
    pub fn rows_of_group(&self, group: usize) -> Range<usize> {
        let start = self.groups.iter().take(group).map(|g| g.cases.len()).sum();
        start..start + self.groups.get(group).map_or(0, |g| g.cases.len())
    }

    /// One cell; nothing where the matrix has no such row or column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<MatrixCell<'_, 's>> {
        let key = CellKey { case: self.rows.get(row)?.case, code: self.columns.get(column)?.code };
        let at = row * self.columns.len() + column;
        let end = |i: usize| self.ends.get(i).map_or(0, |&end| end as usize);
        let start = if at == 0 { 0 } else { end(2 * at - 1) };
        Some(MatrixCell {
            key,
            content: self.charted.get(at).copied().flatten(),
            sums_up: self.columns.get(column).is_some_and(|column| column.sums_up),
            charted_below: self.raised_below.get(at).copied().unwrap_or_default(),
            codings: self.items.get(start..end(2 * at)).unwrap_or_default(),
            unread: self.items.get(end(2 * at)..end(2 * at + 1)).unwrap_or_default(),
        })
    }

    /// Whether every row is the account of one participant, so that cases may be called participants.
    #[must_use]
    pub fn rows_are_people(&self) -> bool {
        self.rows.iter().all(|row| row.participants.len() == 1)
    }
}
