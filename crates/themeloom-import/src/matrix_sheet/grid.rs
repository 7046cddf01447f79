//! Where things stand on the sheet of a matrix: the heads, the categories above them, the column of cases,
//! the attributes, the codes.

use std::collections::BTreeSet;

use super::totals::{is_total, is_total_column};
use super::words::{absent, is_count, looks_like_a_case, names_an_attribute, names_cases, without_index};
use crate::records::Record;
use crate::sheet::comments::CellComment;
use crate::sheet::{Sheet, cell, filled};

/// The longest head that is still a name and not prose, in characters.
const LONGEST_HEAD: usize = 300;
/// The longest name of a case.
const LONGEST_CASE: usize = 120;
/// The longest value that is taken for one of an attribute.
const LONGEST_VALUE: usize = 40;
/// How many rows of categories may lie over one another.
const MOST_LEVELS: usize = 4;
/// How many rows must be there before repeated values tell anything.
const ENOUGH_ROWS: usize = 4;

/// The layout of a sheet. Rows are given by their place among the sheet's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    /// The row of heads.
    pub(super) header: usize,
    /// The first of the rows of categories above it, which end at it.
    pub(super) above: usize,
    /// The column of cases.
    pub(super) case: usize,
    /// Columns of attributes.
    pub(super) attributes: Vec<usize>,
    /// Columns of codes.
    pub(super) codes: Vec<usize>,
    /// Columns that sum others up.
    pub(super) totals: Vec<usize>,
}

/// Finds the layout; `None` for a sheet that is no matrix of cases and codes.
pub(super) fn layout(sheet: &Sheet, ours: bool) -> Option<Grid> {
    let header = header(sheet)?;
    let heads = sheet.rows.get(header)?;
    let body = sheet.rows.get(header + 1..)?;
    let named = filled(heads).find(|column| names_cases(without_index(cell(heads, *column))));
    // Without a head that names them, the cases are in the first column, under an empty corner or NVivo's.
    let case = match named {
        Some(column) => column,
        None => {
            let first = body.iter().filter_map(|row| filled(row).next()).min()?;
            let corner = cell(heads, first);
            let indexed = body.iter().all(|row| cell(row, first) != without_index(cell(row, first)));
            (corner.is_empty() || indexed).then_some(first)?
        }
    };
    let names: Vec<&str> = body.iter().map(|row| cell(row, case)).filter(|name| !name.is_empty()).collect();
    let different: BTreeSet<&str> = names.iter().copied().collect();
    let are_names =
        names.iter().filter(|name| name.chars().count() <= LONGEST_CASE).count() * 10 >= names.len() * 8;
    if names.is_empty() || !are_names || different.len() * 2 < names.len() {
        return None;
    }
    let (totals, others): (Vec<usize>, Vec<usize>) =
        filled(heads).partition(|column| !ours && *column != case && is_total_column(heads, body, *column));
    let (mut attributes, after): (Vec<usize>, Vec<usize>) =
        others.into_iter().filter(|column| *column != case).partition(|column| *column < case);
    let n_after = after.iter().take_while(|column| !ours && is_attribute(heads, body, **column)).count();
    attributes.extend(after.iter().take(n_after));
    let codes: Vec<usize> = after.get(n_after..)?.to_vec();
    let above = first_above(sheet, header, case);
    (!codes.is_empty()).then_some(Grid { header, above, case, attributes, codes, totals })
}

/// The row of heads: the first with two filled cells or more that does not merely group the heads of the
/// next.
fn header(sheet: &Sheet) -> Option<usize> {
    let mut at = sheet.rows.iter().position(|row| filled(row).count() >= 2)?;
    if let Some(before) = at.checked_sub(1).filter(|before| heads_a_single_column(sheet, *before)) {
        at = before;
    }
    at += (at..at + MOST_LEVELS).take_while(|row| groups_the_next(sheet, *row)).count();
    let heads = sheet.rows.get(at)?;
    let is_head = |column: usize| cell(heads, column).chars().count() <= LONGEST_HEAD;
    (filled(heads).count() >= 1 && filled(heads).all(is_head)).then_some(at)
}

/// Whether a row has one head, right above the only column beside that of the names.
fn heads_a_single_column(sheet: &Sheet, at: usize) -> bool {
    let (Some(row), Some(next)) = (sheet.rows.get(at), sheet.rows.get(at + 1)) else { return false };
    let (Some(head), Some(name)) = (filled(row).next(), filled(next).next()) else { return false };
    let below = sheet.rows.get(at + 1..).unwrap_or_default();
    row.row + 1 == next.row
        && head > name
        && !names_cases(cell(next, name))
        && below.iter().all(|row| filled(row).all(|column| column == head || column == name))
}

