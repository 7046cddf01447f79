//! The themes table: theme, narrative, who says it, quotations by role.

use themeloom_analysis::{GroupCount, RefusedQuotation, ThemeRow};
use themeloom_study::{AttributeId, Study, Texts};

use super::Context;
use super::quotation::printed;
use super::writer::Writer;
use crate::model::{Cell, CellPart, Column, Count, Inline, Row, Table, plain};

pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    let (table, refused) = themes_table(context.study, context.texts, context.role);
    if !table.rows.is_empty() {
        writer.section("Themes");
        writer.table(table);
    }
    writer.leave_out(refused);
}

/// The themes table, and the quotations that consent kept out of it.
#[must_use]
pub fn themes_table(
    study: &Study,
    texts: &Texts,
    group_by: Option<AttributeId>,
) -> (Table, Vec<RefusedQuotation>) {
    let themes = themeloom_analysis::themes_table(study, texts, group_by);
    let table = Table {
        caption: "Themes, who speaks of them, and quotations".to_owned(),
        sheet: "Themes".to_owned(),
        columns: vec![
            Column::row_head("Theme", 32),
            Column::text("Narrative summary", 44),
            Column::text("Who says it", 23),
            Column::text("Exemplar quotations", 50),
        ],
        rows: themes.iter().map(row).collect(),
        notes: vec![
            "A person says a theme where a cell is charted, or a passage coded, with one of its codes. Not \
             raising a point is not disagreeing with it. People were chosen on purpose, so they are counted \
             and no percentages are given."
                .to_owned(),
        ],
        ..Table::default()
    };
    (table, themes.into_iter().flat_map(|theme| theme.refused).collect())
}

fn row(theme: &ThemeRow) -> Row {
    let mut name = vec![CellPart::Paragraph(vec![Inline::Strong(theme.name.clone())])];
    name.extend(paragraph(&theme.statement));
    Row::data(vec![
        Cell::of(name),
        Cell::of(paragraph(&theme.narrative).into_iter().collect()),
        who(theme),
        exemplars(theme),
    ])
}

fn paragraph(text: &str) -> Option<CellPart> {
    (!text.trim().is_empty()).then(|| CellPart::Paragraph(plain(text)))
}

fn who(theme: &ThemeRow) -> Cell {
    let count = |group: &GroupCount| {
        let label = if group.label.is_empty() { "all" } else { group.label.as_str() };
        CellPart::Count(Count { label: label.to_owned(), count: group.raised, of: Some(group.of) })
    };
    let all = (theme.who.len() > 1).then(|| count(&theme.everybody));
    Cell::of(theme.who.iter().map(count).chain(all).collect())
}

/// The quotations with the role as a heading wherever it changes.
fn exemplars(theme: &ThemeRow) -> Cell {
    let mut parts = Vec::new();
    let mut role = "";
    for quotation in &theme.exemplars {
        if quotation.role != role {
            role = &quotation.role;
            parts.push(CellPart::Paragraph(vec![Inline::Strong(role.to_owned())]));
        }
        parts.push(CellPart::Quotation(printed(quotation)));
    }
    if !theme.refused.is_empty() {
        let left_out = format!("{} left out: no consent to quotation", theme.refused.len());
        parts.push(CellPart::Remark(plain(&left_out)));
    }
    Cell::of(parts)
}
