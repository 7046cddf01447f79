//! One cell of the matrix, written as a whole by whoever is working.

use themeloom_study::framework::{Cell, CellKey, CellState};
use themeloom_study::{CoderId, Passage};

use crate::chart_cell::chart;
use crate::draft::{Draft, live};
use crate::error::Result;
use crate::record_people::unfit;

/// What a cell is to say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CellWritten {
    /// What it says about the account.
    pub state: CellState,
    /// What was said.
    pub summary: String,
    /// What the analyst makes of it.
    pub note: String,
    /// Whether it was raised without being asked.
    pub unprompted: bool,
    /// Who read it a second time.
    pub second_reader: Option<CoderId>,
    /// The passages that show it.
    pub quotations: Vec<Passage>,
}

/// Writes a cell. Whoever changes what it says becomes its author, under the newest version of the
/// framework; naming the second reader changes neither.
///
/// # Errors
/// When the case or code is not there, a quotation is not of the case, or the author is named as
/// the second reader.
pub fn write_cell(draft: &mut Draft<'_>, key: CellKey, written: CellWritten) -> Result<()> {
    let case = live(draft.study().cases(), key.case, "case")?.clone();
    live(draft.study().codes(), key.code, "code")?;
    let before = draft.study().cells().get(&key).cloned().unwrap_or_default();
    let not_theirs = |quotation: &&Passage| {
        !draft.study().participant_of(quotation).is_some_and(|who| case.participants.contains(&who))
    };
    let new = |quotation: &&Passage| !before.quotations.contains(quotation);
    if written.quotations.iter().filter(new).any(|quotation| not_theirs(&quotation)) {
        return Err(unfit("a quotation", "", &format!("words of {}", case.name)));
    }
    let after = signed(draft, &before, written);
    if after.second_reader.is_some() && after.second_reader == after.author {
        let who = draft.study().coders().get(draft.author()).map_or("", |coder| &coder.name);
        return Err(unfit("the second reader", who, "somebody else than who wrote the cell"));
    }
    chart(draft, key, &after)
}

/// The cell with what was written, and with who wrote it under which framework.
fn signed(draft: &Draft<'_>, before: &Cell, written: CellWritten) -> Cell {
    let CellWritten { state, summary, note, unprompted, second_reader, quotations } = written;
    let mut after = Cell { state, summary, note, unprompted, second_reader, quotations, ..before.clone() };
    let read_by = Cell { second_reader: before.second_reader, ..after.clone() };
    if read_by != *before {
        after.author = Some(draft.author());
        after.framework = draft.study().newest_framework().map(|framework| framework.id);
    }
    let blank = Cell { author: None, framework: None, ..after.clone() };
    if blank == Cell::default() { blank } else { after }
}
