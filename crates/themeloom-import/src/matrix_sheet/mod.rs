//! A framework matrix that was kept in a spreadsheet: cases in rows, codes in columns, summaries in cells.
//!
//! `grid.rs` finds where things stand, `words.rs` knows the words of heads and cells, `chart.rs` takes the
//! cells in, `totals.rs` tells what sums others up, `shared.rs` which codes several sheets have, and `ours.rs`
//! takes apart what Themeloom itself wrote.

mod chart;
mod grid;
mod ours;
mod shared;
mod totals;
mod words;

use crate::error::ImportError;
use crate::foreign::ForeignStudy;
use crate::limits::Limits;
use crate::our_tables::{READ_ME, unguarded};
use crate::sheet::{Sheet, Sheets, cell, filled, read_sheets};
use chart::Chart;
pub(crate) use totals::{is_total, no_case};
pub(crate) use words::{names_an_attribute, names_cases};

/// Reads a framework matrix from a workbook (.xlsx) or a table of text (.csv); `None` for a file in which no
/// sheet is one.
///
/// A sheet is a matrix when its heads name a column of cases ("Case", "Participant", "ID", ...), or leave the
/// corner empty, and there are further columns. Columns right behind the cases are attributes when their head
/// is known for one ("Role", "Site", ...) or their values are short and come back in at least half of four or
/// more rows; the others are codes. A row above the heads holds their categories. Several sheets are joined by
/// their cases, with the sheets' names as categories of the codes that one of them has alone. Where cases stand in the heads and codes below one
/// another, rows and columns are exchanged first.
///
/// Heads such as "Trust > Time" and "Trust\Time" are codes below others. Rows and columns of totals and remarks
/// below the table are losses.
///
/// Cells such as "-" and "no data" become [`Said::Nothing`](crate::Said::Nothing), "n/a" and "not asked"
/// [`Said::NotAsked`](crate::Said::NotAsked). A sheet whose cells are all numbers or marks tells where codes
/// were applied and sums nothing up: its codes and cases are read, and the numbers are losses.
///
/// # Errors
/// When it is a workbook that cannot be read, or passes a limit.
pub fn read_matrix_sheet(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Option<ForeignStudy>, ImportError> {
    Ok(read_sheets(file, bytes, limits)?.and_then(|sheets| matrix_of(file, &sheets)))
}

/// The matrix of a spreadsheet, if it is one.
pub(crate) fn matrix_of(file: &str, sheets: &Sheets) -> Option<ForeignStudy> {
    let ours = sheets.sheets.iter().any(ours::is_ours);
    let mut matrices = Vec::new();
    let mut others = Vec::new();
    for sheet in &sheets.sheets {
        let sheet = &if ours { unguarded(sheet) } else { sheet.clone() };
        let turned = if ours { None } else { grid::turned(sheet) };
        let sheet = turned.unwrap_or_else(|| sheet.clone());
        match grid::layout(&sheet, ours).filter(|_| !ours || ours::is_ours(&sheet)) {
            Some(grid) => matrices.push((sheet, grid)),
            None => others.push(sheet),
        }
    }
    if matrices.is_empty() {
        return None;
    }
    let mut chart = Chart::new(ours);
    chart.study.program = if ours { "Themeloom" } else { "a framework matrix" }.to_owned();
    chart.study.name = stem(file).to_owned();
    let several = matrices.len() > 1;
    let shared = if several { shared::shared(&matrices) } else { Default::default() };
    for (sheet, grid) in &matrices {
        chart.take(sheet, grid, several.then_some(&shared));
    }
    let mut study = chart.finish();
    for sheet in others {
        lose_sheet(&mut study, &sheet, ours);
    }
    for problem in &sheets.problems {
        study.lose(
            "row as it stands",
            format!("row {}", problem.row),
            "it was read with doubt: a quotation mark or a character in it is broken",
        );
    }
    Some(study)
}

fn lose_sheet(study: &mut ForeignStudy, sheet: &Sheet, ours: bool) {
    if sheet.rows.is_empty() {
        return;
    }
    if ours && sheet.name == READ_ME {
        let lines =
            sheet.rows.iter().map(|row| filled(row).map(|at| cell(row, at)).collect::<Vec<_>>().join(": "));
        let lines: Vec<String> =
            std::iter::once(study.description.clone()).chain(lines).filter(|line| !line.is_empty()).collect();
        study.description = lines.join("\n");
        return;
    }
    study.lose(
        "sheet",
        sheet.name.clone(),
        "it is no matrix: no row of heads names cases, with codes beside them",
    );
}

/// The name of a file without folders and ending.
pub(crate) fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
