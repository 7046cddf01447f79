//! First impressions as a table: what a reader thought after the first reading of a transcript.

use crate::error::ImportError;
use crate::table::{Column, Rows, Table, needed};

/// One first impression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstImpressionRow {
    /// The source's name.
    pub source: String,
    /// Who read it.
    pub author: String,
    /// What the reader thought.
    pub text: String,
}

const COLUMNS: [Column; 3] = [
    Column::required("source", &["file", "transcript", "document"]),
    Column::required("author", &["coder", "by", "reader"]),
    Column::required("text", &["impression", "content", "note"]),
];

/// Reads first impressions.
///
/// # Errors
/// When the file is no table with columns for source, author and text; what is wrong with single
/// rows is in [`Rows::problems`].
pub fn read_first_impressions(file: &str, bytes: &[u8]) -> Result<Rows<FirstImpressionRow>, ImportError> {
    let table = Table::from_bytes(file, bytes, &COLUMNS, "source,author,text")?;
    Ok(table.read(|row| {
        Ok(FirstImpressionRow {
            source: needed(row, 0, "source")?,
            author: needed(row, 1, "author")?,
            text: needed(row, 2, "text")?,
        })
    }))
}
