//! The recommendations: what to do, why, and the findings that carry it.

use themeloom_analysis::recommendation_rows;
use themeloom_study::Study;

use super::Context;
use super::writer::Writer;
use crate::model::{Cell, CellPart, Column, Row, Table, plain};

pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    let table = recommendations_table(context.study);
    if !table.rows.is_empty() {
        writer.section("Recommendations");
        writer.table(table);
    }
}

/// The recommendations, each with the findings that carry it.
#[must_use]
pub fn recommendations_table(study: &Study) -> Table {
    let rows = recommendation_rows(study).into_iter().map(|row| {
        let carried = row.carried_by.iter().map(|(_, statement)| CellPart::Paragraph(plain(statement)));
        let warnings = row.warnings.iter().map(|warning| CellPart::Note(plain(&warning.to_string())));
        Row::data(vec![
            Cell::text(&row.what),
            Cell::text(&row.why),
            Cell::of(carried.chain(warnings).collect()),
        ])
    });
    Table {
        caption: "Recommendations".to_owned(),
        sheet: "Recommendations".to_owned(),
        columns: vec![
            Column::row_head("What to do", 34),
            Column::text("Why", 40),
            Column::text("Carried by", 34),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}
