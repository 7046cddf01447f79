//! Spreadsheets as plain rows of texts: workbooks (.xlsx) and tables of text (.csv).
//!
//! `workbook.rs` is the one place where the workbook library is called, `guard.rs` what is looked at before, and
//! `comments.rs` reads what the library does not. What the rows mean is for others: `matrix_sheet/`, `segments_sheet.rs`, `survey/`,
//! `codebook_sheet.rs`; `recognise_sheet.rs` tells them apart.

pub(crate) mod comments;
mod guard;
pub(crate) mod kinds;
mod workbook;

use comments::CellComment;

use crate::archive::Archive;
use crate::encodings::decode;
use crate::error::{Expected, ImportError};
use crate::limits::Limits;
use crate::problem::RowProblem;
use crate::records::{Record, delimiter, records};
use crate::table::{Column, Table};

/// A spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sheets {
    /// Its sheets in their order; one without a name for a table of text.
    pub(crate) sheets: Vec<Sheet>,
    /// What was wrong with the rows of a table of text.
    pub(crate) problems: Vec<RowProblem>,
}

/// One sheet: the rows that hold something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sheet {
    /// Its name.
    pub(crate) name: String,
    /// Its rows without the blank ones, cells as they are shown: numbers without a trailing `.0`, days as
    /// 2026-11-23, formulas by their last value. Cells that are merged over several rows are in each of them.
    pub(crate) rows: Vec<Record>,
    /// Cells that are merged within one row.
    pub(crate) merged: Vec<Merged>,
    /// Cells that show an error of a formula and are empty here.
    pub(crate) errors: usize,
    /// What people wrote beside cells.
    pub(crate) comments: Vec<CellComment>,
}

/// Cells of one row that are merged into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merged {
    /// The row as a spreadsheet numbers it.
    pub(crate) row: usize,
    /// The first column, from 0.
    pub(crate) first: usize,
    /// The last column.
    pub(crate) last: usize,
}

/// A cell of a row without the blanks around it; empty where there is none.
pub(crate) fn cell(row: &Record, column: usize) -> &str {
    row.fields.get(column).map_or("", |field| field.trim())
}

/// The places of the cells of a row that hold something.
pub(crate) fn filled(row: &Record) -> impl Iterator<Item = usize> + '_ {
    (0..row.fields.len()).filter(|column| !cell(row, *column).is_empty())
}

/// How far down the heads of a table may stand: under a title, a date, a remark.
const DEEPEST_HEADER: usize = 10;

/// A table with these columns: from the first sheet that has them, and from the first of its rows that names
/// all that are required. With it the other sheets that hold something, by name.
pub(crate) fn find_table(file: &str, sheets: &Sheets, columns: &[Column]) -> Option<(Table, Vec<String>)> {
    let found = sheets.sheets.iter().enumerate().find_map(|(at, sheet)| {
        let starts = 0..sheet.rows.len().min(DEEPEST_HEADER);
        let is_header = |start: &usize| {
            let head = sheet.rows.get(*start).cloned().into_iter().collect();
            Table::from_records(file, head, columns, "").is_ok()
        };
        let rows = sheet.rows.get(starts.into_iter().find(is_header)?..)?.to_vec();
        Some((at, Table::from_records(file, rows, columns, "").ok()?))
    });
    let (at, mut table) = found?;
    table.problems.extend(sheets.problems.iter().cloned());
    let others =
        sheets.sheets.iter().enumerate().filter(|(other, sheet)| *other != at && !sheet.rows.is_empty());
    Some((table, others.map(|(_, sheet)| sheet.name.clone()).collect()))
}

/// A column as a spreadsheet names it: A, B, ... Z, AA.
pub(crate) fn letters(column: usize) -> String {
    let mut name = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        name.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
        left /= 26;
    }
    name.iter().rev().collect()
}

const SAVE_XLSX: &str = "open it in Excel or LibreOffice, save it as .xlsx or .csv, and import that";

/// Reads a spreadsheet; `None` for a file that is neither a workbook nor text.
///
/// # Errors
/// When it is a workbook that cannot be read or passes a limit, or a kind of workbook that is not read.
pub(crate) fn read_sheets(file: &str, bytes: &[u8], limits: &Limits) -> Result<Option<Sheets>, ImportError> {
    if bytes.len() as u64 > limits.bytes {
        let (bytes, limit) = (bytes.len() as u64, limits.bytes);
        return Err(ImportError::TooLarge { file: file.to_owned(), bytes, limit });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let names = Archive::open(file, bytes, limits)?.names();
        let has = |start: &str| names.iter().any(|name| name.starts_with(start));
        return match () {
            () if has("xl/workbook.bin") => Err(wrong(file, "a binary Excel workbook (.xlsb)")),
            () if has("xl/") => workbook::read(file, bytes, limits).map(Some),
            () => Ok(None),
        };
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Ok(None);
    }
    let Some(decoded) = decode(bytes).filter(|decoded| !decoded.text.trim().is_empty()) else {
        return Ok(None);
    };
    let (rows, mut problems) = records(&decoded.text, delimiter(&decoded.text));
    let cells = rows.iter().map(|row| row.fields.len() as u64).sum::<u64>();
    if cells > guard::MOST_CELLS {
        return Err(too_many_cells(file, "the table"));
    }
    if decoded.undecodable > 0 {
        let what = "some characters could not be read and show as \u{fffd}; save the table as UTF-8";
        problems.insert(0, RowProblem::new(1, what));
    }
    let sheets = vec![Sheet { rows, ..Sheet::default() }];
    check_rectangles(file, &sheets)?;
    Ok(Some(Sheets { sheets, problems }))
}

fn wrong(file: &str, found: &'static str) -> ImportError {
    let (file, expected) = (file.to_owned(), Expected::from_name(file));
    ImportError::WrongKind { file, found, expected, remedy: SAVE_XLSX }
}

/// Refuses sheets that are so wide and so long that going over them would take for ever.
fn check_rectangles(file: &str, sheets: &[Sheet]) -> Result<(), ImportError> {
    for sheet in sheets {
        let widest = sheet.rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
        let rectangle = widest.saturating_mul(sheet.rows.len());
        if widest > guard::MOST_COLUMNS || rectangle > guard::MOST_OF_A_RECTANGLE {
            return Err(too_many_cells(file, "one of its sheets"));
        }
    }
    Ok(())
}

/// The error for a sheet that would fill the memory.
fn too_many_cells(file: &str, part: &str) -> ImportError {
    ImportError::Bomb {
        file: file.to_owned(),
        part: part.chars().take(60).collect(),
        excess: crate::error::Excess::Cells { limit: guard::MOST_CELLS },
    }
}
