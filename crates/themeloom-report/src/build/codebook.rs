//! The codebook with what each code comes to.

use themeloom_analysis::{CodeCount, code_counts};
use themeloom_study::Study;
use themeloom_study::code::{Code, CodeOrigin};

use super::Context;
use super::writer::Writer;
use crate::model::{Cell, CellPart, Column, Inline, Row, Table, plain};

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
    let codes = study.codebook();
    let grouped = codes.iter().any(|code| code.content.parent.is_some());
    let mut rows = Vec::new();
    for (code, count) in codes.into_iter().zip(&counts) {
        let name = if grouped && code.content.parent.is_none() {
            rows.push(Row::group(&code.label()));
            if code.content.is_category { "the category".to_owned() } else { "the code".to_owned() }
        } else {
            code.label()
        };
        rows.push(row(&name, code, count));
    }
    Table {
        caption: "Codebook".to_owned(),
        sheet: "Codebook".to_owned(),
        columns: vec![
            Column::row_head("Code", 24),
            Column::text("Definition", 30),
            Column::text("When to use it, when not, and an example", 54),
            Column::count("People", 11),
            Column::count("Passages", 13),
        ],
        rows,
        notes: vec![
            "A code's counts hold those of the codes below it. Overlapping codings of several coders are one \
             passage."
                .to_owned(),
        ],
        ..Table::default()
    }
}

fn row(name: &str, code: &Code, count: &CodeCount) -> Row {
    let content = &code.content;
    let used = [("Use: ", &content.use_when), ("Not: ", &content.not_when), ("Example: ", &content.example)];
    let parts = used.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(head, text)| {
        CellPart::Paragraph(vec![Inline::Emphasis((*head).to_owned()), Inline::Text((*text).clone())])
    });
    let origin = CellPart::Remark(plain(origin(content.origin)));
    Row::data(vec![
        Cell::of(vec![CellPart::Paragraph(plain(name)), origin]),
        Cell::text(&content.definition),
        Cell::of(parts.collect()),
        Cell::count(count.people, None),
        Cell::count(count.passages, None),
    ])
}

pub(super) const fn origin(origin: CodeOrigin) -> &'static str {
    match origin {
        CodeOrigin::APriori => "from the protocol",
        CodeOrigin::FromData => "from the data",
        CodeOrigin::Sensitising => "from earlier work",
    }
}
