//! Who was heard, by attribute and against the targets: pseudonyms only.

use themeloom_analysis::{TargetProgress, group_cases, progress};
use themeloom_study::attribute::{Attribute, AttributeKind};

use super::Context;
use super::writer::Writer;
use crate::model::{Cell, Column, Row, Table};

/// Below this many people a group can give somebody away.
const SMALL: usize = 3;

pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    let progress = progress(context.study);
    writer.section("Participants");
    writer.paragraph(&heard(progress.participants, progress.withdrawn, progress.erased));
    if let Some(protocol) = context.study.protocol() {
        writer.paragraph(&protocol.sampling.note);
    }
    if !progress.targets.is_empty() {
        writer.table(targets_table(&progress.targets));
    }
    let table = attributes_table(context);
    if !table.rows.is_empty() {
        writer.table(table);
    }
}

fn heard(participants: usize, withdrawn: usize, erased: usize) -> String {
    let mut text = format!("The analysis holds the accounts of {participants} participants.");
    if withdrawn > 0 {
        text.push_str(&format!(" Withdrawn from any use: {withdrawn}."));
    }
    if erased > 0 {
        text.push_str(&format!(" Erased at their request: {erased}."));
    }
    text
}

fn targets_table(targets: &[TargetProgress]) -> Table {
    let row = |target: &TargetProgress| {
        let wanted: Vec<String> =
            target.wanted.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        Row::data(vec![
            Cell::text(&wanted.join("; ")),
            Cell::text(&target.target.to_string()),
            Cell::text(&target.participants.len().to_string()),
            Cell::text(&target.participants.join(", ")),
        ])
    };
    Table {
        caption: "Sampling matrix: targets and participants".to_owned(),
        sheet: "Sampling".to_owned(),
        columns: vec![
            Column::row_head("Wanted", 36),
            Column::count("Target", 8),
            Column::count("Heard", 8),
            Column::text("Participants", 30),
        ],
        rows: targets.iter().map(row).collect(),
        ..Table::default()
    }
}

fn attributes_table(context: &Context<'_>) -> Table {
    let mut rows = Vec::new();
    let mut small = false;
    for attribute in context.study.attributes().iter().filter(|a| is_counted(a)) {
        let cases: Vec<_> = context.matrix.rows.iter().map(|row| row.case).collect();
        rows.push(Row::group(&attribute.definition.name));
        for group in group_cases(context.study, &cases, Some(attribute.id)) {
            small |= group.cases.len() < SMALL;
            let names: Vec<&str> = group
                .cases
                .iter()
                .filter_map(|&c| context.study.cases().get(c))
                .map(|c| c.name.as_str())
                .collect();
            rows.push(Row::data(vec![
                Cell::text(&group.label),
                Cell::count(group.cases.len(), Some(cases.len())),
                Cell::text(&names.join(", ")),
            ]));
        }
    }
    let caution = "Some groups here are so small that a reader who knows the organisations could tell who is \
                   meant, pseudonym or not. Consider leaving this table out of what is published.";
    Table {
        caption: format!("The {} by attribute", context.people()),
        sheet: "Sample".to_owned(),
        columns: vec![Column::row_head("Value", 28), Column::count("How many", 12), Column::text("Who", 40)],
        rows,
        notes: if small { vec![caution.to_owned()] } else { Vec::new() },
        ..Table::default()
    }
}

const fn is_counted(attribute: &Attribute) -> bool {
    matches!(attribute.definition.kind, AttributeKind::Choice(_) | AttributeKind::Ordered(_))
}
