//! The codebook with what each code comes to.

use themeloom_analysis::{CodeCount, code_counts};
use themeloom_study::Study;
use themeloom_study::code::{Code, CodeOrigin};

use super::Context;
use super::writer::Writer;
use crate::model::{Cell, CellPart, Column, Row, Table, plain};

pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    let table = codebook_table(context.study);
    if !table.rows.is_empty() {
        writer.section("Codebook");
        writer.table(table);
    }
}

/// The codebook: definition, when to use a code and when not, an example, where it came from, and by how
/// many people, in how many passages, it was applied.
#[must_use]
pub fn codebook_table(study: &Study) -> Table {
    let counts = code_counts(study);
    let rows = study.codebook().into_iter().zip(&counts);
    Table {
        caption: "Codebook".to_owned(),
        sheet: "Codebook".to_owned(),
        columns: vec![
            Column::row_head("Code", 24),
            Column::text("Definition", 34),
            Column::text("Use and example", 34),
            Column::text("From", 12),
            Column::count("People", 8),
            Column::count("Passages", 9),
        ],
        rows: rows.map(|(code, count)| row(code, count)).collect(),
        notes: vec![
            "A code's counts hold those of the codes below it. Overlapping codings of several coders are one \
             passage."
                .to_owned(),
        ],
        ..Table::default()
    }
}

fn row(code: &Code, count: &CodeCount) -> Row {
    let content = &code.content;
    let used = [("Use: ", &content.use_when), ("Not: ", &content.not_when), ("Example: ", &content.example)];
    let parts = used.iter().filter(|(_, text)| !text.trim().is_empty());
    let parts = parts.map(|(head, text)| CellPart::Paragraph(plain(&format!("{head}{text}"))));
    Row::data(vec![
        Cell::text(&code.label()),
        Cell::text(&content.definition),
        Cell::of(parts.collect()),
        Cell::text(origin(content.origin)),
        Cell::count(count.people, None),
        Cell::count(count.passages, None),
    ])
}

const fn origin(origin: CodeOrigin) -> &'static str {
    match origin {
        CodeOrigin::APriori => "protocol",
        CodeOrigin::FromData => "data",
        CodeOrigin::Sensitising => "earlier work",
    }
}
