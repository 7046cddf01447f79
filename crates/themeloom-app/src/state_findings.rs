//! Themes, findings with their evidence, recommendations.

use themeloom_study::findings::{EvidenceLink, Stance};
use themeloom_study::op::ThemeEdit;
use themeloom_study::{CodeId, Edit, EvidenceId, FindingId, Op, Passage, RecommendationId, ThemeId};

use crate::draft::Draft;
use crate::error::Result;

/// A theme to add.
#[derive(Clone, Debug, Default)]
pub struct NewTheme {
    /// Its name.
    pub name: String,
    /// What it says in one sentence.
    pub statement: String,
    /// The narrative summary.
    pub narrative: String,
    /// The codes that carry it.
    pub codes: Vec<CodeId>,
    /// The quotations chosen to show it.
    pub exemplars: Vec<Passage>,
}

/// Adds a theme with all that is known of it.
///
/// # Errors
/// When the study is not as expected.
pub fn add_theme(draft: &mut Draft<'_>, new: NewTheme) -> Result<ThemeId> {
    let id = ThemeId(draft.add(Op::AddTheme { name: new.name })?);
    let text = |after: String| Edit::new(String::new(), after);
    let edits = [
        (!new.statement.is_empty()).then(|| ThemeEdit::Statement(text(new.statement))),
        (!new.narrative.is_empty()).then(|| ThemeEdit::Narrative(text(new.narrative))),
        (!new.codes.is_empty()).then(|| ThemeEdit::Codes(Edit::new(Vec::new(), new.codes))),
        (!new.exemplars.is_empty()).then(|| ThemeEdit::Exemplars(Edit::new(Vec::new(), new.exemplars))),
    ];
    for edit in edits.into_iter().flatten() {
        draft.add(Op::EditTheme(id, edit))?;
    }
    Ok(id)
}

/// Adds a finding.
///
/// # Errors
/// When the study is not as expected.
pub fn add_finding(draft: &mut Draft<'_>, statement: &str, theme: Option<ThemeId>) -> Result<FindingId> {
    Ok(FindingId(draft.add(Op::AddFinding { statement: statement.to_owned(), theme })?))
}

/// Puts evidence for or against a finding.
///
/// # Errors
/// When the finding is archived or not there.
pub fn add_evidence(
    draft: &mut Draft<'_>,
    finding: FindingId,
    stance: Stance,
    link: EvidenceLink,
    note: &str,
) -> Result<EvidenceId> {
    Ok(EvidenceId(draft.add(Op::AddEvidence { finding, stance, link, note: note.to_owned() })?))
}

/// Adds a recommendation.
///
/// # Errors
/// When the study is not as expected.
pub fn add_recommendation(
    draft: &mut Draft<'_>,
    what: &str,
    why: &str,
    findings: Vec<FindingId>,
) -> Result<RecommendationId> {
    let op = Op::AddRecommendation { what: what.to_owned(), why: why.to_owned(), findings };
    Ok(RecommendationId(draft.add(op)?))
}
