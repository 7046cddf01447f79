//! Where a study stands, what a reviewer would ask, and what to do next.

use themeloom_app::analysis::{self, FrameworkMatrix, MatrixOptions, Progress, Staleness};
use themeloom_app::study::{Study, Texts};

use crate::types::history::HistoryRow;
use crate::types::overview::{CoderRow, Coverage, FindingCounts, Overview, Pointer, StageRow, TargetRow};

/// Where a study stands; `recent` are its last gestures.
#[must_use]
pub fn overview(study: &Study, texts: &Texts, recent: Vec<HistoryRow>) -> Overview {
    let progress = analysis::progress(study);
    let summary = &progress.coverage.summary;
    Overview {
        targets: progress.targets.iter().map(target).collect(),
        participants: progress.participants,
        withdrawn: progress.withdrawn,
        erased: progress.erased,
        stages: progress
            .stages
            .iter()
            .map(|stage| StageRow {
                stage: stage.stage.clone(),
                sources: stage.sources,
                older_framework: stage.older_framework,
            })
            .collect(),
        coders: progress
            .coders
            .iter()
            .map(|coder| CoderRow {
                coder: coder.coder.to_string(),
                name: coder.name.clone(),
                codings: coder.codings,
                sources: coder.sources,
                cells: coder.cells,
            })
            .collect(),
        coverage: Coverage {
            cases: progress.coverage.cases,
            codes: progress.coverage.codes,
            charted: summary.charted,
            nothing_said: summary.nothing_said,
            not_asked: summary.not_asked,
            not_charted: summary.not_charted,
            to_chart: summary.to_chart,
            contradictions: summary.contradictions,
            unread: summary.unread,
        },
        findings: FindingCounts {
            findings: progress.findings.findings,
            with_evidence: progress.findings.with_evidence,
            with_evidence_against: progress.findings.with_evidence_against,
            recommendations: progress.findings.recommendations,
            carried: progress.findings.carried,
        },
        concerns: concerns(study, texts, &progress),
        recent,
        next: next(study, &progress),
        conflicts: study.unsettled().count(),
    }
}

fn target(target: &analysis::TargetProgress) -> TargetRow {
    let wanted = target.wanted.iter().map(|(attribute, value)| format!("{attribute}: {value}"));
    TargetRow {
        wanted: wanted.collect::<Vec<_>>().join(", "),
        target: target.target,
        have: target.participants.len(),
        people: target.participants.clone(),
    }
}

fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// What a reviewer would ask, each with where to mend it.
fn concerns(study: &Study, texts: &Texts, progress: &Progress) -> Vec<Pointer> {
    let mut concerns = Vec::new();
    let mut add = |n: usize, text: String, go: &str| {
        if n > 0 {
            concerns.push(Pointer { text, go: go.to_owned() });
        }
    };
    let missing: usize = progress
        .targets
        .iter()
        .map(|target| (target.target as usize).saturating_sub(target.participants.len()))
        .sum();
    add(
        missing,
        format!("The sample lacks {} of its targets", counted(missing, "person", "people")),
        "sources",
    );
    let summary = &progress.coverage.summary;
    let n = summary.contradictions;
    add(
        n,
        format!("{} nothing was said although passages are coded", counted(n, "cell says", "cells say")),
        "matrix",
    );
    let n = stale_cells(study);
    add(n, format!("{} on words that changed since", counted(n, "cell rests", "cells rest")), "matrix");
    let n = summary.unread;
    add(
        n,
        format!("{} found by search and not read yet", counted(n, "passage was", "passages were")),
        "coding",
    );
    for row in analysis::finding_rows(study, texts, None) {
        for warning in &row.warnings {
            add(
                1,
                format!("\u{201c}{}\u{201d}: {warning}", row.statement),
                &format!("findings/{}", row.finding),
            );
        }
    }
    for row in analysis::themes_table(study, texts, None) {
        if let [(who, n)] = row.spread.as_slice()
            && *n > 1
        {
            add(
                1,
                format!("All quotations of the theme \u{201c}{}\u{201d} are from {who}", row.name),
                &format!("findings?theme={}", row.theme),
            );
        }
    }
    for row in analysis::recommendation_rows(study) {
        for warning in &row.warnings {
            add(1, format!("\u{201c}{}\u{201d}: {warning}", row.what), "findings");
        }
    }
    if study.memos().iter().next().is_none() && study.codings().iter().next().is_some() {
        add(
            1,
            "No memo was written yet: a reviewer will ask how you came to your codes".to_owned(),
            "codebook",
        );
    }
    concerns
}

fn stale_cells(study: &Study) -> usize {
    let matrix = FrameworkMatrix::new(study, &MatrixOptions::default());
    Staleness::new(&matrix).all().len()
}

/// What to do next, by how far the study is.
fn next(study: &Study, progress: &Progress) -> Vec<Pointer> {
    let mut next = Vec::new();
    let mut add = |wanted: bool, text: String, go: &str| {
        if wanted && next.len() < 4 {
            next.push(Pointer { text, go: go.to_owned() });
        }
    };
    let sources = study.sources().iter().count();
    let at = |stage: &str| -> usize {
        progress.stages.iter().filter(|row| row.stage == stage).map(|row| row.sources).sum()
    };
    let has_codings = study.codings().iter().next().is_some();
    let has_framework = study.newest_framework().is_some();
    let summary = &progress.coverage.summary;
    add(sources == 0, "Import the first transcripts".to_owned(), "sources");
    let n = at("transcribed");
    add(
        n > 0,
        format!("Read {} as a whole before coding", counted(n, "transcript", "transcripts")),
        "reading",
    );
    add(sources > 0 && !has_codings, "Code the first transcript".to_owned(), "coding");
    let n = at("familiarised");
    add(
        n > 0 && has_codings,
        format!("Code {}", counted(n, "transcript that was read", "transcripts that were read")),
        "coding",
    );
    add(has_codings && !has_framework, "Fix the first version of the framework".to_owned(), "codebook");
    let n = summary.to_chart;
    add(
        n > 0 && has_framework,
        format!("Chart {} with coded passages", counted(n, "cell", "cells")),
        "matrix",
    );
    let n = summary.unread;
    add(n > 0, format!("Read {} found by search", counted(n, "passage", "passages")), "coding");
    let n = study.discussions().values().filter(|discussion| discussion.decision.is_empty()).count();
    add(
        n > 0,
        format!("Discuss {}", counted(n, "thing that was put aside", "things that were put aside")),
        "discuss",
    );
    add(
        summary.charted > 0 && progress.findings.findings == 0,
        "Write the first finding with its evidence".to_owned(),
        "findings",
    );
    let n = progress.findings.findings.saturating_sub(progress.findings.with_evidence_against);
    add(n > 0, format!("Look for evidence against {}", counted(n, "finding", "findings")), "findings");
    add(
        progress.findings.findings > 0 && progress.findings.recommendations == 0,
        "Write what should be done".to_owned(),
        "findings",
    );
    next
}
