//! What a window loads once.

use themeloom_app::OpenStudy;
use themeloom_app::study::CoderId;

use super::codes::{Counts, code, framework};
use super::findings::{finding, recommendation, theme};
use super::notes::discussion;
use super::people::{attribute, case, coder, organisation, participant};
use super::sources::source;
use crate::types::outline::Outline;

/// What the undo and redo keys would do, in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NextSteps {
    /// What undo would take back.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
}

/// The outline of an open study for one of its coders, at a place in the log.
#[must_use]
pub fn outline(open: &OpenStudy, me: CoderId, seq: u64, is_protected: bool, next: NextSteps) -> Outline {
    let (study, texts) = (open.study(), open.texts());
    let counts = Counts::of(study, |_| true);
    Outline {
        seq,
        name: study.name().to_owned(),
        notice: study.notice().to_owned(),
        me: me.to_string(),
        read_only: open.read_only().map(str::to_owned),
        is_protected,
        coders: study.coders().rows().iter().map(coder).collect(),
        attributes: study.attributes().rows().iter().map(attribute).collect(),
        organisations: study.organisations().rows().iter().map(organisation).collect(),
        participants: study.participants().rows().iter().map(|row| participant(study, row)).collect(),
        cases: study.cases().rows().iter().map(case).collect(),
        sources: study.sources().rows().iter().map(|row| source(study, texts, row)).collect(),
        codes: study.codes().rows().iter().map(|row| code(row, &counts)).collect(),
        frameworks: study.frameworks().rows().iter().map(framework).collect(),
        themes: study.themes().rows().iter().map(|row| theme(study, texts, row)).collect(),
        findings: study.findings().rows().iter().map(|row| finding(study, texts, row)).collect(),
        recommendations: study
            .recommendations()
            .rows()
            .iter()
            .map(|row| recommendation(study, row))
            .collect(),
        discussions: study.discussions().keys().map(|about| discussion(study, texts, about)).collect(),
        undo: next.undo,
        redo: next.redo,
    }
}
