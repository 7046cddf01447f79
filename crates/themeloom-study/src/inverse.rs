//! What takes a change back.

use std::mem::discriminant;

use crate::change::Change;
use crate::conflict::ConflictKind;
use crate::ids::{
    AttributeId, CaseId, CodeId, CoderId, CodingId, CommentId, CopyId, ElementId, EvidenceId, FindingId,
    FrameworkId, JudgementId, MemoId, MilestoneId, OrganisationId, ParticipantId, RecommendationId, SourceId,
    ThemeId,
};
use crate::op::{
    CaseEdit, CellEdit, CodeEdit, CodingEdit, CommentEdit, Edit, ElementEdit, EvidenceEdit, FindingEdit, Op,
    ParticipantEdit, RecommendationEdit, SourceEdit, ThemeEdit, Thing,
};
use crate::state::Study;

/// The inverse of one field's edit, whichever field it is.
macro_rules! flip {
    ($edit:expr, $enum:ident: $($variant:ident),+ $(; keyed $($keyed:ident),+)?) => {
        match $edit {
            $($enum::$variant(e) => $enum::$variant(e.inverse()),)+
            $($($enum::$keyed(key, e) => $enum::$keyed(key.clone(), e.inverse()),)+)?
        }
    };
}

impl Change {
    /// The change's inverse as its author would mean it: what was made is archived, what was edited
    /// gets the value that stood before. Only an erasure has none.
    #[must_use]
    pub fn inverse(&self) -> Option<Op> {
        if let Some(made) = self.made() {
            return Some(Op::Retire(made));
        }
        Some(match &self.op {
            Op::NameStudy(e) => Op::NameStudy(e.inverse()),
            Op::AdoptProtocol(e) => Op::AdoptProtocol(e.inverse()),
            Op::SetNotice(e) => Op::SetNotice(e.inverse()),
            Op::RenameOrganisation(id, e) => Op::RenameOrganisation(*id, e.inverse()),
            Op::SetAttribute(of, attribute, e) => Op::SetAttribute(*of, *attribute, e.inverse()),
            Op::RewriteMemo(id, e) => Op::RewriteMemo(*id, e.inverse()),
            Op::Discuss(about, e) => Op::Discuss(about.clone(), e.inverse()),
            Op::SettleConflict(id, e) => Op::SettleConflict(*id, e.inverse()),
            Op::Retire(thing) => Op::Restore(*thing),
            Op::Restore(thing) => Op::Retire(*thing),
            Op::CorrectText { source, .. } => {
                let seen = themeloom_text::Version::new([self.id.as_edit()]);
                Op::WithdrawCorrection { source: *source, seen, correction: self.id }
            }
            Op::WithdrawCorrection { source, correction, .. } => {
                let seen = themeloom_text::Version::new([self.id.as_edit()]);
                Op::RestoreCorrection { source: *source, seen, correction: *correction }
            }
            Op::RestoreCorrection { source, correction, .. } => {
                let seen = themeloom_text::Version::new([self.id.as_edit()]);
                Op::WithdrawCorrection { source: *source, seen, correction: *correction }
            }
            op => inverse_of_edit(op)?,
        })
    }

