//! The smallest reports that show a thing.

use themeloom_report::Report;
use themeloom_report::model::{Block, Cell, Column, Row, Table};

/// A report with nothing but these blocks.
pub fn report(blocks: Vec<Block>) -> Report {
    Report { title: "Small".to_owned(), language: "en-GB".to_owned(), blocks, ..Report::default() }
}

/// A table of two columns and one row.
pub fn table(first: &str, second: &str) -> Table {
    Table {
        label: "Table 1".to_owned(),
        caption: "Two cells".to_owned(),
        sheet: "Two cells".to_owned(),
        columns: vec![Column::row_head("Case", 10), Column::text("Said", 30)],
        rows: vec![Row::data(vec![Cell::text(first), Cell::text(second)])],
        ..Table::default()
    }
}
