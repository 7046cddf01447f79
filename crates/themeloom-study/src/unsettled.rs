//! Which conflicts still wait for a person.
//!
//! A conflict is over when somebody settled it, and also when what it was about no longer stands:
//! the value that was overwritten is back, or the correction that was kept aside was taken back or
//! came into force. The second is computed from the values, so that undoing and redoing closes and
//! opens a conflict with them.

use crate::conflict::{Conflict, ConflictKind};
use crate::ids::ParticipantId;
use crate::op::{
    CaseEdit, CellEdit, CodeEdit, CodingEdit, CommentEdit, ElementEdit, EvidenceEdit, FindingEdit, Op,
    ParticipantEdit, RecommendationEdit, SourceEdit, ThemeEdit,
};
use crate::state::Study;

impl Study {
    /// The conflicts that wait for a person, oldest first.
    pub fn unsettled(&self) -> impl Iterator<Item = &Conflict> {
        self.conflicts.iter().filter(|conflict| !conflict.settled && self.is_open(conflict))
    }

    fn is_open(&self, conflict: &Conflict) -> bool {
        match &conflict.kind {
            ConflictKind::NotApplied(_) | ConflictKind::KeptStricter => true,
            ConflictKind::Overwrote(restores) => !self.stands(restores),
            ConflictKind::CorrectedMeanwhile(_) => self.is_kept_aside(conflict),
        }
    }

    fn is_kept_aside(&self, conflict: &Conflict) -> bool {
        let Op::CorrectText { source, .. } = &conflict.op else { return true };
        let Some(source) = self.sources.get(*source) else { return true };
        source
            .history
            .kept_as_conflicts(&source.history.latest())
            .is_none_or(|kept| kept.contains(&conflict.change.as_edit()))
    }

    /// Whether the value that an edit sets is the value that stands.
    fn stands(&self, op: &Op) -> bool {
        match op {
            Op::NameStudy(e) => self.name == e.after,
            Op::SetNotice(e) => self.notice == e.after,
            Op::AdoptProtocol(e) => self.protocol == e.after,
            Op::RenameOrganisation(id, e) => self.organisations.get(*id).is_some_and(|o| o.name == e.after),
            Op::EditParticipant(id, edit) => self.stands_of_participant(*id, edit),
            Op::SetAttribute(of, attribute, e) => self.attribute_value(*of, *attribute) == e.after.as_ref(),
            Op::EditCase(id, edit) => self.cases.get(*id).is_some_and(|case| match edit {
                CaseEdit::Name(e) => case.name == e.after,
                CaseEdit::Participants(e) => case.participants == e.after,
            }),
            Op::EditSource(id, edit) => self.sources.get(*id).is_some_and(|source| match edit {
                SourceEdit::Name(e) => source.name == e.after,
                SourceEdit::Stage(e) => source.stage == e.after,
                SourceEdit::Recording(e) => source.recording == e.after,
                SourceEdit::Styles(e) => *source.styles == *e.after,
                SourceEdit::Speaker(number, e) => {
                    source.speakers.get(usize::from(*number)).is_some_and(|s| s.role == e.after)
                }
                SourceEdit::FirstImpression(coder, e) => {
                    source.first_impressions.get(coder).map(String::as_str).unwrap_or_default() == e.after
                }
            }),
            Op::EditCode(id, edit) => self.codes.get(*id).is_some_and(|code| code.content.holds(edit)),
            Op::EditCoding(id, edit) => self.codings.get(*id).is_some_and(|coding| match edit {
                CodingEdit::Code(e) => coding.code == e.after,
                CodingEdit::Read(e) => coding.read == e.after,
                CodingEdit::Passage(e) => {
                    coding.excerpt == e.after.1 && self.passage_of(coding).as_ref() == Some(&e.after.0)
                }
            }),
            Op::RewriteMemo(id, e) => self.memos.get(*id).is_some_and(|memo| memo.text == e.after),
            Op::Discuss(about, e) => self.discussions.get(about) == e.after.as_ref(),
            Op::EditCell(key, edit) => self.cells.get(key).cloned().unwrap_or_default().holds(edit),
            Op::SettleConflict(id, e) => {
                self.conflicts.iter().any(|c| c.change == *id && c.settled == e.after)
            }
            op => self.stands_of_findings(op),
        }
    }

