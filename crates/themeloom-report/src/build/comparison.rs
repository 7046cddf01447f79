//! Groups of people side by side on each code. No test is shown, and no percentage.

use themeloom_analysis::{ComparedCode, Comparison, GroupTally, compare_matrix};
use themeloom_study::{CaseId, Study};

use super::Context;
use super::writer::Writer;
use crate::model::{Cell, CellPart, Column, Count, Figure, FigureKind, FigureRow, Row, Table, Tally, plain};

/// What is said beside every comparison.
const NO_TEST: &str = "Participants were chosen on purpose, so no test is shown.";
/// The largest group whose people are drawn as dots.
const MOST_DOTS: usize = 20;

pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    let comparison = compare_matrix(&context.matrix);
    if comparison.groups.len() < 2 || comparison.codes.is_empty() {
        return;
    }
    writer.section("Comparison of groups");
    writer.paragraph(NO_TEST);
    writer.table(compare_table(context.study, &comparison));
    writer.figure(figure(&comparison));
}

/// The comparison as a table: who raised each code, who was asked, who raised it without being asked, and
/// the accounts that do not fit.
#[must_use]
pub fn compare_table(study: &Study, comparison: &Comparison) -> Table {
    let groups = comparison.groups.iter().map(|group| Column::text(group.label.as_str(), 30));
    let columns = std::iter::once(Column::row_head("Code", 28)).chain(groups);
    Table {
        caption: "Who raised what, by group".to_owned(),
        sheet: "Comparison".to_owned(),
        columns: columns.chain([Column::text("Accounts that do not fit", 22)]).collect(),
        rows: comparison.codes.iter().map(|code| row(study, comparison, code)).collect(),
        notes: vec![
            NO_TEST.to_owned(),
            "Raised: the cell is charted, or a passage is coded. Asked: charted without being marked \
             unprompted, or nothing said. Not raising a point is not disagreeing with it. Accounts that do \
             not fit are the few of a group who differ from most of those known."
                .to_owned(),
        ],
        ..Table::default()
    }
}

fn row(study: &Study, comparison: &Comparison, code: &ComparedCode) -> Row {
    let tallies = code.tallies.iter().map(|tally| tally_cell(study, tally, code.sums_up));
    let unlike = comparison.groups.iter().zip(&code.tallies).filter(|(_, t)| !t.unlike_most.is_empty());
    let unlike = unlike.map(|(group, tally)| {
        let text = format!("{}: {}", group.label, names(study, &tally.unlike_most).join(", "));
        CellPart::Paragraph(plain(&text))
    });
    let unlike = Cell::of(unlike.collect());
    Row::data(std::iter::once(Cell::text(&code.label)).chain(tallies).chain([unlike]).collect())
}

fn names(study: &Study, cases: &[CaseId]) -> Vec<String> {
    cases.iter().filter_map(|&case| study.cases().get(case)).map(|case| case.name.clone()).collect()
}

fn tally_cell(study: &Study, tally: &GroupTally, sums_up: bool) -> Cell {
    let count = Count { label: String::new(), count: tally.raised(), of: Some(tally.of) };
    let mut parts = vec![CellPart::Count(count)];
    if !sums_up {
        parts.push(CellPart::Remark(plain(&details(tally))));
    }
    parts.extend(contradictions(study, tally).iter().map(|words| CellPart::Remark(plain(words))));
    Cell::of(parts)
}

/// How those of a group came to raise a code or not: "1 unprompted; 3 asked; 1 said nothing".
fn details(tally: &GroupTally) -> String {
    let asked = if tally.asked == tally.of { "all".to_owned() } else { tally.asked.to_string() };
    let count = |n: usize, what: &str| (n > 0).then(|| format!("{n} {what}"));
    let details = [
        count(tally.unprompted, "unprompted"),
        (tally.asked > 0).then(|| format!("{asked} asked")),
        count(tally.silent, "said nothing"),
        count(tally.not_asked.saturating_sub(tally.not_asked_but_coded.len()), "not asked"),
        count(tally.not_charted, "not yet charted"),
    ];
    details.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What the matrix and the codings say against each other, with the cases to look at.
fn contradictions(study: &Study, tally: &GroupTally) -> Vec<String> {
    [("nothing said", &tally.nothing_said_but_coded), ("not asked", &tally.not_asked_but_coded)]
        .into_iter()
        .filter(|(_, cases)| !cases.is_empty())
        .map(|(state, cases)| {
            format!(
                "To settle: charted as {state} though passages are coded: {}",
                names(study, cases).join(", ")
            )
        })
        .collect()
}

fn figure(comparison: &Comparison) -> Figure {
    let small = comparison.groups.iter().all(|group| group.cases.len() <= MOST_DOTS);
    let tally =
        |t: &GroupTally| Tally { raised: t.raised(), unprompted: t.unprompted, silent: t.silent, of: t.of };
    let codes = comparison.codes.iter().filter(|code| !code.sums_up);
    Figure {
        title: "Who raised what".to_owned(),
        description:
            "For each code and group, how many raised it, how many of those without being asked, how many said \
             nothing, and of how many nothing is known because they were not asked or are not yet charted. \
             The numbers are those of the table before."
                .to_owned(),
        sheet: "Who raised what".to_owned(),
        label: String::new(),
        anchor: String::new(),
        kind: if small { FigureKind::DotStrip } else { FigureKind::Bars },
        groups: comparison.groups.iter().map(|group| group.label.clone()).collect(),
        rows: codes
            .map(|code| FigureRow {
                label: code.label.clone(),
                tallies: code.tallies.iter().map(tally).collect(),
            })
            .collect(),
    }
}
