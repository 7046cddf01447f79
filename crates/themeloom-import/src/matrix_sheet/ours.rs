//! Cells as Themeloom itself writes them into a workbook, taken apart again.

use crate::foreign::Said;
use crate::records::Record;
use crate::sheet::{Sheet, cell, filled};

/// The head of the row that sums up.
const ALL: &str = "All";
/// Said before an analyst's note.
const NOTE: &str = "Analyst\u{2019}s note:";

/// What a cell of ours holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OwnCell {
    pub(super) said: Option<Said>,
    pub(super) summary: String,
    pub(super) note: String,
    /// How many quotations it shows.
    pub(super) quotations: usize,
    /// How many remarks that Themeloom computes.
    pub(super) remarks: usize,
    /// Whether it was charted and left empty.
    pub(super) without_words: bool,
}

/// Whether a row sums up the columns as ours does: "2 of 3 raised it; 4 coded".
pub(super) fn sums_up(row: &Record) -> bool {
    let mut cells =
        filled(row).map(|column| cell(row, column)).skip_while(|cell| *cell != ALL).skip(1).peekable();
    cells.peek().is_some() && cells.all(is_sum)
}

fn is_sum(cell: &str) -> bool {
    let Some((raised, coded)) = cell.split_once(" raised it; ") else { return false };
    let Some((some, all)) = raised.split_once(" of ") else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_number(some) && is_number(all) && coded.strip_suffix(" coded").is_some_and(is_number)
}

/// Whether a sheet is a matrix that Themeloom wrote.
pub(super) fn is_ours(sheet: &Sheet) -> bool {
    sheet.rows.iter().any(sums_up)
}

/// Takes a cell apart: the state, the summary, quotations with who said them, the note, the remarks.
pub(super) fn read(text: &str) -> OwnCell {
    let mut own = OwnCell::default();
    let mut lines: Vec<&str> = text.lines().collect();
    let state = match lines.first().copied() {
        Some("nothing said") => Some(Said::Nothing),
        Some("not asked") => Some(Said::NotAsked),
        Some("not yet charted") => None,
        _ => Some(Said::Charted),
    };
    own.said = state;
    if state != Some(Said::Charted) {
        lines.remove(0);
    }
    if lines.first() == Some(&"text changed since") {
        lines.remove(0);
        own.remarks += 1;
    }
    while let Some(remark) = lines.last().filter(|line| is_remark(line)) {
        if *remark == "raised without being asked" {
            if own.said == Some(Said::Charted) {
                own.said = Some(Said::Unprompted);
            }
        } else {
            own.remarks += 1;
            own.without_words |= *remark == "charted without words";
        }
        lines.pop();
    }
    if let Some(at) = lines.iter().position(|line| line.starts_with(NOTE)) {
        let note = lines.split_off(at).join("\n");
        own.note = note.strip_prefix(NOTE).unwrap_or(&note).trim().to_owned();
    }
    let mut summary = Vec::new();
    let mut at = 0;
    // What begins behind the last line that may end a quotation is none.
    let last_end = lines.iter().rposition(|line| ends_a_quotation(line));
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let length = quotation_length(rest, last_end.is_some_and(|last| at <= last));
        own.quotations += usize::from(length.is_some());
        if length.is_none() {
            summary.push(*line);
        }
        at += length.unwrap_or(1);
    }
    own.summary = summary.join("\n").trim().to_owned();
    own
}

/// How many lines a quotation takes that begins in the first of these; `None` where none does.
fn quotation_length(lines: &[&str], may_end: bool) -> Option<usize> {
    let first = lines.first()?;
    if first.starts_with("[quotation withheld: ") {
        return Some(1);
    }
    if !may_end || !first.starts_with('\u{201c}') {
        return None;
    }
    lines.iter().position(|line| ends_a_quotation(line)).map(|at| at + 1)
}

/// Whether a line ends with closing marks and who said it.
fn ends_a_quotation(line: &str) -> bool {
    line.contains("\u{201d} (") && line.ends_with(')')
}

fn is_remark(line: &str) -> bool {
    let counted = |before: &str, after: &str| {
        let number = line.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    };
    line == "raised without being asked"
        || line == "charted without words"
        || counted("", " coded, to be charted")
        || counted("contradiction: ", " coded")
        || counted("", " found by search, not yet read")
        || counted("raised (", " coded with the codes below)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_taken_apart_as_it_was_put_together() {
        let cell = "text changed since\nTime, not money.\nAnd staff.\n“Two lines\nof words” (P01, consultant)\nAnalyst’s note: compare\nwith P02\nraised without being asked\n3 coded, to be charted";
        assert_eq!(
            read(cell),
            OwnCell {
                said: Some(Said::Unprompted),
                summary: "Time, not money.\nAnd staff.".to_owned(),
                note: "compare\nwith P02".to_owned(),
                quotations: 1,
                remarks: 2,
                without_words: false,
            }
        );
        assert_eq!(read("not yet charted").said, None);
        assert_eq!(read("not asked").said, Some(Said::NotAsked));
    }
}
