//! One table on one sheet, fit to be read on a screen and printed across one page width.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::formats::Formats;
use crate::clean::{fit_sheet_cell, one_line};
use crate::model::{
    Cell, CellPart, CellState, Column, ColumnKind, HeadCell, Report, Row, RowKind, Table, TableLayout,
};
use crate::plain;

/// Paper sizes by Excel's numbers.
const A3: u8 = 8;
const A4: u8 = 9;
/// The greatest row height that Excel allows, in points.
const HIGHEST: f64 = 409.0;
/// A line of a note is not much longer than this, in characters.
const LETTERS_OF_A_NOTE: f64 = 90.0;
/// The widest column, in characters.
const WIDEST: u16 = 72;
/// Height of a line of 10 point type, in points.
const LINE: f64 = 13.2;
/// Letters of prose in a unit of a column's width, which is a digit of the body type: letters are narrower,
/// and lines that break between words are not full.
const LETTERS_PER_UNIT: f64 = 1.1;
/// A header or footer may hold 255 characters.
const HEADER_LIMIT: usize = 200;

/// Writes a table: banner, caption, heads, rows, notes.
pub(super) fn write(
    worksheet: &mut Worksheet,
    name: &str,
    report: &Report,
    table: &Table,
    formats: &Formats,
) -> Result<(), XlsxError> {
    worksheet.set_name(name)?.set_screen_gridlines(false);
    let widths = widths(table);
    page(worksheet, report, table.layout == TableLayout::Matrix);
    for (index, &width) in (0u16..).zip(&widths) {
        worksheet.set_column_width(index, width)?;
    }
    let first_head = front_matter(worksheet, report, table, formats)?;
    let first_row = heads(worksheet, table, &widths, first_head, formats)?;
    let frozen = u16::from(table.columns.first().is_some_and(|column| column.kind == ColumnKind::RowHead));
    worksheet.set_freeze_panes(first_row, frozen)?;
    worksheet.set_repeat_rows(first_head, first_row - 1)?;
    if table.layout == TableLayout::Matrix {
        worksheet.set_repeat_columns(0, 0)?;
    }
    let mut at = first_row;
    for row in &table.rows {
        write_row(worksheet, table, row, &widths, at, formats)?;
        at += 1;
    }
    for note in &table.notes {
        across_table(worksheet, at, &widths, note, &formats.note)?;
        at += 1;
    }
    Ok(())
}

/// Writes a line of words over as many columns as a reader's line is wide.
fn across_table(
    worksheet: &mut Worksheet,
    at: u32,
    widths: &[f64],
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let words = fit_sheet_cell(words);
    let mut room = 0.0;
    let mut last = 0u16;
    for (index, width) in (0u16..).zip(widths) {
        room += width;
        last = index;
        if room > LETTERS_OF_A_NOTE {
            break;
        }
    }
    worksheet.set_row_height(at, height(line_count(&words, room - 2.0)))?;
    if last == 0 {
        worksheet.write_string_with_format(at, 0, words, format)?;
    } else {
        worksheet.merge_range(at, 0, at, last, &words, format)?;
    }
    Ok(())
}

/// Sets up the printed page, as wide as the sheet and as many as it is long: the banner on top, the page's number below.
pub(super) fn page(worksheet: &mut Worksheet, report: &Report, wide: bool) {
    worksheet.set_paper_size(if wide { A3 } else { A4 }).set_landscape().set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.5, 0.5, 0.75, 0.6, 0.3, 0.3);
    if let Some(banner) = &report.banner {
        worksheet.set_header(format!("&C{}", header_text(banner, HEADER_LIMIT)));
    }
    worksheet.set_footer(format!("&L{}&R&P / &N", header_text(&report.title, HEADER_LIMIT)));
}

/// Words for a page header, where `&` begins a command.
fn header_text(text: &str, most: usize) -> String {
    let mut kept = String::new();
    for character in one_line(text).chars() {
        let escaped = if character == '&' { "&&".to_owned() } else { character.to_string() };
        if kept.encode_utf16().count() + escaped.encode_utf16().count() > most {
            break;
        }
        kept.push_str(&escaped);
    }
    kept
}

/// Writes banner and caption; gives the row of the first head.
fn front_matter(
    worksheet: &mut Worksheet,
    report: &Report,
    table: &Table,
    formats: &Formats,
) -> Result<u32, XlsxError> {
    let mut at = 0;
    if let Some(banner) = &report.banner {
        worksheet.write_string_with_format(at, 0, fit_sheet_cell(banner), &formats.banner)?;
        at += 1;
    }
    let separator = if table.label.is_empty() { "" } else { "  " };
    let caption = fit_sheet_cell(&format!("{}{separator}{}", table.label, table.caption));
    worksheet.write_string_with_format(at, 0, caption, &formats.caption)?.set_row_height(at, 22)?;
    Ok(at + 1)
}

