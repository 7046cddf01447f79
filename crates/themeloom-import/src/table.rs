//! Tables with a header: columns found by any of several names, rows with their numbers.

use crate::encodings::decode;
use crate::error::{Expected, ImportError};
use crate::problem::RowProblem;
use crate::records::{Record, delimiter, records};

/// The rows of a table that could be read, and what was wrong with the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows<T> {
    /// What was read, in the table's order.
    pub rows: Vec<Numbered<T>>,
    /// What was wrong, by row.
    pub problems: Vec<RowProblem>,
}

/// A row's content with its number, so that what is found wrong with it later can name the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered<T> {
    /// The row as a spreadsheet numbers it: the header is 1.
    pub row: usize,
    /// The content.
    pub value: T,
}

/// A column by what it holds: the name that we write, and other names that are taken for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// The name that we write.
    pub(crate) name: &'static str,
    /// Other names, in the form of [`folded`].
    pub(crate) also: &'static [&'static str],
    /// Whether a table without it is refused.
    pub(crate) required: bool,
}

impl Column {
    /// A column that must be there.
    pub(crate) const fn required(name: &'static str, also: &'static [&'static str]) -> Self {
        Self { name, also, required: true }
    }

    /// A column that may be missing.
    pub(crate) const fn optional(name: &'static str, also: &'static [&'static str]) -> Self {
        Self { name, also, required: false }
    }
}

/// A table that was read.
#[derive(Debug)]
pub(crate) struct Table {
    records: Vec<Record>,
    /// For each column asked for, its place among the cells.
    places: Vec<Option<usize>>,
    /// The names in the file.
    pub(crate) header: Vec<String>,
    /// What separates the columns.
    pub(crate) delimiter: u8,
    /// What was wrong with rows.
    pub(crate) problems: Vec<RowProblem>,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'t> {
    /// Its number.
    pub(crate) number: usize,
    fields: &'t [String],
    places: &'t [Option<usize>],
}

impl<'t> Row<'t> {
    /// A cell as it stands, by the column's place in the list that the table was opened with; empty
    /// if the row or the table lacks it.
    pub(crate) fn verbatim(&self, column: usize) -> &'t str {
        let place = self.places.get(column).copied().flatten();
        place.and_then(|place| self.fields.get(place)).map_or("", String::as_str)
    }

    /// A cell without the blanks around it.
    pub(crate) fn cell(&self, column: usize) -> &'t str {
        self.verbatim(column).trim()
    }

    /// A cell without the blanks around it, as an own text.
    pub(crate) fn owned(&self, column: usize) -> String {
        self.cell(column).to_owned()
    }

    /// A cell by its place in the file, without the blanks around it.
    pub(crate) fn at(&self, place: usize) -> &'t str {
        self.fields.get(place).map_or("", |field| field.trim())
    }

    /// How many cells the row has.
    pub(crate) const fn n_cells(&self) -> usize {
        self.fields.len()
    }
}

impl Table {
    /// Opens a table from the bytes of a file.
    pub(crate) fn from_bytes(
        file: &str,
        bytes: &[u8],
        columns: &[Column],
        example: &'static str,
    ) -> Result<Self, ImportError> {
        let not_text = || ImportError::NotText { file: file.to_owned(), expected: Expected::from_name(file) };
        let decoded = decode(bytes).ok_or_else(not_text)?;
        let mut table = Self::from_text(file, &decoded.text, columns, example)?;
        if decoded.undecodable > 0 {
            let what = "some characters could not be read and show as \u{fffd}; save the table as UTF-8";
            table.problems.insert(0, RowProblem::new(1, what));
        }
        Ok(table)
    }

    /// Opens a table from its text.
    pub(crate) fn from_text(
        file: &str,
        text: &str,
        columns: &[Column],
        example: &'static str,
    ) -> Result<Self, ImportError> {
        if text.trim().is_empty() {
            return Err(ImportError::Empty { file: file.to_owned() });
        }
        let delimiter = delimiter(text);
        let (records, problems) = records(text, delimiter);
        let table = Self::from_records(file, records, columns, example)?;
        Ok(Self { delimiter, problems, ..table })
    }

