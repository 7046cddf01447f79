//! Charted cells of the matrix as a table.

use crate::error::ImportError;
use crate::table::{Column, Row, Rows, Table, folded, needed, yes_or_no};

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRow {
    /// The case.
    pub case: String,
    /// The code's number or name.
    pub code: String,
    /// Its state.
    pub state: CellState,
    /// The summary.
    pub summary: String,
    /// The analyst's note.
    pub note: String,
    /// Whether the participant raised it unasked.
    pub unprompted: bool,
    /// Who charted it.
    pub author: String,
    /// Who read it over; empty if nobody did.
    pub reader: String,
    /// The exact words of its quotations.
    pub quotations: Vec<String>,
}

/// What is known of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// Nobody has charted it yet.
    NotCharted,
    /// The topic came up and the participant said nothing on it.
    NothingSaid,
    /// The topic was not asked.
    NotAsked,
    /// It has a summary.
    Charted,
}

const COLUMNS: [Column; 9] = [
    Column::required("case", &["participant", "row"]),
    Column::required("code", &["codenumber", "column", "theme"]),
    Column::required("state", &["status"]),
    Column::optional("summary", &["content", "text"]),
    Column::optional("note", &["analystsnote", "comment"]),
    Column::optional("unprompted", &["unasked", "spontaneous"]),
    Column::optional("author", &["coder", "by", "chartedby"]),
    Column::optional("reader", &["readby", "checkedby"]),
    Column::optional("quotations", &["quotation", "quotes"]),
];
const HEADER: &str = "case,code,state,summary,note,unprompted,author,reader,quotations";

/// Reads cells.
///
/// # Errors
/// When the file is no table with columns for case, code and state; what is wrong with single rows
/// is in [`Rows::problems`].
pub fn read_cells(file: &str, bytes: &[u8]) -> Result<Rows<CellRow>, ImportError> {
    Ok(Table::from_bytes(file, bytes, &COLUMNS, HEADER)?.read(read_row))
}

fn read_row(row: Row<'_>) -> Result<CellRow, String> {
    let state = state(row)?;
    let summary = row.owned(3);
    if summary.is_empty() && state == CellState::Charted {
        return Err("`state` is charted and `summary` is empty; the row was left out".to_owned());
    }
    Ok(CellRow {
        case: needed(row, 0, "case")?,
        code: needed(row, 1, "code")?,
        state,
        summary,
        note: row.owned(4),
        unprompted: yes_or_no(row, 5, "unprompted")?,
        author: row.owned(6),
        reader: row.owned(7),
        quotations: row
            .cell(8)
            .split("||")
            .map(str::trim)
            .filter(|q| !q.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}

fn state(row: Row<'_>) -> Result<CellState, String> {
    match folded(row.cell(2)).as_str() {
        "charted" => Ok(CellState::Charted),
        "nothingsaid" => Ok(CellState::NothingSaid),
        "notasked" => Ok(CellState::NotAsked),
        "notcharted" | "" => Ok(CellState::NotCharted),
        _ => Err("`state` is none of: charted, nothing said, not asked, not charted; the row was left out"
            .to_owned()),
    }
}
