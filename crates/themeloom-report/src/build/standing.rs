//! Where the transcripts, the coding and the charting stand.

use themeloom_analysis::{Progress, progress};

use super::Context;
use super::writer::Writer;
use crate::model::{Cell, Column, Row, Table};

pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    let progress = progress(context.study);
    writer.section("Where the analysis stands");
    if !progress.stages.is_empty() {
        writer.table(stages_table(&progress));
    }
    if !progress.coders.is_empty() {
        writer.table(coders_table(&progress));
    }
    writer.paragraph(&coverage(&progress));
}

fn stages_table(progress: &Progress) -> Table {
    let mut notes = Vec::new();
    if progress.stages.iter().any(|stage| stage.older_framework) {
        notes.push("* under an older version of the framework than the newest one.".to_owned());
    }
    let row = |stage: &themeloom_analysis::StageCount| {
        let mark = if stage.older_framework { " *" } else { "" };
        Row::data(vec![Cell::text(&format!("{}{mark}", stage.stage)), Cell::count(stage.sources, None)])
    };
    Table {
        caption: "Transcripts by stage of the Framework Method".to_owned(),
        sheet: "Stages".to_owned(),
        columns: vec![Column::row_head("Stage", 40), Column::count("Transcripts", 12)],
        rows: progress.stages.iter().map(row).collect(),
        notes,
        ..Table::default()
    }
}

fn coders_table(progress: &Progress) -> Table {
    let row = |coder: &themeloom_analysis::CoderProgress| {
        Row::data(vec![
            Cell::text(&coder.name),
            Cell::count(coder.codings, None),
            Cell::count(coder.sources, None),
            Cell::count(coder.cells, None),
        ])
    };
    Table {
        caption: "Work by coder".to_owned(),
        sheet: "Coders".to_owned(),
        columns: vec![
            Column::row_head("Coder", 30),
            Column::count("Codings", 12),
            Column::count("Transcripts coded", 18),
            Column::count("Cells charted", 14),
        ],
        rows: progress.coders.iter().map(row).collect(),
        ..Table::default()
    }
}

fn coverage(progress: &Progress) -> String {
    let sum = &progress.coverage.summary;
    format!(
        "Of the {} cells of the framework matrix, {} are charted, {} say that nothing was said, {} were not \
         asked about, and {} are not yet charted. Passages are coded for {} of the cells not yet charted.",
        sum.cells(),
        sum.charted,
        sum.nothing_said,
        sum.not_asked,
        sum.not_charted,
        sum.to_chart
    )
}
