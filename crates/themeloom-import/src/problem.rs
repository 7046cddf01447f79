//! What is wrong with one row of a table that is otherwise read.

use std::fmt;

/// A row that was not read, or not as it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowProblem {
    /// The row as a spreadsheet numbers it: the header is 1.
    pub row: usize,
    /// What is wrong, what was expected, and what was done.
    pub what: String,
}

impl RowProblem {
    pub(crate) fn new(row: usize, what: impl Into<String>) -> Self {
        Self { row, what: what.into() }
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.what)
    }
}
