//! A workbook: one sheet a table, the framework matrix first, and a sheet that says where it all comes from.

mod formats;
mod names;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

use crate::clean::{fit_sheet_cell, one_line};
use crate::error::ReportError;
use crate::model::{Block, Report, Table, TableLayout};
use formats::Formats;
use names::SheetNames;

/// The sheet of provenance.
const READ_ME: &str = "Read me";

/// The day that stands for "no date given": the files must not depend on when they are written.
const NO_DATE: (u16, u8, u8) = (2000, 1, 1);

/// Renders the tables and the figures' data of a report as a workbook.
///
/// Matrices come first, then the other tables in reading order, then "Read me" with the provenance. Words are
/// always written as words: nothing that a participant said becomes a formula. A cell longer than the 32,767
/// characters that a spreadsheet allows is cut and ends with a note that says so. Paragraphs outside tables are
/// not in the workbook.
///
/// # Errors
/// [`ReportError::Sheet`] names the sheet that the workbook library refused; [`ReportError::Date`] where the
/// report's date is not a calendar day.
pub fn render_xlsx(report: &Report) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    let formats = Formats::new();
    let mut names = SheetNames::reserving(READ_ME);
    for table in tables(report) {
        let name = names.take(if table.sheet.is_empty() { &table.caption } else { &table.sheet });
        let mut worksheet = Worksheet::new();
        sheet::write(&mut worksheet, &name, report, &table, &formats)
            .map_err(|source| ReportError::Sheet { sheet: name, source: Box::new(source) })?;
        workbook.push_worksheet(worksheet);
    }
    let mut worksheet = Worksheet::new();
    read_me(&mut worksheet, report, &formats)
        .map_err(|source| ReportError::Sheet { sheet: READ_ME.to_owned(), source: Box::new(source) })?;
    workbook.push_worksheet(worksheet);
    workbook.save_to_buffer().map_err(|source| ReportError::Workbook(Box::new(source)))
}

fn tables(report: &Report) -> Vec<Table> {
    let mut tables: Vec<Table> = report
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.clone()),
            Block::Figure(figure) => Some(figure.as_table()),
            _ => None,
        })
        .collect();
    tables.sort_by_key(|table| table.layout != TableLayout::Matrix);
    tables
}

fn properties(report: &Report) -> Result<DocProperties, ReportError> {
    let created = match &report.date {
        Some(date) => ExcelDateTime::parse_from_str(date).map_err(|_| ReportError::Date)?,
        None => ExcelDateTime::from_ymd(NO_DATE.0, NO_DATE.1, NO_DATE.2).map_err(|_| ReportError::Date)?,
    };
    let title: String = one_line(&report.title).chars().take(200).collect();
    Ok(DocProperties::new().set_title(title).set_author("Themeloom").set_creation_datetime(&created))
}

fn read_me(
    worksheet: &mut Worksheet,
    report: &Report,
    formats: &Formats,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    worksheet.set_name(READ_ME)?;
    worksheet.set_column_width(0, 26)?.set_column_width(1, 90)?.set_screen_gridlines(false);
    sheet::page(worksheet, report, false);
    let mut row = 0;
    if let Some(banner) = &report.banner {
        worksheet.write_string_with_format(row, 0, fit_sheet_cell(banner), &formats.banner)?;
        row += 1;
    }
    worksheet.write_string_with_format(row, 0, fit_sheet_cell(&report.title), &formats.caption)?;
    row += 1;
    if let Some(subtitle) = &report.subtitle {
        worksheet.write_string_with_format(row, 0, fit_sheet_cell(subtitle), &formats.note)?;
        row += 1;
    }
    let date = report.date.iter().map(|date| ("Date".to_owned(), date.clone()));
    for (name, value) in date.chain(report.provenance.iter().cloned()) {
        row += 1;
        worksheet.write_string_with_format(row, 0, fit_sheet_cell(&name), &formats.row_head)?;
        worksheet.write_string_with_format(row, 1, fit_sheet_cell(&value), &formats.words)?;
    }
    Ok(())
}
