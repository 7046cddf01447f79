//! Reports of the small study that the analysis is tested with.

#[path = "../../../themeloom-analysis/tests/it/sample.rs"]
mod sample;
#[path = "../../../themeloom-analysis/tests/it/support.rs"]
#[expect(dead_code, reason = "shared with the tests of the analysis")]
mod support;

mod exports;
mod transcripts;

use themeloom_study::memo::{Discussion, Target};
use themeloom_study::{Edit, Op};

use super::*;
use crate::model::{Block, CellPart, Inline, Table, Words};
use crate::{CsvOptions, render_docx, render_html, table_csv};

fn options(s: &sample::Sample, parts: ReportParts) -> ReportOptions {
    ReportOptions {
        parts,
        group_by: Some(s.role),
        date: Some("2026-11-23".into()),
        ..ReportOptions::default()
    }
}

fn report(s: &sample::Sample, parts: ReportParts) -> (Report, Vec<RefusedQuotation>) {
    study_report(&s.b.study, &s.b.texts, &options(s, parts))
}

fn text(parts: &[CellPart]) -> String {
    let runs = |runs: &[Inline]| -> String {
        runs.iter()
            .map(|run| match run {
                Inline::Text(t) | Inline::Strong(t) | Inline::Emphasis(t) => t.clone(),
                other => format!("{other:?}"),
            })
            .collect()
    };
    let part = |part: &CellPart| match part {
        CellPart::Paragraph(p) => runs(p),
        CellPart::Note(n) | CellPart::Remark(n) => format!("[{}]", runs(n)),
        CellPart::Count(c) => format!("{} {}", c.label, c.figures()),
        CellPart::Quotation(q) => match &q.words {
            Words::Given(words) => format!("\"{words}\" ({})", q.credit()),
            Words::Withheld(why) => format!("<{why}> ({})", q.credit()),
        },
    };
    parts.iter().map(part).collect::<Vec<_>>().join(" / ")
}

fn show(table: &Table) -> String {
    let mut out = format!("{}: {}\n", table.label, table.caption);
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| {
            let state = cell.state.map(|s| s.label()).unwrap_or_default();
            let changed = if cell.changed_since { "!" } else { "" };
            format!("{changed}{state} {}", text(&cell.parts)).trim().to_owned()
        });
        out += &format!("{}\n", cells.collect::<Vec<_>>().join(" | "));
    }
    out
}