    fn stands_of_findings(&self, op: &Op) -> bool {
        match op {
            Op::EditTheme(id, edit) => self.themes.get(*id).is_some_and(|theme| match edit {
                ThemeEdit::Name(e) => theme.name == e.after,
                ThemeEdit::Statement(e) => theme.statement == e.after,
                ThemeEdit::Narrative(e) => theme.narrative == e.after,
                ThemeEdit::Codes(e) => theme.codes == e.after,
                ThemeEdit::Exemplars(e) => theme.exemplars == e.after,
            }),
            Op::EditFinding(id, edit) => self.findings.get(*id).is_some_and(|finding| match edit {
                FindingEdit::Statement(e) => finding.statement == e.after,
                FindingEdit::Theme(e) => finding.theme == e.after,
            }),
            Op::EditEvidence(id, edit) => self.evidence.get(*id).is_some_and(|evidence| match edit {
                EvidenceEdit::Stance(e) => evidence.stance == e.after,
                EvidenceEdit::Note(e) => evidence.note == e.after,
            }),
            Op::EditRecommendation(id, edit) => self.recommendations.get(*id).is_some_and(|r| match edit {
                RecommendationEdit::What(e) => r.what == e.after,
                RecommendationEdit::Why(e) => r.why == e.after,
                RecommendationEdit::Findings(e) => r.findings == e.after,
            }),
            Op::EditComment(id, edit) => self.comments.get(*id).is_some_and(|comment| match edit {
                CommentEdit::Text(e) => comment.content.text == e.after,
                CommentEdit::Resolved(e) => comment.resolved == e.after,
            }),
            Op::EditElement(id, edit) => self.elements.get(*id).is_some_and(|element| match edit {
                ElementEdit::Text(e) => element.content.text == e.after,
                ElementEdit::Dimension(e) => element.content.dimension == e.after,
                ElementEdit::Cases(e) => element.content.cases == e.after,
            }),
            // The other ops set no value, and never overwrite one.
            _ => false,
        }
    }

    fn stands_of_participant(&self, id: ParticipantId, edit: &ParticipantEdit) -> bool {
        let known = self.particulars.get(&id);
        match edit {
            ParticipantEdit::Pseudonym(e) => {
                self.participants.get(id).is_some_and(|p| p.pseudonym == e.after)
            }
            ParticipantEdit::Organisation(e) => {
                self.participants.get(id).is_some_and(|p| p.organisation == e.after)
            }
            ParticipantEdit::Identity(e) => self.identities.get(&id) == e.after.as_ref(),
            ParticipantEdit::Consent(statement, e) => {
                known.and_then(|k| k.consents.get(statement)) == e.after.as_ref()
            }
            ParticipantEdit::Withdrawal(e) => known.and_then(|k| k.withdrawal.as_ref()) == e.after.as_ref(),
        }
    }
}

impl crate::code::NewCode {
    fn holds(&self, edit: &CodeEdit) -> bool {
        match edit {
            CodeEdit::Number(e) => self.number == e.after,
            CodeEdit::Name(e) => self.name == e.after,
            CodeEdit::Parent(e) => self.parent == e.after,
            CodeEdit::Definition(e) => self.definition == e.after,
            CodeEdit::UseWhen(e) => self.use_when == e.after,
            CodeEdit::NotWhen(e) => self.not_when == e.after,
            CodeEdit::Example(e) => self.example == e.after,
            CodeEdit::Colour(e) => self.colour == e.after,
            CodeEdit::Origin(e) => self.origin == e.after,
            CodeEdit::IsCategory(e) => self.is_category == e.after,
        }
    }
}

impl crate::framework::Cell {
    fn holds(&self, edit: &CellEdit) -> bool {
        match edit {
            CellEdit::State(e) => self.state == e.after,
            CellEdit::Summary(e) => self.summary == e.after,
            CellEdit::Quotations(e) => self.quotations == e.after,
            CellEdit::Note(e) => self.note == e.after,
            CellEdit::Unprompted(e) => self.unprompted == e.after,
            CellEdit::Author(e) => self.author == e.after,
            CellEdit::SecondReader(e) => self.second_reader == e.after,
            CellEdit::Framework(e) => self.framework == e.after,
        }
    }
}
