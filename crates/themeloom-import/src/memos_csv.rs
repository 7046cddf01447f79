//! Memos as a table.

use crate::error::ImportError;
use crate::table::{Column, Row, Rows, Table, needed, yes_or_no};

/// One memo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoRow {
    /// What it is about.
    pub about: MemoAbout,
    /// Who wrote it.
    pub author: String,
    /// What it says.
    pub text: String,
    /// The memo that it replies to, counted from 1 among the memos of the table, broken rows
    /// included.
    pub reply_to: Option<usize>,
    /// Whether it is to be discussed.
    pub discuss: bool,
}

/// What a memo is about, by the names that a person writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemoAbout {
    /// The whole study.
    Study,
    /// A code, by number or name.
    Code(String),
    /// A source.
    Source(String),
    /// A cell: case and code.
    Cell(String, String),
    /// A case.
    Case(String),
    /// A theme, by name.
    Theme(String),
}

const COLUMNS: [Column; 5] = [
    Column::required("about", &["on", "attachedto", "subject"]),
    Column::optional("author", &["coder", "by"]),
    Column::required("text", &["memo", "content", "note"]),
    Column::optional("reply_to", &["inreplyto", "reply"]),
    Column::optional("discuss", &["todiscuss", "flag"]),
];

/// Reads memos.
///
/// # Errors
/// When the file is no table with columns for what a memo is about and its text; what is wrong
/// with single rows is in [`Rows::problems`].
pub fn read_memos(file: &str, bytes: &[u8]) -> Result<Rows<MemoRow>, ImportError> {
    let table = Table::from_bytes(file, bytes, &COLUMNS, "about,author,text,reply_to,discuss")?;
    let mut seen = 0;
    Ok(table.read(|row| {
        seen += 1;
        Ok(MemoRow {
            about: about(row)?,
            author: row.owned(1),
            text: needed(row, 2, "text")?,
            reply_to: reply_to(row, seen)?,
            discuss: yes_or_no(row, 4, "discuss")?,
        })
    }))
}

fn reply_to(row: Row<'_>, this: usize) -> Result<Option<usize>, String> {
    match row.cell(3) {
        "" => Ok(None),
        text => match text.parse::<usize>() {
            Ok(n) if (1..this).contains(&n) => Ok(Some(n)),
            _ => Err("`reply_to` is not the number of a memo above this one (the first is 1); the row was left out"
                .to_owned()),
        },
    }
}

fn about(row: Row<'_>) -> Result<MemoAbout, String> {
    let text = row.cell(0);
    let (kind, id) = text.split_once(':').map_or((text, ""), |(kind, id)| (kind.trim(), id.trim()));
    let expected = || "`about` is none of: study, code:1.2, source:P01, cell:P01/1.2, case:P01, theme:name; the row was left out";
    let own = || Some(id.to_owned()).filter(|id| !id.is_empty());
    let about = match kind {
        "study" if id.is_empty() => Some(MemoAbout::Study),
        "code" => own().map(MemoAbout::Code),
        "source" => own().map(MemoAbout::Source),
        "case" => own().map(MemoAbout::Case),
        "theme" => own().map(MemoAbout::Theme),
        "cell" => {
            id.split_once('/').map(|(case, code)| MemoAbout::Cell(case.trim().into(), code.trim().into()))
        }
        _ => None,
    };
    about.ok_or_else(|| expected().to_owned())
}