/// Writes all heads; gives the row of the first data.
fn heads(
    worksheet: &mut Worksheet,
    table: &Table,
    widths: &[f64],
    mut at: u32,
    formats: &Formats,
) -> Result<u32, XlsxError> {
    for cells in &table.header_rows {
        heads_above(worksheet, table, cells, at, formats)?;
        at += 1;
    }
    let mut lines = 1;
    for ((index, column), width) in (0u16..).zip(&table.columns).zip(widths) {
        worksheet.write_string_with_format(at, index, fit_sheet_cell(&column.title), &formats.head)?;
        lines = lines.max(line_count(&column.title, (width - 2.0) * 0.9));
    }
    worksheet.set_row_height(at, height(lines))?;
    Ok(at + 1)
}

fn heads_above(
    worksheet: &mut Worksheet,
    table: &Table,
    cells: &[HeadCell],
    at: u32,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut column: usize = 0;
    for cell in cells {
        let span = cell.span.max(1).min(table.columns.len().saturating_sub(column));
        let (Ok(first), Ok(last)) = (u16::try_from(column), u16::try_from((column + span).saturating_sub(1)))
        else {
            break;
        };
        let text = fit_sheet_cell(&cell.text);
        match span {
            0 => break,
            1 => {
                worksheet.write_string_with_format(at, first, text, &formats.above)?;
            }
            _ => {
                worksheet.merge_range(at, first, at, last, &text, &formats.above)?;
            }
        }
        column += span;
    }
    Ok(())
}

fn write_row(
    worksheet: &mut Worksheet,
    table: &Table,
    row: &Row,
    widths: &[f64],
    at: u32,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let nothing = Cell::default();
    if row.kind == RowKind::Group {
        let title = plain::cell(row.cells.first().unwrap_or(&nothing));
        worksheet.write_string_with_format(at, 0, fit_sheet_cell(&title), &formats.group)?;
        for (index, _) in (1u16..).zip(table.columns.iter().skip(1)) {
            worksheet.write_blank(at, index, &formats.group)?;
        }
        return Ok(());
    }
    let mut lines = 1;
    for (index, (column, width)) in table.columns.iter().zip(widths).enumerate() {
        let cell = row.cells.get(index).unwrap_or(&nothing);
        let Ok(place) = u16::try_from(index) else { break };
        let format = format_of(row.kind, column, cell, formats);
        let text = fit_sheet_cell(&plain::cell(cell));
        // The indent takes the room of about a character.
        lines = lines.max(line_count(&text, width - 1.0));
        match single_number(cell) {
            Some(number) => worksheet.write_number_with_format(at, place, number, format)?,
            None => worksheet.write_string_with_format(at, place, text, format)?,
        };
    }
    worksheet.set_row_height(at, height(lines))?;
    Ok(())
}

fn format_of<'a>(kind: RowKind, column: &Column, cell: &Cell, formats: &'a Formats) -> &'a Format {
    match (kind, column.kind, cell.state) {
        (RowKind::Summary, _, _) => &formats.summary,
        (_, _, Some(CellState::NotAsked)) => &formats.not_asked,
        (_, _, Some(CellState::NothingSaid | CellState::NotCharted)) => &formats.state,
        (_, ColumnKind::RowHead, _) => &formats.row_head,
        (_, ColumnKind::Count, _) => &formats.number,
        (_, ColumnKind::Text, _) => &formats.words,
    }
}

/// The number of a cell that holds a bare count, so that a spreadsheet can add it up.
fn single_number(cell: &Cell) -> Option<f64> {
    match (cell.state, cell.parts.as_slice()) {
        (None, [CellPart::Count(count)]) if count.label.is_empty() && count.of.is_none() => {
            u32::try_from(count.count).ok().map(f64::from)
        }
        _ => None,
    }
}

/// Widths of the columns in characters: what the table wants, within what can be read, and so much that the
/// longest cell fits into the greatest height of a row.
fn widths(table: &Table) -> Vec<f64> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(index, column)| {
            let cells = table.rows.iter().filter(|row| row.kind != RowKind::Group);
            let texts: Vec<String> = cells.filter_map(|row| row.cells.get(index)).map(plain::cell).collect();
            let fits = |width: &u16| {
                texts.iter().all(|text| height(line_count(text, f64::from(*width) - 1.0)) < HIGHEST)
            };
            let wanted = column.width.clamp(10, WIDEST);
            f64::from((wanted..=WIDEST).find(fits).unwrap_or(WIDEST))
        })
        .collect()
}

/// Lines that a text takes in a column of so many characters. Excel wraps by width, so this is an estimate that
/// leans to the generous side.
fn line_count(text: &str, width: f64) -> u32 {
    text.split('\n')
        .map(|line| {
            let letters = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
            let lines = (f64::from(letters) / (width * LETTERS_PER_UNIT).max(1.0)).ceil().max(1.0);
            (1..=100).find(|count| f64::from(*count) >= lines).unwrap_or(100)
        })
        .fold(0, u32::saturating_add)
}

fn height(lines: u32) -> f64 {
    (f64::from(lines) * LINE + 4.0).min(HIGHEST)
}
