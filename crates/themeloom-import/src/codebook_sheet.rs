//! A codebook that is kept in a workbook.

use crate::codebook_csv::{COLUMNS, CodebookRow, read_rows};
use crate::error::ImportError;
use crate::limits::Limits;
use crate::our_codebook::our_codebook_of;
use crate::problem::RowProblem;
use crate::sheet::{Sheets, find_table, read_sheets};
use crate::table::{Rows, Table, folded};

/// Reads a codebook from a workbook (.xlsx) or a table of text (.csv), with the columns of
/// [`read_codebook`](crate::read_codebook) under any of their names. `None` for a file in which no sheet has a
/// column of names and one of what they mean or stand under.
///
/// # Errors
/// When it is a workbook that cannot be read, or passes a limit.
pub fn read_codebook_sheet(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Option<Rows<CodebookRow>>, ImportError> {
    Ok(read_sheets(file, bytes, limits)?.and_then(|sheets| codebook_of(file, &sheets)))
}

/// The columns of which one at least tells that the names are those of codes.
const TELLING: std::ops::RangeInclusive<usize> = 2..=6;

/// Heads of what programs count about codes, in the form of [`folded`]. Themeloom counts anew.
const COUNTED: &[&str] = &[
    "files",
    "references",
    "sources",
    "items",
    "documents",
    "codedsegments",
    "allcodedsegments",
    "frequency",
    "freq",
    "grounded",
    "density",
    "people",
    "passages",
    "dateien",
    "referenzen",
    "dokumente",
    "häufigkeit",
];

/// The codebook of a spreadsheet, if it is one.
pub(crate) fn codebook_of(file: &str, sheets: &Sheets) -> Option<Rows<CodebookRow>> {
    if let Some(ours) = our_codebook_of(sheets) {
        return Some(ours);
    }
    let (table, others) = find_table(file, sheets, &COLUMNS)?;
    TELLING.into_iter().any(|column| table.name_of(column).is_some()).then_some(())?;
    let unread = unread(&table, &others, COUNTED);
    let mut rows = read_rows(table);
    rows.problems.extend(unread);
    rows.problems.sort();
    Some(rows)
}

/// Whether a spreadsheet can be nothing but a codebook, although a column that is called `name` might hold cases:
/// two of its columns or more tell of codes, or one does and there is no head that a codebook has not.
/// Columns of counts are none that matter.
pub(crate) fn is_plainly_codebook(file: &str, sheets: &Sheets) -> bool {
    let Some((table, _)) = find_table(file, sheets, &COLUMNS) else { return false };
    let telling = TELLING.filter(|column| table.name_of(*column).is_some()).count();
    let is_counted = |head: &&str| COUNTED.contains(&folded(head).as_str());
    telling >= 2 || (telling == 1 && table.unread_columns().iter().all(is_counted))
}

/// What of a spreadsheet was not read beside single rows, but for columns that need not be.
pub(crate) fn unread(table: &Table, others: &[String], expected: &[&str]) -> Vec<RowProblem> {
    let mut columns = table.unread_columns();
    columns.retain(|head| !expected.contains(&folded(head).as_str()));
    let said = |one: &str, several: &str, names: &[&str]| match names {
        [] => None,
        [name] => Some(format!("the {one} {name} was not read")),
        names => Some(format!("the {several} {} were not read", names.join(", "))),
    };
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    let columns = said("column", "columns", &columns);
    columns.into_iter().chain(said("sheet", "sheets", &others)).map(|what| RowProblem::new(1, what)).collect()
}
