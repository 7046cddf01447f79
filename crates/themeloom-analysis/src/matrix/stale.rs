//! Which charted cells rest on something that has changed since.

use themeloom_study::framework::{CellState, FrameworkColumn};
use themeloom_study::{CodingId, FrameworkId, Passage};

use super::{FrameworkMatrix, MatrixCell};
use crate::places::Places;

/// What changed under a charted cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CellChange {
    /// The words of a linked quotation were changed or deleted.
    Quotation(Passage),
    /// The words of a coding were changed or deleted.
    Coding(CodingId),
    /// The cell was charted under another version of the framework than the one shown.
    Framework {
        /// The version under which it was charted.
        charted_under: FrameworkId,
        /// Whether the column was named or defined otherwise then, or was not there.
        reworded: bool,
    },
}

/// Finds what changed under the cells of a matrix; it remembers what it worked out.
#[derive(Debug)]
pub struct Staleness<'m, 's> {
    matrix: &'m FrameworkMatrix<'s>,
    places: Places<'s>,
}

impl<'m, 's> Staleness<'m, 's> {
    /// Nothing worked out yet.
    #[must_use]
    pub fn new(matrix: &'m FrameworkMatrix<'s>) -> Self {
        Self { matrix, places: Places::new(matrix.study) }
    }

    /// What changed under a cell since somebody wrote in it: nothing for a cell that is not charted.
    pub fn of(&mut self, row: usize, column: usize) -> Vec<CellChange> {
        let Some(cell) = self.matrix.cell(row, column) else { return Vec::new() };
        let Some(content) = cell.content.filter(|content| content.state != CellState::NotCharted) else {
            return Vec::new();
        };
        let mut changes = Vec::new();
        for passage in &content.quotations {
            if self.is_edited(passage.source) && self.places.is_changed(passage) {
                changes.push(CellChange::Quotation(passage.clone()));
            }
        }
        self.codings_changed(&cell, &mut changes);
        changes.extend(self.framework_changed(&cell, column));
        changes
    }

    /// The cells under which something changed, by row and column, with what changed.
    #[must_use]
    pub fn all(&mut self) -> Vec<(usize, usize, Vec<CellChange>)> {
        let mut all = Vec::new();
        for row in 0..self.matrix.rows.len() {
            for column in 0..self.matrix.columns.len() {
                let changes = self.of(row, column);
                if !changes.is_empty() {
                    all.push((row, column, changes));
                }
            }
        }
        all
    }

    fn is_edited(&self, source: themeloom_study::SourceId) -> bool {
        let source = self.matrix.study.sources().get(source);
        source.is_some_and(|source| !source.history.edits().is_empty())
    }

    fn codings_changed(&mut self, cell: &MatrixCell<'_, 's>, changes: &mut Vec<CellChange>) {
        for coding in cell.codings {
            if !self.is_edited(coding.source) {
                continue;
            }
            let passage = self.matrix.study.passage_of(coding);
            if passage.is_some_and(|passage| self.places.is_changed(&passage)) {
                changes.push(CellChange::Coding(coding.id));
            }
        }
    }

    fn framework_changed(&self, cell: &MatrixCell<'_, 's>, column: usize) -> Option<CellChange> {
        let charted_under = cell.content?.framework?;
        if self.matrix.framework.is_none_or(|shown| shown == charted_under) {
            return None;
        }
        let shown = self.matrix.columns.get(column)?;
        let framework = self.matrix.study.frameworks().get(charted_under)?;
        let same = |then: &FrameworkColumn| {
            then.code == shown.code && then.name == shown.name && then.definition == shown.definition
        };
        let reworded = !framework.content.columns.iter().any(same);
        Some(CellChange::Framework { charted_under, reworded })
    }
}