    /// The thing that the change made, if it made one.
    #[must_use]
    pub fn made(&self) -> Option<Thing> {
        Some(match &self.op {
            Op::AddCoder { .. } => Thing::Coder(CoderId(self.id)),
            Op::DefineAttribute(_) => Thing::Attribute(AttributeId(self.id)),
            Op::AddOrganisation { .. } => Thing::Organisation(OrganisationId(self.id)),
            Op::AddParticipant { .. } => Thing::Participant(ParticipantId(self.id)),
            Op::Judge { .. } => Thing::Judgement(JudgementId(self.id)),
            Op::AddCase { .. } => Thing::Case(CaseId(self.id)),
            Op::AddSource(_) => Thing::Source(SourceId(self.id)),
            Op::AddCode(_) => Thing::Code(CodeId(self.id)),
            Op::Code(_) => Thing::Coding(CodingId(self.id)),
            Op::WriteMemo { .. } => Thing::Memo(MemoId(self.id)),
            Op::FixFramework(_) => Thing::Framework(FrameworkId(self.id)),
            Op::AddTheme { .. } => Thing::Theme(ThemeId(self.id)),
            Op::AddFinding { .. } => Thing::Finding(FindingId(self.id)),
            Op::AddEvidence { .. } => Thing::Evidence(EvidenceId(self.id)),
            Op::AddRecommendation { .. } => Thing::Recommendation(RecommendationId(self.id)),
            Op::RecordCopy(_) => Thing::Copy(CopyId(self.id)),
            Op::Comment(_) => Thing::Comment(CommentId(self.id)),
            Op::NameMilestone { .. } => Thing::Milestone(MilestoneId(self.id)),
            Op::AddElement { .. } => Thing::Element(ElementId(self.id)),
            _ => return None,
        })
    }
}

fn inverse_of_edit(op: &Op) -> Option<Op> {
    Some(match op {
        Op::EditParticipant(id, edit) => Op::EditParticipant(
            *id,
            flip!(edit, ParticipantEdit: Pseudonym, Organisation, Identity, Withdrawal; keyed Consent),
        ),
        Op::EditCase(id, edit) => Op::EditCase(*id, flip!(edit, CaseEdit: Name, Participants)),
        Op::EditSource(id, edit) => Op::EditSource(
            *id,
            flip!(edit, SourceEdit: Name, Stage, Recording, Styles; keyed Speaker, FirstImpression),
        ),
        Op::EditCode(id, edit) => Op::EditCode(
            *id,
            flip!(edit, CodeEdit: Number, Name, Parent, Definition, UseWhen, NotWhen, Example, Colour,
                  Origin, IsCategory),
        ),
        Op::EditCoding(id, edit) => Op::EditCoding(
            *id,
            match edit {
                CodingEdit::Code(e) => CodingEdit::Code(e.inverse()),
                CodingEdit::Read(e) => CodingEdit::Read(e.inverse()),
                CodingEdit::Passage(e) => CodingEdit::Passage(Box::new(e.inverse())),
            },
        ),
        Op::EditCell(key, edit) => Op::EditCell(
            *key,
            flip!(edit, CellEdit: State, Summary, Quotations, Note, Unprompted, Author, SecondReader,
                  Framework),
        ),
        Op::EditTheme(id, edit) => {
            Op::EditTheme(*id, flip!(edit, ThemeEdit: Name, Statement, Narrative, Codes, Exemplars))
        }
        Op::EditFinding(id, edit) => Op::EditFinding(*id, flip!(edit, FindingEdit: Statement, Theme)),
        Op::EditEvidence(id, edit) => Op::EditEvidence(*id, flip!(edit, EvidenceEdit: Stance, Note)),
        Op::EditRecommendation(id, edit) => {
            Op::EditRecommendation(*id, flip!(edit, RecommendationEdit: What, Why, Findings))
        }
        Op::EditComment(id, edit) => Op::EditComment(*id, flip!(edit, CommentEdit: Text, Resolved)),
        Op::EditElement(id, edit) => Op::EditElement(*id, flip!(edit, ElementEdit: Text, Dimension, Cases)),
        _ => return None,
    })
}

