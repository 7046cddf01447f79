//! What a search found, as a table of keywords in context.

use crate::model::{Align, Cell, Column, Row, Table};
use themeloom_text::KwicLine;

/// A match, with whose words it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundLine {
    /// The source's name.
    pub source: String,
    /// Pseudonym and role of whoever speaks; empty where nobody does.
    pub attribution: String,
    /// The match with its surroundings, or why the words may not be shown outside the study.
    pub words: Result<KwicLine, String>,
}

/// A table of matches. `query` is what was searched for.
#[must_use]
pub fn kwic_table(query: &str, lines: &[FoundLine]) -> Table {
    Table {
        caption: format!("Search for {query}"),
        sheet: "Search".to_owned(),
        columns: vec![
            Column::row_head("Source", 14),
            Column::count("Line", 6),
            Column::text("Who", 20),
            Column { align: Align::End, ..Column::text("Before", 40) },
            Column { align: Align::Centre, ..Column::text("Found", 16) },
            Column::text("After", 40),
        ],
        rows: lines.iter().map(row).collect(),
        ..Table::default()
    }
}

fn row(found: &FoundLine) -> Row {
    let (line, before, keyword, after) = match &found.words {
        Ok(kwic) => {
            let line = u64::from(kwic.line) + 1;
            (line.to_string(), kwic.left.as_str(), kwic.keyword.as_str(), kwic.right.as_str())
        }
        Err(reason) => (String::new(), reason.as_str(), "", ""),
    };
    let cells = [&found.source, &line, &found.attribution].map(|text| Cell::text(text));
    Row::data(cells.into_iter().chain([before, keyword, after].map(Cell::text)).collect())
}