#[test]
fn the_themes_table_reads_theme_narrative_who_quotations() {
    let s = sample::sample();
    let (table, refused) = themes_table(&s.b.study, &s.b.texts, Some(s.role));
    insta::assert_snapshot!(show(&table), @r#"
    : Themes, who speaks of them, and quotations
    Waste as common ground | Both groups speak of waste. | manager 1 of 2 / clinician 2 of 3 / all 3 of 5 | manager / "the one word both sides use" (P2, manager, line 1) / clinician / "Waste is what we can agree on." (P1, clinician, line 2) / [1 left out: no consent to quotation]
    "#);
    assert_eq!(refused.len(), 1);
}

#[test]
fn the_matrix_tells_states_contradictions_and_refusals_in_words() {
    let mut s = sample::sample();
    s.b.correct(s.sources[0], "what we can", "all we may");
    let (report, _) = report(&s, ReportParts::Matrix);
    let table = report.blocks.iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    insta::assert_snapshot!(show(table.unwrap()), @r#"
    Table 1: Framework matrix (Version 1)
    manager
    P2 | [raised (2 coded with the codes below)] | Both sides speak of waste. / "the one word both sides use" (P2, manager, line 1) / [raised without being asked] | nothing said [contradiction: 1 coded] | not yet charted
    P3 |  | nothing said | not yet charted | not yet charted
    clinician
    P1 | [raised (1 coded with the codes below)] | ! Waste is common ground, though the budget is not seen. / "Waste is all we may agree on." (P1, clinician, line 2) | not yet charted | not yet charted
    P4 | [raised (1 coded with the codes below)] | Counts differ from care. / <left out: P4 did not agree to the consent statement `quotation` (version 1)> (P4, clinician) | not yet charted | not yet charted
    P10 |  | not asked | not yet charted | not yet charted
    All | 3 of 5 raised it; 4 coded | 3 of 5 raised it; 3 coded | 1 of 5 raised it; 1 coded | 0 of 5 raised it; 0 coded
    "#);
}

#[test]
fn the_comparison_counts_people_and_says_that_there_is_no_test() {
    let s = sample::sample();
    let (report, _) = report(&s, ReportParts::Comparison);
    let table = report.blocks.iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    insta::assert_snapshot!(show(table.unwrap()), @r"
    Table 1: Who raised what, by group
    1 Money | 1 of 2 | 2 of 3 | 
    1.1 A shared language | 1 of 2 / [1 unprompted; 1 asked; 1 said nothing] | 2 of 3 / [2 asked; 1 not asked] | 
    1.2 Blame | 1 of 2 / [1 asked; 1 not yet charted] / [To settle: charted as nothing said though passages are coded: P2] | 0 of 3 / [3 not yet charted] | 
    2 Trust | 0 of 2 / [2 not yet charted] | 0 of 3 / [3 not yet charted] |
    ");
    let html = render_html(&report);
    assert!(html.contains("Participants were chosen on purpose, so no test is shown."));
    assert!(!show(table.unwrap()).contains('%'));
}

#[test]
fn words_of_somebody_who_refused_quotation_stand_nowhere_in_any_report() {
    let mut s = sample::sample();
    let refused = s.b.passage(s.sources[3], "we count people");
    let finding = s.b.finding("People are counted.", None);
    let link = themeloom_study::findings::EvidenceLink::Passage(refused);
    s.b.evidence(finding, themeloom_study::findings::Stance::For, link);
    for parts in [ReportParts::Whole, ReportParts::Matrix, ReportParts::Themes, ReportParts::Recommendations]
    {
        let (report, refused) = report(&s, parts);
        let html = render_html(&report);
        for words in ["count beds", "count people"] {
            assert!(!html.contains(words), "{parts:?}");
            assert!(!format!("{report:?}").contains(words), "{parts:?}");
        }
        assert!(html.contains("P4 did not agree"), "{parts:?} gives the reason");
        assert!(refused.iter().all(|r| r.who == "P4") && !refused.is_empty());
    }
}

#[test]
fn an_account_withdrawn_from_use_leaves_neither_words_nor_summary() {
    let mut s = sample::sample();
    s.b.withdraw(s.people[0].0, themeloom_study::consent::WithdrawalLevel::StopUse);
    let (report, refused) = report(&s, ReportParts::Whole);
    let shown = format!("{report:?}");
    for words in ["what we can agree on", "common ground, though", "never see the budget"] {
        assert!(!shown.contains(words), "{words}");
    }
    assert!(shown.contains("P1 has no row: withdrawn from any use."));
    assert!(refused.iter().any(|r| r.who == "P1" && r.wanted_in == "theme \"Waste as common ground\""));
}

#[test]
fn a_whole_report_holds_every_section_in_order_and_makes_no_great_claims() {
    let mut s = sample::sample();
    let question = Discussion { question: "Is waste the same word?".into(), decision: String::new() };
    s.b.apply(Op::Discuss(Target::Code(s.money), Edit::new(None, Some(question))));
    let (report, _) = report(&s, ReportParts::Whole);
    let headings: Vec<&str> = report
        .blocks
        .iter()
        .filter_map(
            |b| if let Block::Heading(h) = b { (h.level == 1).then_some(h.text.as_str()) } else { None },
        )
        .collect();
    insta::assert_snapshot!(headings.join("\n"), @r"
    Aims and protocol
    Participants
    Where the analysis stands
    Codebook
    Themes
    Recommendations
    Findings and their evidence
    Comparison of groups
    Discussed in the team
    Framework matrix
    Quotations left out
    ");
    let html = render_html(&report).to_lowercase();
    assert!(!html.contains("emerged") && !html.contains("saturation"));
    assert!(!render_docx(&report).unwrap().is_empty());
}

#[test]
fn the_same_study_gives_the_same_report_and_its_tables_stand_alone() {
    let s = sample::sample();
    assert_eq!(report(&s, ReportParts::Whole), report(&s, ReportParts::Whole));
    let csv = table_csv(&codebook_table(&s.b.study), CsvOptions::default()).unwrap();
    assert!(String::from_utf8_lossy(&csv).contains("1.1 A shared language"));
    let line =
        FoundLine { source: "P1".into(), attribution: "P1, clinician".into(), words: Err("no".into()) };
    assert_eq!(kwic_table("waste", &[line]).rows.len(), 1);
    assert_eq!(recommendations_table(&s.b.study).rows.len(), 1);
}

/// The headings, paragraphs and lists of a report, one a line.
fn outline(report: &Report) -> String {
    let line = |block: &Block| match block {
        Block::Heading(heading) => format!("{} {}", "#".repeat(heading.depth().into()), heading.text),
        Block::Paragraph(words) => crate::plain::inlines(words),
        Block::List(list) => list
            .items
            .iter()
            .map(|item| format!("- {}", crate::plain::inlines(item)))
            .collect::<Vec<_>>()
            .join("\n"),
        other => format!("{other:?}"),
    };
    report.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}
