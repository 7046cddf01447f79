//! Codings as a table: which words of which source are coded as what, by whom.

use crate::error::ImportError;
use crate::table::{Column, Rows, Table, needed};

/// One coding, its passage given by its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingRow {
    /// The source's name.
    pub source: String,
    /// The exact words.
    pub quotation: String,
    /// The code's number or name.
    pub code: String,
    /// The coder's initials or name; empty for whoever imports.
    pub coder: String,
}

const COLUMNS: [Column; 4] = [
    Column::required("source", &["file", "document", "transcript", "documentname"]),
    Column::required("quotation", &["quote", "excerpt", "segment", "text", "words", "passage"]),
    Column::required("code", &["tag", "codenumber", "codename"]),
    Column::optional("coder", &["author", "user", "createdby", "by"]),
];

/// Reads codings.
///
/// # Errors
/// When the file is no table with columns for source, quotation and code; what is wrong with
/// single rows is in [`Rows::problems`].
pub fn read_codings(file: &str, bytes: &[u8]) -> Result<Rows<CodingRow>, ImportError> {
    let table = Table::from_bytes(file, bytes, &COLUMNS, "source,quotation,code,coder")?;
    Ok(table.read(|row| {
        Ok(CodingRow {
            source: needed(row, 0, "source")?,
            quotation: needed(row, 1, "quotation")?,
            code: needed(row, 2, "code")?,
            coder: row.owned(3),
        })
    }))
}
