//! Themes, findings, evidence and recommendations after they were first written.

use themeloom_study::findings::Stance;
use themeloom_study::op::{EvidenceEdit, FindingEdit, RecommendationEdit, ThemeEdit};
use themeloom_study::{CodeId, EvidenceId, FindingId, Op, Passage, RecommendationId, ThemeId};

use crate::draft::{Draft, live, words};
use crate::error::Result;

/// What a theme is to be; what is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct ThemeWanted {
    /// Its name.
    pub name: Option<String>,
    /// What it says in one sentence.
    pub statement: Option<String>,
    /// The narrative summary.
    pub narrative: Option<String>,
    /// The codes that carry it.
    pub codes: Option<Vec<CodeId>>,
    /// The quotations that show it.
    pub exemplars: Option<Vec<Passage>>,
}

/// What a finding is to be; what is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct FindingWanted {
    /// What was found.
    pub statement: Option<String>,
    /// The theme that it belongs to; within, nothing for none.
    pub theme: Option<Option<ThemeId>>,
}

/// What a recommendation is to be; what is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct RecommendationWanted {
    /// What to do.
    pub what: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// The findings that carry it.
    pub findings: Option<Vec<FindingId>>,
}

/// Changes a theme.
///
/// # Errors
/// When it is archived, would have no name, or would rest on a code that is not there.
pub fn edit_theme(draft: &mut Draft<'_>, id: ThemeId, wanted: ThemeWanted) -> Result<()> {
    let now = live(draft.study().themes(), id, "theme")?.clone();
    if let Some(name) = &wanted.name {
        words(name, "the name of a theme")?;
    }
    for code in wanted.codes.iter().flatten().filter(|code| !now.codes.contains(code)) {
        live(draft.study().codes(), *code, "code")?;
    }
    let op = |edit| Op::EditTheme(id, edit);
    draft.set_wanted(&now.name, wanted.name, |e| op(ThemeEdit::Name(e)))?;
    draft.set_wanted(&now.statement, wanted.statement, |e| op(ThemeEdit::Statement(e)))?;
    draft.set_wanted(&now.narrative, wanted.narrative, |e| op(ThemeEdit::Narrative(e)))?;
    draft.set_wanted(&now.codes, wanted.codes, |e| op(ThemeEdit::Codes(e)))?;
    draft.set_wanted(&now.exemplars, wanted.exemplars, |e| op(ThemeEdit::Exemplars(e)))
}

/// Changes a finding.
///
/// # Errors
/// When it is archived, would say nothing, or the theme is not there.
pub fn edit_finding(draft: &mut Draft<'_>, id: FindingId, wanted: FindingWanted) -> Result<()> {
    let now = live(draft.study().findings(), id, "finding")?.clone();
    if let Some(statement) = &wanted.statement {
        words(statement, "a finding")?;
    }
    if let Some(theme) = wanted.theme.flatten().filter(|theme| Some(*theme) != now.theme) {
        live(draft.study().themes(), theme, "theme")?;
    }
    let op = |edit| Op::EditFinding(id, edit);
    draft.set_wanted(&now.statement, wanted.statement, |e| op(FindingEdit::Statement(e)))?;
    draft.set_wanted(&now.theme, wanted.theme, |e| op(FindingEdit::Theme(e)))
}

/// Changes a piece of evidence: which way it points, and why it counts.
///
/// # Errors
/// When it was taken away.
pub fn edit_evidence(
    draft: &mut Draft<'_>,
    id: EvidenceId,
    stance: Option<Stance>,
    note: Option<String>,
) -> Result<()> {
    let now = live(draft.study().evidence(), id, "piece of evidence")?.clone();
    let op = |edit| Op::EditEvidence(id, edit);
    draft.set_wanted(&now.stance, stance, |e| op(EvidenceEdit::Stance(e)))?;
    draft.set_wanted(&now.note, note, |e| op(EvidenceEdit::Note(e)))
}

/// Changes a recommendation.
///
/// # Errors
/// When it is archived, would say nothing, or a finding is not there.
pub fn edit_recommendation(
    draft: &mut Draft<'_>,
    id: RecommendationId,
    wanted: RecommendationWanted,
) -> Result<()> {
    let now = live(draft.study().recommendations(), id, "recommendation")?.clone();
    if let Some(what) = &wanted.what {
        words(what, "a recommendation")?;
    }
    for finding in wanted.findings.iter().flatten().filter(|finding| !now.findings.contains(finding)) {
        live(draft.study().findings(), *finding, "finding")?;
    }
    let op = |edit| Op::EditRecommendation(id, edit);
    draft.set_wanted(&now.what, wanted.what, |e| op(RecommendationEdit::What(e)))?;
    draft.set_wanted(&now.why, wanted.why, |e| op(RecommendationEdit::Why(e)))?;
    draft.set_wanted(&now.findings, wanted.findings, |e| op(RecommendationEdit::Findings(e)))
}
