//! Changes to people, organisations and cases.

use super::{not_applied, set, set_in_map};
use crate::attribute::{Attribute, AttributeOwner, Judgement};
use crate::change::Change;
use crate::conflict::{ConflictKind, Outcome, WhyNot};
use crate::consent::Erasure;
use crate::ids::{AttributeId, CaseId, CoderId, JudgementId, OrganisationId, ParticipantId};
use crate::op::{CaseEdit, Edit, Op, ParticipantEdit};
use crate::participant::{Case, Coder, Organisation, Participant};
use crate::state::Study;

impl Study {
    pub(super) fn apply_to_people(&mut self, change: &Change) -> Outcome {
        match &change.op {
            Op::AddCoder { name, initials } => {
                let id = CoderId(change.id);
                self.coders.insert(Coder {
                    id,
                    name: name.clone(),
                    initials: initials.clone(),
                    retired: false,
                });
                Outcome::Done
            }
            Op::DefineAttribute(definition) => {
                let id = AttributeId(change.id);
                self.attributes.insert(Attribute { id, definition: definition.clone(), retired: false });
                Outcome::Done
            }
            Op::AddOrganisation { name } => {
                let id = OrganisationId(change.id);
                let attributes = std::collections::BTreeMap::new();
                self.organisations.insert(Organisation {
                    id,
                    name: name.clone(),
                    attributes,
                    retired: false,
                });
                Outcome::Done
            }
            Op::RenameOrganisation(id, edit) => match self.organisations.get_mut(*id) {
                Some(organisation) => set(&mut organisation.name, edit, |e| Op::RenameOrganisation(*id, e)),
                None => self.missing(),
            },
            Op::AddParticipant { pseudonym, organisation } => {
                let id = ParticipantId(change.id);
                self.participants.insert(Participant {
                    id,
                    pseudonym: pseudonym.clone(),
                    organisation: *organisation,
                    erased: None,
                    retired: false,
                });
                Outcome::Done
            }
            Op::EditParticipant(id, edit) => self.edit_participant(*id, edit),
            Op::SetAttribute(of, attribute, edit) => self.set_attribute(*of, *attribute, edit),
            Op::Judge { of, attribute, value, reason, passages } => {
                self.judgements.insert(Judgement {
                    id: JudgementId(change.id),
                    of: *of,
                    attribute: *attribute,
                    value: value.clone(),
                    by: super::author(change),
                    reason: reason.clone(),
                    passages: passages.clone(),
                    retired: false,
                });
                Outcome::Done
            }
            Op::Erase(id, erasure) => self.erase(*id, erasure),
            Op::AddCase { name, participants } => {
                self.cases.insert(Case {
                    id: CaseId(change.id),
                    name: name.clone(),
                    participants: participants.clone(),
                    attributes: std::collections::BTreeMap::new(),
                    retired: false,
                });
                Outcome::Done
            }
            Op::EditCase(id, edit) => match (self.cases.get_mut(*id), edit) {
                (Some(case), CaseEdit::Name(e)) => {
                    set(&mut case.name, e, |e| Op::EditCase(*id, CaseEdit::Name(e)))
                }
                (Some(case), CaseEdit::Participants(e)) => {
                    set(&mut case.participants, e, |e| Op::EditCase(*id, CaseEdit::Participants(e)))
                }
                (None, _) => self.missing(),
            },
            _ => Outcome::Nothing,
        }
    }

    fn edit_participant(&mut self, id: ParticipantId, edit: &ParticipantEdit) -> Outcome {
        let Some(participant) = self.participants.get_mut(id) else { return self.missing() };
        if participant.erased.is_some() {
            return not_applied(WhyNot::Erased);
        }
        let op = |edit| Op::EditParticipant(id, edit);
        match edit {
            ParticipantEdit::Pseudonym(e) => {
                set(&mut participant.pseudonym, e, |e| op(ParticipantEdit::Pseudonym(e)))
            }
            ParticipantEdit::Organisation(e) => {
                set(&mut participant.organisation, e, |e| op(ParticipantEdit::Organisation(e)))
            }
            ParticipantEdit::Identity(e) => {
                set_in_map(&mut self.identities, &id, e, |e| op(ParticipantEdit::Identity(e)))
            }
            ParticipantEdit::Consent(statement, e) => {
                let consents = &mut self.particulars.entry(id).or_default().consents;
                let found = consents.get(statement).map(|c| c.state);
                if consents.get(statement) != e.before.as_ref() && found > e.after.as_ref().map(|c| c.state) {
                    return Outcome::Conflict(ConflictKind::KeptStricter);
                }
                set_in_map(consents, statement, e, |e| op(ParticipantEdit::Consent(statement.clone(), e)))
            }
            ParticipantEdit::Withdrawal(e) => {
                let slot = &mut self.particulars.entry(id).or_default().withdrawal;
                let stricter = slot.as_ref().map(|w| w.level) > e.after.as_ref().map(|w| w.level);
                if *slot != e.before && stricter {
                    return Outcome::Conflict(ConflictKind::KeptStricter);
                }
                set(slot, e, |e| op(ParticipantEdit::Withdrawal(e)))
            }
        }
    }

    fn set_attribute(
        &mut self,
        of: AttributeOwner,
        attribute: AttributeId,
        edit: &Edit<Option<crate::attribute::AttributeValue>>,
    ) -> Outcome {
        let attributes = match of {
            AttributeOwner::Participant(p) => match self.participants.get(p) {
                Some(participant) if participant.erased.is_some() => return not_applied(WhyNot::Erased),
                Some(_) => Some(&mut self.particulars.entry(p).or_default().attributes),
                None => None,
            },
            AttributeOwner::Organisation(o) => self.organisations.get_mut(o).map(|o| &mut o.attributes),
            AttributeOwner::Case(c) => self.cases.get_mut(c).map(|c| &mut c.attributes),
        };
        match attributes {
            Some(map) => set_in_map(map, &attribute, edit, |e| Op::SetAttribute(of, attribute, e)),
            None => self.missing(),
        }
    }

    /// Leaves nothing of a participant but the pseudonym. Whoever keeps the log destroys the keys
    /// and applies what can still be read again from nothing, which leaves out all that the
    /// participant's keys sealed.
    fn erase(&mut self, id: ParticipantId, erasure: &Erasure) -> Outcome {
        self.particulars.remove(&id);
        self.identities.remove(&id);
        match self.participants.get_mut(id) {
            Some(participant) if participant.erased.is_some() => Outcome::Nothing,
            Some(participant) => {
                participant.erased = Some(erasure.clone());
                participant.organisation = None;
                Outcome::Done
            }
            None => self.missing(),
        }
    }
}