/// Whether a row holds categories: nothing above the cases but cells that go over both rows, and either merged
/// cells, or a row below that names the cases.
fn groups_the_next(sheet: &Sheet, at: usize) -> bool {
    let (Some(row), Some(next)) = (sheet.rows.get(at), sheet.rows.get(at + 1)) else { return false };
    let is_next = next.row == row.row + 1;
    let own = filled(row).find(|column| cell(row, *column) != cell(next, *column));
    let above_nothing = own.is_some_and(|first| first > 0);
    let merged = sheet.merged.iter().any(|merged| merged.row == row.row);
    let next_names_cases = filled(next).any(|column| names_cases(cell(next, column)));
    is_next && above_nothing && (next_names_cases || (merged && filled(next).count() > filled(row).count()))
}

/// The first of the rows right above the heads that hold something over the codes and nothing over the cases.
fn first_above(sheet: &Sheet, header: usize, case: usize) -> usize {
    let mut first = header;
    while let Some(before) = first.checked_sub(1).filter(|before| before + MOST_LEVELS >= header) {
        let (Some(row), Some(next)) = (sheet.rows.get(before), sheet.rows.get(first)) else { break };
        let above_cases = |column| column <= case && cell(row, column) != cell(next, column);
        if row.row + 1 != next.row || filled(row).any(above_cases) {
            break;
        }
        first = before;
    }
    first
}

/// Whether a column records something about cases: its head is known for it, or its values are short and
/// come back in many rows.
fn is_attribute(heads: &Record, body: &[Record], column: usize) -> bool {
    let values: Vec<&str> =
        body.iter().map(|row| cell(row, column)).filter(|value| !value.is_empty()).collect();
    if values.iter().any(|value| value.chars().count() > LONGEST_VALUE) {
        return false;
    }
    if names_an_attribute(cell(heads, column)) {
        return true;
    }
    let different: BTreeSet<String> = values.iter().map(|value| value.to_lowercase()).collect();
    values.len() >= ENOUGH_ROWS
        && different.len() * 2 <= values.len()
        && !values.iter().any(|value| absent(value).is_some() || is_count(value))
}

/// The sheet with rows and columns exchanged, where cases stand in the heads and codes below one another.
pub(super) fn turned(sheet: &Sheet) -> Option<Sheet> {
    let header = header(sheet)?;
    let heads = sheet.rows.get(header)?;
    let body = sheet.rows.get(header + 1..)?;
    let first = body.iter().filter_map(|row| filled(row).next()).min()?;
    if names_cases(cell(heads, first)) {
        return None;
    }
    let of_cases =
        |names: &[&str]| names.iter().filter(|name| looks_like_a_case(without_index(name))).count();
    let across: Vec<&str> = filled(heads)
        .filter(|column| *column > first)
        .map(|column| cell(heads, column))
        .filter(|name| !is_total(name))
        .collect();
    let down: Vec<&str> = body.iter().map(|row| cell(row, first)).filter(|name| !name.is_empty()).collect();
    let is_turned =
        !across.is_empty() && of_cases(&across) * 10 >= across.len() * 8 && of_cases(&down) * 2 < down.len();
    if !is_turned {
        return None;
    }
    let kept: Vec<&Record> =
        std::iter::once(heads).chain(body.iter().filter(|row| !cell(row, first).is_empty())).collect();
    let columns: Vec<usize> =
        std::iter::once(first).chain(filled(heads).filter(|column| *column > first)).collect();
    let field = |at: usize, record: &Record, column: usize| match (at, column == first) {
        (0, true) => "Case".to_owned(),
        _ => cell(record, column).to_owned(),
    };
    let rows = columns.iter().enumerate().map(|(row, column)| Record {
        row: row + 1,
        fields: kept.iter().enumerate().map(|(at, record)| field(at, record, *column)).collect(),
    });
    let comments = sheet.comments.iter().filter_map(|comment| {
        let row = columns.iter().position(|column| *column == comment.column)? + 1;
        let column = kept.iter().position(|record| record.row == comment.row)?;
        Some(CellComment { row, column, ..comment.clone() })
    });
    Some(Sheet {
        name: sheet.name.clone(),
        rows: rows.collect(),
        merged: Vec::new(),
        errors: sheet.errors,
        comments: comments.collect(),
    })
}
