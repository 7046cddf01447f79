//! Themes, findings, evidence and recommendations that are there: rewritten.

use themeloom_study::findings::{Stance, Theme};
use themeloom_study::op::{EvidenceEdit, FindingEdit, RecommendationEdit, ThemeEdit};
use themeloom_study::{EvidenceId, FindingId, Op, RecommendationId, ThemeId};

use crate::draft::{Draft, live, words};
use crate::error::Result;
use crate::state_findings::NewTheme;

impl From<&Theme> for NewTheme {
    fn from(theme: &Theme) -> Self {
        Self {
            name: theme.name.clone(),
            statement: theme.statement.clone(),
            narrative: theme.narrative.clone(),
            codes: theme.codes.clone(),
            exemplars: theme.exemplars.clone(),
        }
    }
}

/// Makes a theme say what `after` says; fields that are the same stay untouched.
///
/// # Errors
/// When it is archived, would have no name, or rests on a code that is not there.
pub fn edit_theme(draft: &mut Draft<'_>, id: ThemeId, after: &NewTheme) -> Result<()> {
    words(&after.name, "the name of a theme")?;
    let before = NewTheme::from(live(draft.study().themes(), id, "theme")?);
    for code in after.codes.iter().filter(|code| !before.codes.contains(code)) {
        live(draft.study().codes(), *code, "code")?;
    }
    let op = |edit| Op::EditTheme(id, edit);
    draft.set(&before.name, &after.name, |e| op(ThemeEdit::Name(e)))?;
    draft.set(&before.statement, &after.statement, |e| op(ThemeEdit::Statement(e)))?;
    draft.set(&before.narrative, &after.narrative, |e| op(ThemeEdit::Narrative(e)))?;
    draft.set(&before.codes, &after.codes, |e| op(ThemeEdit::Codes(e)))?;
    draft.set(&before.exemplars, &after.exemplars, |e| op(ThemeEdit::Exemplars(e))).map(drop)
}

/// Rewrites a finding, or puts it under another theme.
///
/// # Errors
/// When it is archived, would say nothing, or the theme is not there.
pub fn edit_finding(
    draft: &mut Draft<'_>,
    id: FindingId,
    statement: &str,
    theme: Option<ThemeId>,
) -> Result<()> {
    words(statement, "a finding")?;
    let before = live(draft.study().findings(), id, "finding")?.clone();
    if let Some(theme) = theme.filter(|_| theme != before.theme) {
        live(draft.study().themes(), theme, "theme")?;
    }
    let op = |edit| Op::EditFinding(id, edit);
    draft.set(&before.statement, &statement.to_owned(), |e| op(FindingEdit::Statement(e)))?;
    draft.set(&before.theme, &theme, |e| op(FindingEdit::Theme(e))).map(drop)
}

/// Says which way a piece of evidence points, and why it counts.
///
/// # Errors
/// When it was taken away.
pub fn edit_evidence(draft: &mut Draft<'_>, id: EvidenceId, stance: Stance, note: &str) -> Result<()> {
    let before = live(draft.study().evidence(), id, "evidence")?.clone();
    let op = |edit| Op::EditEvidence(id, edit);
    draft.set(&before.stance, &stance, |e| op(EvidenceEdit::Stance(e)))?;
    draft.set(&before.note, &note.to_owned(), |e| op(EvidenceEdit::Note(e))).map(drop)
}

/// Rewrites a recommendation, or has other findings carry it.
///
/// # Errors
/// When it is archived, would say nothing, or a finding is not there.
pub fn edit_recommendation(
    draft: &mut Draft<'_>,
    id: RecommendationId,
    what: &str,
    why: &str,
    findings: &[FindingId],
) -> Result<()> {
    words(what, "a recommendation")?;
    let before = live(draft.study().recommendations(), id, "recommendation")?.clone();
    for finding in findings.iter().filter(|finding| !before.findings.contains(finding)) {
        live(draft.study().findings(), *finding, "finding")?;
    }
    let op = |edit| Op::EditRecommendation(id, edit);
    draft.set(&before.what, &what.to_owned(), |e| op(RecommendationEdit::What(e)))?;
    draft.set(&before.why, &why.to_owned(), |e| op(RecommendationEdit::Why(e)))?;
    draft.set(&before.findings, &findings.to_vec(), |e| op(RecommendationEdit::Findings(e))).map(drop)
}
