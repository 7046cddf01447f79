//! Themes, findings, evidence and recommendations after they were first written.

use themeloom_study::findings::Stance;
use themeloom_study::op::{EvidenceEdit, FindingEdit, RecommendationEdit, ThemeEdit};
use themeloom_study::{CodeId, EvidenceId, FindingId, Op, Passage, RecommendationId, ThemeId};

use crate::draft::Draft;
use crate::edit_code::differs;
use crate::error::Result;
use crate::resolve::gone;

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
/// When it is not there.
pub fn edit_theme(draft: &mut Draft<'_>, id: ThemeId, wanted: ThemeWanted) -> Result<()> {
    let now = draft.study().themes().live(id).ok_or_else(|| gone("theme"))?.clone();
    let edits = [
        differs(now.name, wanted.name, ThemeEdit::Name),
        differs(now.statement, wanted.statement, ThemeEdit::Statement),
        differs(now.narrative, wanted.narrative, ThemeEdit::Narrative),
        differs(now.codes, wanted.codes, ThemeEdit::Codes),
        differs(now.exemplars, wanted.exemplars, ThemeEdit::Exemplars),
    ];
    edits.into_iter().flatten().try_for_each(|edit| draft.add(Op::EditTheme(id, edit)).map(drop))
}

/// Changes a finding.
///
/// # Errors
/// When it is not there.
pub fn edit_finding(draft: &mut Draft<'_>, id: FindingId, wanted: FindingWanted) -> Result<()> {
    let now = draft.study().findings().live(id).ok_or_else(|| gone("finding"))?.clone();
    let edits = [
        differs(now.statement, wanted.statement, FindingEdit::Statement),
        differs(now.theme, wanted.theme, FindingEdit::Theme),
    ];
    edits.into_iter().flatten().try_for_each(|edit| draft.add(Op::EditFinding(id, edit)).map(drop))
}

/// Changes a piece of evidence.
///
/// # Errors
/// When it is not there.
pub fn edit_evidence(
    draft: &mut Draft<'_>,
    id: EvidenceId,
    stance: Option<Stance>,
    note: Option<String>,
) -> Result<()> {
    let now = draft.study().evidence().live(id).ok_or_else(|| gone("piece of evidence"))?.clone();
    let edits =
        [differs(now.stance, stance, EvidenceEdit::Stance), differs(now.note, note, EvidenceEdit::Note)];
    edits.into_iter().flatten().try_for_each(|edit| draft.add(Op::EditEvidence(id, edit)).map(drop))
}

/// Changes a recommendation.
///
/// # Errors
/// When it is not there.
pub fn edit_recommendation(
    draft: &mut Draft<'_>,
    id: RecommendationId,
    wanted: RecommendationWanted,
) -> Result<()> {
    let now = draft.study().recommendations().live(id).ok_or_else(|| gone("recommendation"))?.clone();
    let edits = [
        differs(now.what, wanted.what, RecommendationEdit::What),
        differs(now.why, wanted.why, RecommendationEdit::Why),
        differs(now.findings, wanted.findings, RecommendationEdit::Findings),
    ];
    edits.into_iter().flatten().try_for_each(|edit| draft.add(Op::EditRecommendation(id, edit)).map(drop))
}
