//! The findings with the evidence for and against them.

use themeloom_analysis::{EvidenceRow, FindingRow, finding_rows};

use super::Context;
use super::quotation::printed;
use super::writer::Writer;
use crate::model::{Inline, Stance};

pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    let findings = finding_rows(context.study, context.texts, context.role);
    if findings.is_empty() {
        return;
    }
    writer.section("Findings and their evidence");
    for finding in &findings {
        write_finding(finding, writer);
        writer.leave_out(finding.refused.clone());
    }
}

fn write_finding(finding: &FindingRow, writer: &mut Writer) {
    writer.heading(&finding.statement);
    if let Some(theme) = &finding.theme {
        writer.runs(vec![Inline::from("Theme: "), Inline::Emphasis(theme.clone())]);
    }
    for evidence in &finding.evidence_for {
        write_evidence(evidence, Stance::For, writer);
    }
    for evidence in &finding.evidence_against {
        write_evidence(evidence, Stance::Against, writer);
    }
    if !finding.warnings.is_empty() {
        writer.paragraph("A reviewer may ask:");
        writer.list(&finding.warnings.iter().map(ToString::to_string).collect::<Vec<_>>());
    }
}

/// Evidence that no longer stands is counted in the warnings and not shown.
fn write_evidence(evidence: &EvidenceRow, stance: Stance, writer: &mut Writer) {
    if !evidence.stands {
        return;
    }
    let mut about = format!("{}, {}", evidence.who, stance.label());
    if !evidence.code.is_empty() {
        about.push_str(&format!(", {}", evidence.code));
    }
    let mut runs = vec![Inline::Strong(format!("{about}."))];
    for text in [&evidence.summary, &evidence.note].into_iter().filter(|text| !text.trim().is_empty()) {
        runs.push(Inline::Text(format!(" {text}")));
    }
    if evidence.changed_since {
        runs.push(Inline::Emphasis(" Text changed since.".to_owned()));
    }
    writer.runs(runs);
    for quotation in &evidence.quotations {
        writer.quotation(printed(quotation).speaking(stance));
    }
}
