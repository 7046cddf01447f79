//! The one place where the workbook library is called.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError, open_workbook_from_rs};

use super::comments;
use super::guard::{self, MOST_CELLS, MOST_MERGED, MOST_SHEETS};
use super::{Merged, Sheet, Sheets, check_rectangles, too_many_cells};
use crate::error::ImportError;
use crate::limits::Limits;
use crate::records::Record;

/// Rows and columns of a sheet in any spreadsheet program.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

/// Reads all sheets of an Excel workbook.
///
/// Cells are read one after another and never as the rectangle that the file states, which may be huge. The
/// library does sums with what the file says; should one of them panic, that is caught here and the file
/// reported as damaged. Nothing of the library's state outlives the call.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Sheets, ImportError> {
    let measured = guard::check(file, bytes, limits)?;
    catch_unwind(AssertUnwindSafe(|| sheets(file, bytes, limits, measured.largest)))
        .unwrap_or_else(|_| Err(damaged(file, "its sheets")))
}

fn damaged(file: &str, place: &str) -> ImportError {
    let place = place.chars().take(60).collect();
    ImportError::Damaged { file: file.to_owned(), place, expected: "sheets of an Excel workbook" }
}

fn sheets(file: &str, bytes: &[u8], limits: &Limits, largest: u64) -> Result<Sheets, ImportError> {
    let opened: Result<Xlsx<_>, XlsxError> = open_workbook_from_rs(Cursor::new(bytes));
    let mut workbook = opened.map_err(|error| match error {
        XlsxError::Password => ImportError::Encrypted { file: file.to_owned() },
        _ => damaged(file, "the list of its sheets"),
    })?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    // One part may be named as many sheets: each of them would be read anew.
    let work = largest.saturating_mul(names.len() as u64);
    if names.len() > MOST_SHEETS || (names.len() > 1 && work > limits.expanded_bytes.saturating_mul(2)) {
        return Err(too_many_cells(file, "its list of sheets"));
    }
    let mut budget = Budget { cells: MOST_CELLS, bytes: limits.expanded_bytes };
    let mut comments = comments::read(file, bytes, limits)?;
    let mut sheets = Vec::new();
    for name in names {
        let comments = comments.remove(&name).unwrap_or_default();
        sheets.push(Sheet { comments, ..sheet(file, &mut workbook, name, &mut budget)? });
    }
    check_rectangles(file, &sheets)?;
    Ok(Sheets { sheets, problems: Vec::new() })
}

/// What may still be taken in.
struct Budget {
    cells: u64,
    bytes: u64,
}

impl Budget {
    /// Takes so many cells and bytes; `None` where there are not as many left.
    fn take(&mut self, cells: u64, bytes: u64) -> Option<()> {
        self.cells = self.cells.checked_sub(cells)?;
        self.bytes = self.bytes.checked_sub(bytes)?;
        Some(())
    }
}

fn sheet(
    file: &str,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    budget: &mut Budget,
) -> Result<Sheet, ImportError> {
    let broken = |_| damaged(file, &format!("the sheet `{name}`"));
    let too_many = || too_many_cells(file, &format!("the sheet `{name}`"));
    let merged = workbook.merge_cells_by_sheet_name(&name).map_err(broken)?;
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(broken)?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut errors = 0;
    loop {
        budget.take(1, 0).ok_or_else(too_many)?;
        let found = match cells.next_cell() {
            Ok(Some(found)) => found,
            Ok(None) => break,
            // An error of a formula that is newer than the library.
            Err(XlsxError::CellError(_)) => {
                errors += 1;
                continue;
            }
            Err(error) => return Err(broken(error)),
        };
        let (row, column) = found.get_position();
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(damaged(file, &format!("the sheet `{name}`")));
        }
        errors += usize::from(matches!(found.get_value(), DataRef::Error(_)));
        let text = shown(found.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let fields = rows.entry(row).or_default();
        let column = column as usize;
        let room = (column + 1).saturating_sub(fields.len());
        budget.take(room as u64, text.len() as u64).ok_or_else(too_many)?;
        if room > 0 {
            fields.resize(column + 1, String::new());
        }
        if let Some(field) = fields.get_mut(column) {
            *field = text;
        }
    }
    for range in merged.iter().filter(|range| range.start.0 < range.end.0).take(MOST_MERGED) {
        let column = range.start.1 as usize;
        let Some(text) = rows.get(&range.start.0).and_then(|fields| fields.get(column)).cloned() else {
            continue;
        };
        for (_, fields) in rows.range_mut(range.start.0 + 1..=range.end.0) {
            let room = (column + 1).saturating_sub(fields.len());
            budget.take(room as u64 + 1, text.len() as u64).ok_or_else(too_many)?;
            fields.resize(fields.len() + room, String::new());
            if let Some(field) = fields.get_mut(column).filter(|field| field.is_empty()) {
                field.clone_from(&text);
            }
        }
    }
    let rows = rows.into_iter().map(|(row, fields)| Record { row: row as usize + 1, fields }).collect();
    let merged = merged
        .iter()
        .filter(|range| range.start.0 == range.end.0 && range.start.1 < range.end.1)
        .filter(|range| range.end.1 < MOST_COLUMNS && range.start.0 < MOST_ROWS)
        .take(MOST_MERGED)
        .map(|range| Merged {
            row: range.start.0 as usize + 1,
            first: range.start.1 as usize,
            last: range.end.1 as usize,
        })
        .collect();
    Ok(Sheet { name, rows, merged, errors, comments: Vec::new() })
}

/// A cell as a person sees it.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => lines(text),
        DataRef::SharedString(text) => lines(text),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(at) => moment(at),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Line ends as in every text of ours.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// A day as 2026-11-23, with the time of day where there is one; a time or a duration as 01:30:00.
fn moment(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    if at.is_duration() || (0.0..1.0).contains(&at.as_f64()) {
        let hours =
            u64::from(hour) + if at.is_duration() { 24 * at.as_f64().clamp(0.0, 99_999.0) as u64 } else { 0 };
        return format!("{hours:02}:{minute:02}:{second:02}");
    }
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}
