//! Whose key seals a change: the rule that makes erasure possible.
//!
//! Whatever carries a participant's words, or says something about them, is sealed under that
//! participant's keys, so that destroying the keys destroys it in every copy that learns of the
//! erasure.

use serde::{Deserialize, Serialize};

use crate::attribute::AttributeOwner;
use crate::correction::is_shape;
use crate::findings::EvidenceLink;
use crate::framework::CellKey;
use crate::ids::{CaseId, CodingId, CommentId, EvidenceId, JudgementId, MemoId, ParticipantId, SourceId};
use crate::memo::Target;
use crate::op::{Op, ParticipantEdit, Thing};
use crate::passage::Passage;
use crate::source::{NewSource, SpeakerRole};
use crate::state::Study;

/// Whose key seals something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Seal {
    /// The study's: it is about nobody in particular.
    Study,
    /// A participant's words key.
    Words(ParticipantId),
    /// A participant's identity key.
    Identity(ParticipantId),
}

impl Seal {
    fn words(participant: Option<ParticipantId>) -> Self {
        participant.map_or(Self::Study, Self::Words)
    }

    /// The participant whose data it is.
    #[must_use]
    pub const fn participant(self) -> Option<ParticipantId> {
        match self {
            Self::Study => None,
            Self::Words(participant) | Self::Identity(participant) => Some(participant),
        }
    }
}

impl NewSource {
    /// The participant whose alone the source is: the only one who speaks in it.
    #[must_use]
    pub fn subject(&self) -> Option<ParticipantId> {
        let mut speaking = self.speakers.iter().filter_map(|s| match s.role {
            SpeakerRole::Participant(p) => Some(p),
            SpeakerRole::Interviewer | SpeakerRole::Unknown => None,
        });
        let first = speaking.next()?;
        speaking.all(|other| other == first).then_some(first)
    }
}

impl Study {
    /// Whose key seals a change that says `op`.
    #[must_use]
    pub fn seal_of(&self, op: &Op) -> Seal {
        match op {
            Op::EditParticipant(p, edit) => match edit {
                ParticipantEdit::Identity(_) => Seal::Identity(*p),
                ParticipantEdit::Consent(..) | ParticipantEdit::Withdrawal(_) => Seal::Words(*p),
                ParticipantEdit::Pseudonym(_) | ParticipantEdit::Organisation(_) => Seal::Study,
            },
            Op::SetAttribute(of, ..) => Seal::words(self.subject_of_owner(*of)),
            Op::Judge { of, passages, .. } => Seal::words(self.subject_judged(*of, passages)),
            Op::AddSource(source) => Seal::words(source.subject()),
            Op::EditSource(source, _) => Seal::words(self.subject_of_source(*source)),
            // Of a joint interview, places and lengths are nobody's, and outlast whoever is erased.
            Op::CorrectText { source, splices, .. }
                if self.subject_of_source(*source).is_none() && is_shape(splices) =>
            {
                Seal::Study
            }
            Op::CorrectText { source, seen, splices } => {
                let at = |span| Passage { source: *source, span, version: seen.clone() };
                Seal::words(self.only_participant(splices.iter().map(|splice| at(splice.span))))
            }
            Op::CorrectionWords { source, correction, words } => {
                Seal::words(self.subject_of_words(*source, *correction, words))
            }
            Op::WithdrawCorrection { source, .. } | Op::RestoreCorrection { source, .. } => {
                Seal::words(self.subject_of_source(*source))
            }
            Op::Code(coding) => Seal::words(self.participant_of(&coding.passage)),
            Op::EditCoding(coding, _) => Seal::words(self.subject_of_coding(*coding)),
            Op::WriteMemo { about, reply_to, .. } => Seal::words(self.subject_of_note(about, *reply_to)),
            Op::Comment(comment) => Seal::words(self.subject_of_comment(&comment.about, comment.reply_to)),
            Op::EditComment(comment, _) => Seal::words(self.subject_of_thing(Thing::Comment(*comment))),
            Op::Discuss(about, _) => Seal::words(self.subject_of_target(about)),
            Op::RewriteMemo(memo, _) => Seal::words(self.subject_of_memo(*memo)),
            Op::EditCell(cell, _) => Seal::words(self.subject_of_case(cell.case)),
            Op::AddEvidence { link, .. } => Seal::words(self.subject_of_link(link)),
            Op::EditEvidence(evidence, _) => Seal::words(self.subject_of_evidence(*evidence)),
            Op::Restate(change) => self.seal_of(&change.op),
            Op::Retire(thing) | Op::Restore(thing) => Seal::words(self.subject_of_thing(*thing)),
            _ => Seal::Study,
        }
    }