impl Op {
    /// Whether two changes set the same value of the same thing: then the later one took the place
    /// of the earlier.
    #[must_use]
    pub fn same_place(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::EditParticipant(a, ParticipantEdit::Consent(s, _)),
                Self::EditParticipant(b, ParticipantEdit::Consent(t, _)),
            ) => a == b && s == t,
            (Self::EditParticipant(a, x), Self::EditParticipant(b, y)) => {
                a == b && discriminant(x) == discriminant(y)
            }
            (Self::RenameOrganisation(a, _), Self::RenameOrganisation(b, _)) => a == b,
            (Self::SetAttribute(a, k, _), Self::SetAttribute(b, l, _)) => a == b && k == l,
            (Self::EditCase(a, x), Self::EditCase(b, y)) => a == b && discriminant(x) == discriminant(y),
            (
                Self::EditSource(a, SourceEdit::Speaker(i, _)),
                Self::EditSource(b, SourceEdit::Speaker(j, _)),
            ) => a == b && i == j,
            (
                Self::EditSource(a, SourceEdit::FirstImpression(c, _)),
                Self::EditSource(b, SourceEdit::FirstImpression(d, _)),
            ) => a == b && c == d,
            (Self::EditSource(a, x), Self::EditSource(b, y)) => a == b && discriminant(x) == discriminant(y),
            (Self::EditCode(a, x), Self::EditCode(b, y)) => a == b && discriminant(x) == discriminant(y),
            (Self::EditCoding(a, x), Self::EditCoding(b, y)) => a == b && discriminant(x) == discriminant(y),
            (Self::EditCell(a, x), Self::EditCell(b, y)) => a == b && discriminant(x) == discriminant(y),
            (Self::EditTheme(a, x), Self::EditTheme(b, y)) => a == b && discriminant(x) == discriminant(y),
            (Self::EditFinding(a, x), Self::EditFinding(b, y)) => {
                a == b && discriminant(x) == discriminant(y)
            }
            (Self::EditEvidence(a, x), Self::EditEvidence(b, y)) => {
                a == b && discriminant(x) == discriminant(y)
            }
            (Self::EditRecommendation(a, x), Self::EditRecommendation(b, y)) => {
                a == b && discriminant(x) == discriminant(y)
            }
            (Self::EditComment(a, x), Self::EditComment(b, y)) => {
                a == b && discriminant(x) == discriminant(y)
            }
            (Self::EditElement(a, x), Self::EditElement(b, y)) => {
                a == b && discriminant(x) == discriminant(y)
            }
            (Self::RewriteMemo(a, _), Self::RewriteMemo(b, _)) => a == b,
            (Self::Discuss(a, _), Self::Discuss(b, _)) => a == b,
            (Self::SettleConflict(a, _), Self::SettleConflict(b, _)) => a == b,
            (Self::Retire(a) | Self::Restore(a), Self::Retire(b) | Self::Restore(b)) => a == b,
            (Self::NameStudy(_), Self::NameStudy(_))
            | (Self::SetNotice(_), Self::SetNotice(_))
            | (Self::AdoptProtocol(_), Self::AdoptProtocol(_)) => true,
            _ => false,
        }
    }
}

impl Study {
    /// What takes a change of this study back exactly: the value that it found, where that was
    /// another than its author saw; where it was not applied, the conflict is settled; nothing where
    /// it found done what it does.
    #[must_use]
    pub fn inverse_of(&self, change: &Change) -> Option<Op> {
        if self.idle.contains(&change.id) {
            return None;
        }
        let inverse = match self.conflicts.iter().find(|conflict| conflict.change == change.id) {
            None => change.inverse()?,
            Some(conflict) => match &conflict.kind {
                ConflictKind::Overwrote(restores) => (**restores).clone(),
                ConflictKind::CorrectedMeanwhile(_) => change.inverse()?,
                ConflictKind::NotApplied(_) | ConflictKind::KeptStricter => {
                    (!conflict.settled).then(|| Op::SettleConflict(change.id, Edit::new(false, true)))?
                }
            },
        };
        Some(self.seen_now(inverse))
    }

    /// The op with the version of the text that its author sees now.
    fn seen_now(&self, mut op: Op) -> Op {
        if let Op::WithdrawCorrection { source, seen, .. } | Op::RestoreCorrection { source, seen, .. } =
            &mut op
            && let Some(source) = self.sources.get(*source)
        {
            *seen = source.history.latest();
        }
        op
    }
}
