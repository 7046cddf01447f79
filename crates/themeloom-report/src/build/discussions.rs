//! What the team put aside to discuss, what it decided, and the memos about it.

use themeloom_analysis::is_in_analysis;
use themeloom_study::memo::Target;
use themeloom_study::{ParticipantId, Study};

use super::Context;
use super::writer::Writer;
use crate::model::{Cell, CellPart, Column, Inline, Row, Table};

pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    let study = context.study;
    let shown = study.discussions().iter().filter(|(about, _)| is_shown(study, about));
    let rows: Vec<Row> = shown
        .map(|(about, discussion)| {
            let memos = study.memos().iter().filter(|memo| memo.about == *about);
            let memos = memos.map(|memo| {
                let author = format!("{}: ", study.initials(memo.author));
                CellPart::Paragraph(vec![Inline::Strong(author), Inline::Text(memo.text.clone())])
            });
            let decision = if discussion.decision.trim().is_empty() { "open" } else { &discussion.decision };
            Row::data(vec![
                Cell::text(&name(study, about)),
                Cell::text(&discussion.question),
                Cell::text(decision),
                Cell::of(memos.collect()),
            ])
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    writer.section("Discussed in the team");
    writer.table(Table {
        caption: "Questions put aside to discuss, and what was decided".to_owned(),
        sheet: "Discussions".to_owned(),
        columns: vec![
            Column::row_head("About", 22),
            Column::text("Question", 36),
            Column::text("Decision", 26),
            Column::text("Memos", 54),
        ],
        rows,
        ..Table::default()
    });
}

/// Whether nobody whose account was left out is meant.
fn is_shown(study: &Study, about: &Target) -> bool {
    people(study, about).iter().all(|&participant| is_in_analysis(study, participant))
}

fn people(study: &Study, about: &Target) -> Vec<ParticipantId> {
    let of_case = |case| study.cases().get(case).map(|case| case.participants.clone()).unwrap_or_default();
    match about {
        Target::Participant(participant) => vec![*participant],
        Target::Case(case) | Target::Cell(case, _) => of_case(*case),
        Target::Source(source) => study.sources().get(*source).and_then(|s| s.subject).into_iter().collect(),
        Target::Passage(passage) => study.participant_of(passage).into_iter().collect(),
        Target::Coding(coding) => {
            let coding = study.codings().get(*coding);
            coding.and_then(|coding| study.participant_of_coding(coding)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What a question is about, without anybody's words.
fn name(study: &Study, about: &Target) -> String {
    let code = |id| study.codes().get(id).map(|code| code.label()).unwrap_or_default();
    let source = |id| study.sources().get(id).map(|s| s.name.clone()).unwrap_or_default();
    let case = |id| study.cases().get(id).map(|c| c.name.clone()).unwrap_or_default();
    match about {
        Target::Study => "the study".to_owned(),
        Target::Participant(id) => {
            study.participants().get(*id).map(|p| p.pseudonym.clone()).unwrap_or_default()
        }
        Target::Organisation(id) => {
            study.organisations().get(*id).map(|o| o.name.clone()).unwrap_or_default()
        }
        Target::Case(id) => case(*id),
        Target::Source(id) => source(*id),
        Target::Passage(passage) => format!("a passage in {}", source(passage.source)),
        Target::Code(id) => code(*id),
        Target::Coding(id) => study
            .codings()
            .get(*id)
            .map_or_else(String::new, |coding| format!("{} in {}", code(coding.code), source(coding.source))),
        Target::Cell(row, column) => format!("cell {}, {}", case(*row), code(*column)),
        Target::Framework(id) => {
            study.frameworks().get(*id).map(|f| f.content.name.clone()).unwrap_or_default()
        }
        Target::Theme(id) => study.themes().get(*id).map(|t| t.name.clone()).unwrap_or_default(),
        Target::Finding(id) => study.findings().get(*id).map(|f| f.statement.clone()).unwrap_or_default(),
        Target::Recommendation(id) => {
            study.recommendations().get(*id).map(|r| r.what.clone()).unwrap_or_default()
        }
    }
}
