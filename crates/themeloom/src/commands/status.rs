//! `themeloom status`: where the study stands.

use std::path::Path;

use serde_json::json;
use themeloom_app::Result;
use themeloom_app::analysis::{Progress, progress};

use crate::args::Global;
use crate::said::{Said, columns, count};
use crate::session::reading;

pub fn run(study: &Path, global: &Global) -> Result<Said> {
    reading(study, global, |study| {
        let state = study.study();
        let stands = progress(state);
        let open = study.conflicts().iter().filter(|conflict| !conflict.settled).count();
        let mut words = format!("{}\n", state.name());
        if !state.notice().is_empty() {
            words.push_str(&format!("{}\n", state.notice()));
        }
        words.push_str(&in_words(&stands));
        if open > 0 {
            words.push_str(&format!(
                "\n{} to settle: themeloom conflicts STUDY",
                count(open, "conflict", "conflicts")
            ));
        }
        let summary = &stands.coverage.summary;
        let data = json!({
            "title": state.name(),
            "participants": stands.participants, "withdrawn": stands.withdrawn, "erased": stands.erased,
            "sources": state.sources().iter().count(),
            "stages": stands.stages.iter().map(|s| json!({ "stage": s.stage, "sources": s.sources })).collect::<Vec<_>>(),
            "coders": stands.coders.iter().map(|c| json!({ "coder": c.name, "codings": c.codings, "cells": c.cells })).collect::<Vec<_>>(),
            "cells": { "charted": summary.charted, "nothing_said": summary.nothing_said, "not_asked": summary.not_asked, "not_charted": summary.not_charted, "to_chart": summary.to_chart },
            "findings": stands.findings.findings, "findings_with_evidence": stands.findings.with_evidence,
            "recommendations": stands.findings.recommendations,
            "open_conflicts": open,
        });
        Ok(Said::new(words, data))
    })
}

fn in_words(stands: &Progress) -> String {
    let mut words = format!(
        "\n{}; {} withdrew, {} erased\n",
        count(stands.participants, "participant", "participants"),
        stands.withdrawn,
        stands.erased
    );
    let targets: Vec<Vec<String>> = stands
        .targets
        .iter()
        .map(|target| {
            let wanted: Vec<String> =
                target.wanted.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            vec![
                format!("  {}", wanted.join(", ")),
                format!("{} of {}", target.participants.len(), target.target),
            ]
        })
        .collect();
    if !targets.is_empty() {
        words.push_str(&format!("Sampling matrix\n{}\n", columns(&targets)));
    }
    let stages: Vec<Vec<String>> =
        stands.stages.iter().map(|s| vec![format!("  {}", s.stage), s.sources.to_string()]).collect();
    if !stages.is_empty() {
        words.push_str(&format!("Transcripts by stage\n{}\n", columns(&stages)));
    }
    let coders: Vec<Vec<String>> = stands
        .coders
        .iter()
        .map(|c| {
            vec![
                format!("  {}", c.name),
                count(c.codings, "coding", "codings"),
                count(c.sources, "source", "sources"),
                count(c.cells, "cell", "cells"),
            ]
        })
        .collect();
    words.push_str(&format!("Work by coder\n{}\n", columns(&coders)));
    let s = &stands.coverage.summary;
    words.push_str(&format!(
        "Matrix of {} by {}: {} charted, {} nothing said, {} not asked, {} not charted, {} of them with codings to chart\n",
        count(stands.coverage.cases, "case", "cases"),
        count(stands.coverage.codes, "code", "codes"),
        s.charted,
        s.nothing_said,
        s.not_asked,
        s.not_charted,
        s.to_chart
    ));
    let f = &stands.findings;
    words.push_str(&format!(
        "{}, {} with evidence, {} with evidence against; {}, {} carried by findings",
        count(f.findings, "finding", "findings"),
        f.with_evidence,
        f.with_evidence_against,
        count(f.recommendations, "recommendation", "recommendations"),
        f.carried
    ));
    words
}
