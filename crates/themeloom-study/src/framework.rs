//! The framework in its versions, and the cells charted under it.

use serde::{Deserialize, Serialize};

use crate::change::Timestamp;
use crate::code::CodeNumber;
use crate::ids::{CaseId, CodeId, CoderId, FrameworkId};
use crate::passage::Passage;

/// A column of the matrix as a version of the framework worded it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FrameworkColumn {
    /// The code or category charted.
    pub code: CodeId,
    /// Its number then.
    pub number: CodeNumber,
    /// Its name then.
    pub name: String,
    /// Its definition then.
    pub definition: String,
}

/// What a change says when it fixes a version of the framework.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewFramework {
    /// Its name: "Version 2".
    pub name: String,
    /// Why it was fixed, and what changed.
    pub note: String,
    /// What is charted, in order.
    pub columns: Vec<FrameworkColumn>,
}

/// A fixed version of the framework.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Framework {
    /// Its id.
    pub id: FrameworkId,
    /// What it says.
    pub content: NewFramework,
    /// Who fixed it.
    pub author: CoderId,
    /// When, by the author's clock.
    pub at: Timestamp,
    /// Whether it was archived.
    pub retired: bool,
}

/// Which cell of the matrix.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct CellKey {
    /// The row.
    pub case: CaseId,
    /// The column.
    pub code: CodeId,
}

/// What a cell says about the case's account: these four must never be mistaken for each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum CellState {
    /// Nobody has charted it yet.
    #[default]
    NotCharted,
    /// It was asked or could have come up, and nothing was said.
    NothingSaid,
    /// The interview did not ask.
    NotAsked,
    /// It is charted.
    Charted,
}

/// A cell of the matrix: what one case said on one code, with summary, quotations and the
/// analyst's note kept apart.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Cell {
    /// What it says.
    pub state: CellState,
    /// What was said, in the person's own terms.
    pub summary: String,
    /// The passages that show it.
    pub quotations: Vec<Passage>,
    /// What the analyst makes of it.
    pub note: String,
    /// Whether the person raised it without being asked.
    pub unprompted: bool,
    /// Who charted it.
    pub author: Option<CoderId>,
    /// Who read it against the transcript a second time.
    pub second_reader: Option<CoderId>,
    /// The version of the framework under which it was charted.
    pub framework: Option<FrameworkId>,
}
