//! Tables that Themeloom itself wrote, told by their heads: of codings, of cases, of the codebook.

use crate::records::Record;
use crate::sheet::{Sheet, Sheets, cell, filled};

/// The heads that together only our table of codings has.
const CODINGS: &[&str] = &["source", "pseudonym", "code", "path", "coder", "words", "withheld"];
/// The heads that begin our table of cases, and those that end it.
const CASES: (&[&str], &[&str]) = (&["case", "participant", "organisation"], &["sources", "codings"]);
/// The heads of our codebook as it is laid out for reading.
const CODEBOOK: &[&str] =
    &["Code", "Definition", "When to use it, when not, and an example", "People", "Passages"];
/// The sheet that says where a workbook of ours comes from.
pub(crate) const READ_ME: &str = "Read me";

/// A sheet from the row of its heads on, and what stands above them.
pub(crate) struct OurTable<'s> {
    /// The heads.
    pub(crate) heads: &'s Record,
    /// The rows of the table; the notes below it are none.
    pub(crate) body: Vec<&'s Record>,
}

/// Whether a spreadsheet is our table of codings.
pub(crate) fn is_our_codings(sheets: &Sheets) -> bool {
    let is_head =
        |row: &Record| CODINGS.iter().all(|head| filled(row).any(|column| cell(row, column) == *head));
    sheets.sheets.iter().any(|sheet| sheet.rows.iter().take(10).any(is_head))
}

/// Our table of cases, if it is one.
pub(crate) fn our_cases(sheets: &Sheets) -> Option<OurTable<'_>> {
    find(sheets, |heads| heads.starts_with(CASES.0) && heads.ends_with(CASES.1))
}

/// Our codebook as it is laid out for reading, if it is one.
pub(crate) fn our_codebook(sheets: &Sheets) -> Option<OurTable<'_>> {
    find(sheets, |heads| heads == CODEBOOK)
}

fn find(sheets: &Sheets, is_ours: impl Fn(&[&str]) -> bool) -> Option<OurTable<'_>> {
    sheets.sheets.iter().find_map(|sheet| {
        let heads = |row: &Record| is_ours(&filled(row).map(|column| cell(row, column)).collect::<Vec<_>>());
        let at = sheet.rows.iter().take(10).position(heads)?;
        let body = sheet.rows.get(at + 1..)?.iter().filter(|row| !is_note(sheet, row)).collect();
        Some(OurTable { heads: sheet.rows.get(at)?, body })
    })
}

/// Whether a row holds nothing but one text that goes over several columns, as notes below a table do.
pub(crate) fn is_note(sheet: &Sheet, row: &Record) -> bool {
    filled(row).count() == 1 && sheet.merged.iter().any(|merged| merged.row == row.row && merged.first == 0)
}

/// A table of ours without the apostrophes that keep a spreadsheet from taking words for formulas; a
/// workbook has none.
pub(crate) fn unguarded(sheet: &Sheet) -> Sheet {
    let mut sheet = sheet.clone();
    let fields = sheet.rows.iter_mut().flat_map(|row| &mut row.fields).filter(|_| sheet.name.is_empty());
    for field in fields {
        if field.strip_prefix('\'').is_some_and(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r'])) {
            field.remove(0);
        }
    }
    sheet
}
