//! One cell of the matrix.

use themeloom_study::coding::Coding;
use themeloom_study::framework::{Cell, CellKey, CellState};

/// A cell: what was coded beside what was charted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct MatrixCell<'m, 's> {
    /// Which cell.
    pub key: CellKey,
    /// What was charted: state, summary, quotations, note, whether it was unprompted, author, second reader
    /// and version of the framework. Nothing where nobody wrote in the cell.
    pub content: Option<&'s Cell>,
    /// Whether its column is a category that sums up columns below it.
    pub sums_up: bool,
    /// Whether a cell of the same row in a column below it is charted.
    pub charted_below: bool,
    /// The codings that count, in the order in which they were made.
    pub codings: &'m [&'s Coding],
    /// The codings that a search made and that nobody has read: they do not count.
    pub unread: &'m [&'s Coding],
}

/// Something about a cell that a person should look at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
pub enum CellFlag {
    /// Passages are coded and the cell is not charted: work to do.
    ToChart,
    /// The cell says that nothing was said, or that it was not asked, and passages are coded.
    SaysNothingButCoded,
    /// The cell is charted and holds neither summary nor quotation nor note.
    ChartedEmpty,
    /// Passages were found by a search and nobody has read them.
    ToRead,
}

impl MatrixCell<'_, '_> {
    /// What the cell says about the account.
    #[must_use]
    pub fn state(&self) -> CellState {
        self.content.map_or(CellState::NotCharted, |cell| cell.state)
    }

    /// Whether the person raised it: the cell or one below it is charted, or a coding counts.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.state() == CellState::Charted || self.charted_below || !self.codings.is_empty()
    }

    /// Whether it is charted as raised without being asked.
    #[must_use]
    pub fn is_unprompted(&self) -> bool {
        self.content.is_some_and(|cell| cell.state == CellState::Charted && cell.unprompted)
    }

    /// Whether the account is known to have been asked about it: charted and not unprompted, or asked and
    /// nothing said.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        match self.state() {
            CellState::Charted => !self.is_unprompted(),
            CellState::NothingSaid => true,
            CellState::NotAsked | CellState::NotCharted => false,
        }
    }

    /// What a person should look at.
    #[must_use]
    pub fn flags(&self) -> Vec<CellFlag> {
        let coded = !self.codings.is_empty();
        let empty = self.content.is_none_or(|cell| {
            cell.summary.trim().is_empty() && cell.quotations.is_empty() && cell.note.trim().is_empty()
        });
        let state = match self.state() {
            CellState::NotCharted if coded && !self.sums_up => Some(CellFlag::ToChart),
            CellState::NothingSaid | CellState::NotAsked if coded => Some(CellFlag::SaysNothingButCoded),
            CellState::Charted if empty => Some(CellFlag::ChartedEmpty),
            _ => None,
        };
        state.into_iter().chain((!self.unread.is_empty()).then_some(CellFlag::ToRead)).collect()
    }
}
