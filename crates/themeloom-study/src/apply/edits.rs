//! Field by field edits of themes, findings, evidence and recommendations.

use super::set;
use crate::conflict::Outcome;
use crate::ids::{EvidenceId, FindingId, RecommendationId, ThemeId};
use crate::op::{EvidenceEdit, FindingEdit, Op, RecommendationEdit, ThemeEdit};
use crate::state::Study;

impl Study {
    pub(super) fn edit_theme(&mut self, id: ThemeId, edit: &ThemeEdit) -> Outcome {
        let Some(theme) = self.themes.get_mut(id) else { return self.missing() };
        let op = |edit| Op::EditTheme(id, edit);
        match edit {
            ThemeEdit::Name(e) => set(&mut theme.name, e, |e| op(ThemeEdit::Name(e))),
            ThemeEdit::Statement(e) => set(&mut theme.statement, e, |e| op(ThemeEdit::Statement(e))),
            ThemeEdit::Narrative(e) => set(&mut theme.narrative, e, |e| op(ThemeEdit::Narrative(e))),
            ThemeEdit::Codes(e) => set(&mut theme.codes, e, |e| op(ThemeEdit::Codes(e))),
            ThemeEdit::Exemplars(e) => set(&mut theme.exemplars, e, |e| op(ThemeEdit::Exemplars(e))),
        }
    }

    pub(super) fn edit_finding(&mut self, id: FindingId, edit: &FindingEdit) -> Outcome {
        let Some(finding) = self.findings.get_mut(id) else { return self.missing() };
        let op = |edit| Op::EditFinding(id, edit);
        match edit {
            FindingEdit::Statement(e) => set(&mut finding.statement, e, |e| op(FindingEdit::Statement(e))),
            FindingEdit::Theme(e) => set(&mut finding.theme, e, |e| op(FindingEdit::Theme(e))),
        }
    }

    pub(super) fn edit_evidence(&mut self, id: EvidenceId, edit: &EvidenceEdit) -> Outcome {
        let Some(evidence) = self.evidence.get_mut(id) else { return self.missing() };
        let op = |edit| Op::EditEvidence(id, edit);
        match edit {
            EvidenceEdit::Stance(e) => set(&mut evidence.stance, e, |e| op(EvidenceEdit::Stance(e))),
            EvidenceEdit::Note(e) => set(&mut evidence.note, e, |e| op(EvidenceEdit::Note(e))),
        }
    }

    pub(super) fn edit_recommendation(&mut self, id: RecommendationId, edit: &RecommendationEdit) -> Outcome {
        let Some(recommendation) = self.recommendations.get_mut(id) else { return self.missing() };
        let op = |edit| Op::EditRecommendation(id, edit);
        match edit {
            RecommendationEdit::What(e) => {
                set(&mut recommendation.what, e, |e| op(RecommendationEdit::What(e)))
            }
            RecommendationEdit::Why(e) => set(&mut recommendation.why, e, |e| op(RecommendationEdit::Why(e))),
            RecommendationEdit::Findings(e) => {
                set(&mut recommendation.findings, e, |e| op(RecommendationEdit::Findings(e)))
            }
        }
    }
}
