//! Rows and columns of a matrix that count or sum up, and remarks below it: none of them a case or a code.

use super::words::is_count;
use crate::records::Record;
use crate::sheet::{cell, filled};
use crate::table::folded;

/// Heads of totals, in the form of [`folded`].
const TOTALS: &[&str] =
    &["total", "totals", "grandtotal", "sum", "n", "summary", "summe", "gesamt", "gesamtsumme", "insgesamt"];

/// What begins a remark below a table.
const REMARKS: &[&str] = &["source:", "sources:", "note:", "notes:", "quelle:", "anmerkung:", "anmerkungen:"];

/// Whether a name is that of a total.
pub(crate) fn is_total(name: &str) -> bool {
    TOTALS.contains(&folded(name).as_str())
}

/// Whether a row sums up the others, or is a remark on them: the kind of thing, and why it is none of a case.
pub(crate) fn no_case(row: &Record, case: usize) -> Option<(&'static str, &'static str)> {
    let name = cell(row, case).to_lowercase();
    match () {
        () if is_total(&name) => {
            Some(("row of totals", "it sums the others up and is no case; rename it where it is one"))
        }
        () if filled(row).eq([case]) && REMARKS.iter().any(|start| name.starts_with(start)) => {
            Some(("remark", "it is about the table and no case"))
        }
        () => None,
    }
}

/// Whether a column sums up the others: its head says so, and its cells hold no words.
pub(super) fn is_total_column(heads: &Record, body: &[Record], column: usize) -> bool {
    let counts = |row: &Record| cell(row, column).is_empty() || is_count(cell(row, column));
    is_total(cell(heads, column)) && body.iter().all(counts)
}
