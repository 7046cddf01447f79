//! One table as comma-separated values.

use crate::clean::{clean, looks_like_formula};
use crate::error::ReportError;
use crate::model::{Row, RowKind, Table};
use crate::plain;

/// How a table is written as comma-separated values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CsvOptions {
    /// Begin with a byte order mark, without which Excel takes UTF-8 for another encoding.
    pub byte_order_mark: bool,
}

/// Writes a table by RFC 4180: UTF-8, commas, CRLF, quotes where needed.
///
/// The first column of the output, `group`, holds the group heading that a row stands under, and is there only
/// where the table has such headings; the headings have no lines of their own, so every line is data. Heads above
/// the columns' titles, the caption and the notes are left out. A field that starts with `=`, `+`, `-`, `@`, a tab
/// or a carriage return gets a leading apostrophe, so that no spreadsheet takes words for a formula; a program
/// that reads the file back should remove an apostrophe before one of these.
///
/// # Errors
/// [`ReportError::Csv`] names the row at which the writer failed.
pub fn table_csv(table: &Table, options: CsvOptions) -> Result<Vec<u8>, ReportError> {
    let grouped = table.rows.iter().any(|row| row.kind == RowKind::Group);
    let mut lines = Lines::begin(options);
    lines.push(&head(table, grouped))?;
    let mut group = String::new();
    for row in &table.rows {
        match row.kind {
            RowKind::Group => group = row.cells.first().map(plain::cell).unwrap_or_default(),
            RowKind::Data | RowKind::Summary => {
                let first = grouped.then(|| guard(&group));
                let line: Vec<String> = first.into_iter().chain(fields(table, row)).collect();
                lines.push(&line)?;
            }
        }
    }
    lines.finish()
}

/// Lines of comma-separated values, written one by one so that a large table is never in memory twice.
pub(crate) struct Lines {
    writer: ::csv::Writer<Vec<u8>>,
    written: usize,
}

impl Lines {
    /// Nothing written yet.
    pub(crate) fn begin(options: CsvOptions) -> Self {
        let bytes = if options.byte_order_mark { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
        let writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(bytes);
        Self { writer, written: 0 }
    }

    /// Writes a line of fields that are guarded already.
    pub(crate) fn push(&mut self, fields: &[String]) -> Result<(), ReportError> {
        self.written += 1;
        self.writer.write_record(fields).map_err(|source| ReportError::Csv { row: self.written, source })
    }

    /// What was written.
    pub(crate) fn finish(self) -> Result<Vec<u8>, ReportError> {
        let row = self.written;
        self.writer.into_inner().map_err(|failed| {
            let source = std::io::Error::from(failed.error().kind()).into();
            ReportError::Csv { row, source }
        })
    }
}

fn head(table: &Table, grouped: bool) -> Vec<String> {
    let titles = table.columns.iter().map(|column| guard(&column.title));
    grouped.then(|| "group".to_owned()).into_iter().chain(titles).collect()
}

/// As many fields as the table has columns, whatever the row has.
fn fields<'a>(table: &'a Table, row: &'a Row) -> impl Iterator<Item = String> + 'a {
    (0..table.columns.len()).map(|column| guard(&row.cells.get(column).map(plain::cell).unwrap_or_default()))
}

/// The words of a field, with an apostrophe before what a spreadsheet could run.
pub(crate) fn guard(text: &str) -> String {
    let risky = looks_like_formula(text);
    let text = clean(text);
    if risky || looks_like_formula(&text) { format!("'{text}") } else { text }
}