    pub(crate) fn subject_of_thing(&self, thing: Thing) -> Option<ParticipantId> {
        match thing {
            Thing::Source(id) => self.subject_of_source(id),
            Thing::Coding(id) => self.subject_of_coding(id),
            Thing::Memo(id) => self.subject_of_memo(id),
            Thing::Evidence(id) => self.subject_of_evidence(id),
            Thing::Judgement(id) => self.subject_of_judgement(id),
            Thing::Comment(id) => {
                let content = &self.comments.get(id)?.content;
                self.subject_of_comment(&content.about, content.reply_to)
            }
            Thing::Coder(_)
            | Thing::Attribute(_)
            | Thing::Organisation(_)
            | Thing::Participant(_)
            | Thing::Case(_)
            | Thing::Code(_)
            | Thing::Framework(_)
            | Thing::Theme(_)
            | Thing::Finding(_)
            | Thing::Recommendation(_)
            | Thing::Copy(_)
            | Thing::Milestone(_)
            | Thing::Element(_) => None,
        }
    }

    pub(crate) fn subject_of_owner(&self, of: AttributeOwner) -> Option<ParticipantId> {
        match of {
            AttributeOwner::Participant(p) => Some(p),
            AttributeOwner::Organisation(_) => None,
            AttributeOwner::Case(case) => self.subject_of_case(case),
        }
    }

    fn subject_of_source(&self, source: SourceId) -> Option<ParticipantId> {
        self.sources.get(source)?.subject
    }

    fn subject_of_coding(&self, coding: CodingId) -> Option<ParticipantId> {
        self.participant_of_coding(self.codings.get(coding)?)
    }

    /// The participant whose alone a case is; a case of several belongs to none of them.
    pub(crate) fn subject_of_case(&self, case: CaseId) -> Option<ParticipantId> {
        match self.cases.get(case)?.participants.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    fn subject_of_memo(&self, memo: MemoId) -> Option<ParticipantId> {
        let memo = self.memos.get(memo)?;
        self.subject_of_note(&memo.about, memo.reply_to)
    }

    /// The participant whom a note speaks of: what it is about, or else the notes that it answers.
    fn subject_of_note(&self, about: &Target, reply_to: Option<MemoId>) -> Option<ParticipantId> {
        let answered = std::iter::successors(reply_to.and_then(|id| self.memos.get(id)), |memo| {
            self.memos.get(memo.reply_to?)
        });
        // A thread is never longer than there are memos, even where a damaged one answers itself.
        self.subject_of_target(about).or_else(|| {
            answered.take(self.memos.rows().len()).find_map(|memo| self.subject_of_target(&memo.about))
        })
    }

    /// The participant whom a comment speaks of: what it is about, or else the comments that it answers.
    fn subject_of_comment(&self, about: &Target, reply_to: Option<CommentId>) -> Option<ParticipantId> {
        let answered = std::iter::successors(reply_to.and_then(|id| self.comments.get(id)), |comment| {
            self.comments.get(comment.content.reply_to?)
        });
        // A thread is never longer than there are comments, even where a damaged one answers itself.
        self.subject_of_target(about).or_else(|| {
            let mut answered = answered.take(self.comments.rows().len());
            answered.find_map(|comment| self.subject_of_target(&comment.content.about))
        })
    }

    fn subject_of_evidence(&self, evidence: EvidenceId) -> Option<ParticipantId> {
        self.subject_of_link(&self.evidence.get(evidence)?.link)
    }

    fn subject_of_judgement(&self, judgement: JudgementId) -> Option<ParticipantId> {
        let judgement = self.judgements.get(judgement)?;
        self.subject_judged(judgement.of, &judgement.passages)
    }

    /// The participant whom a judgement speaks of: whom it judges, or who alone it was judged from.
    fn subject_judged(&self, of: AttributeOwner, passages: &[Passage]) -> Option<ParticipantId> {
        self.subject_of_owner(of).or_else(|| self.only_participant(passages.iter().cloned()))
    }

    /// The participant whose account the passages belong to, leaving aside what belongs to nobody;
    /// none where there are several, so whoever corrects a joint interview makes a change for each.
    pub(crate) fn only_participant(&self, passages: impl Iterator<Item = Passage>) -> Option<ParticipantId> {
        let mut at = passages.filter_map(|passage| self.participant_of(&passage));
        let first = at.next()?;
        at.all(|other| other == first).then_some(first)
    }

    pub(crate) fn subject_of_link(&self, link: &EvidenceLink) -> Option<ParticipantId> {
        match link {
            EvidenceLink::Passage(passage) => self.participant_of(passage),
            EvidenceLink::Coding(coding) => self.subject_of_coding(*coding),
            EvidenceLink::Cell(CellKey { case, .. }) => self.subject_of_case(*case),
        }
    }

    pub(crate) fn subject_of_target(&self, about: &Target) -> Option<ParticipantId> {
        match about {
            Target::Participant(p) => Some(*p),
            Target::Case(case) | Target::Cell(case, _) => self.subject_of_case(*case),
            Target::Source(source) => self.subject_of_source(*source),
            Target::Passage(passage) => self.participant_of(passage),
            Target::Coding(coding) => self.subject_of_coding(*coding),
            Target::Study
            | Target::Organisation(_)
            | Target::Code(_)
            | Target::Framework(_)
            | Target::Theme(_)
            | Target::Finding(_)
            | Target::Recommendation(_) => None,
        }
    }
}