    /// Opens a table from its rows, of which the first is the header.
    pub(crate) fn from_records(
        file: &str,
        mut records: Vec<Record>,
        columns: &[Column],
        example: &'static str,
    ) -> Result<Self, ImportError> {
        let header = if records.is_empty() { Vec::new() } else { records.remove(0).fields };
        let names: Vec<String> = header.iter().map(|name| folded(name)).collect();
        let places: Vec<Option<usize>> = columns.iter().map(|column| place_of(column, &names)).collect();
        let missing: Vec<&str> = columns
            .iter()
            .zip(&places)
            .filter(|(column, place)| column.required && place.is_none())
            .map(|(column, _)| column.name)
            .collect();
        if missing.is_empty() {
            return Ok(Self { records, places, header, delimiter: b',', problems: Vec::new() });
        }
        Err(ImportError::NoColumn {
            file: file.to_owned(),
            missing: missing.join(" and "),
            found: described(&header),
            example,
        })
    }

    /// The rows under the header.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|r| Row { number: r.row, fields: &r.fields, places: &self.places })
    }

    /// The file's own name for a column.
    pub(crate) fn name_of(&self, column: usize) -> Option<&str> {
        let place = self.places.get(column).copied().flatten()?;
        self.header.get(place).map(|name| name.trim())
    }

    /// The places and names of columns that nobody asked for.
    pub(crate) fn further_columns(&self) -> Vec<(usize, String)> {
        let named = self.header.iter().enumerate().map(|(place, name)| (place, name.trim().to_owned()));
        named.filter(|(place, name)| !name.is_empty() && !self.places.contains(&Some(*place))).collect()
    }

    /// The names of columns that nobody asked for.
    pub(crate) fn unread_columns(&self) -> Vec<&str> {
        let unread = |i: &usize| !self.places.contains(&Some(*i));
        (0..self.header.len())
            .filter(unread)
            .filter_map(|i| self.header.get(i))
            .map(|name| name.trim())
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// Reads every row by a function that says what is wrong with it.
    pub(crate) fn read<T>(self, mut read: impl FnMut(Row<'_>) -> Result<T, String>) -> Rows<T> {
        let mut rows = Vec::new();
        let mut problems = Vec::new();
        for row in self.rows() {
            match read(row) {
                Ok(value) => rows.push(Numbered { row: row.number, value }),
                Err(what) => problems.push(RowProblem::new(row.number, what)),
            }
        }
        problems.extend(self.problems);
        problems.sort();
        Rows { rows, problems }
    }
}

/// Where a column stands among names in the form of [`folded`].
fn place_of(column: &Column, names: &[String]) -> Option<usize> {
    let found = |wanted: &str| names.iter().position(|name| name == wanted);
    found(&folded(column.name)).or_else(|| column.also.iter().find_map(|name| found(name)))
}

/// A column's name as it is compared: small letters and digits alone.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The names of a header for an error: a table without header has its first row of words there,
/// which are not ours to repeat, so only what looks like names is shown.
fn described(header: &[String]) -> String {
    let names: Vec<String> = header
        .iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .map(|name| {
            let is_name = name.chars().count() <= 20 && name.split_whitespace().count() <= 3;
            if is_name { format!("`{name}`") } else { "a long text".to_owned() }
        })
        .take(12)
        .collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// A cell that says yes or no; empty is no.
pub(crate) fn yes_or_no(row: Row<'_>, column: usize, name: &str) -> Result<bool, String> {
    match row.cell(column).to_lowercase().as_str() {
        "" | "no" | "n" | "false" | "0" => Ok(false),
        "yes" | "y" | "true" | "1" | "x" => Ok(true),
        _ => Err(format!("`{name}` is neither yes nor no: write one of them; the row was left out")),
    }
}

/// The text of a cell that must not be empty.
pub(crate) fn needed(row: Row<'_>, column: usize, name: &str) -> Result<String, String> {
    let cell = row.cell(column);
    if cell.is_empty() {
        Err(format!("`{name}` is empty; the row was left out"))
    } else {
        Ok(cell.to_owned())
    }
}
