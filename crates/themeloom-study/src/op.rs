//! What a change can say, in the terms of the field, with the value before and the value after.
//!
//! These types are the log's format: they are written to disk and must be read for ever. New
//! variants are only ever added at the end, together with a new format number
//! ([`crate::log_format`]).

use serde::{Deserialize, Serialize};
use themeloom_text::{Splice, Version};

use crate::attribute::{AttributeDefinition, AttributeOwner, AttributeValue};
use crate::change::Change;
use crate::code::{CodeNumber, CodeOrigin, Colour, NewCode};
use crate::coding::NewCoding;
use crate::comment::NewComment;
use crate::consent::{Consent, Erasure, Withdrawal};
use crate::findings::{EvidenceLink, NewCopy, Stance};
use crate::framework::{CellKey, CellState, NewFramework};
use crate::ids::{
    AttributeId, CaseId, ChangeId, CodeId, CoderId, CodingId, CommentId, CopyId, ElementId, EvidenceId,
    FindingId, FrameworkId, JudgementId, MemoId, MilestoneId, OrganisationId, ParticipantId,
    RecommendationId, SourceId, ThemeId,
};
use crate::memo::{Discussion, Target};
use crate::participant::Identity;
use crate::passage::Passage;
use crate::protocol::{Protocol, StatementId};
use crate::source::{NewSource, Recording, SpeakerRole, Stage, Styled};
use crate::worksheet::ElementContent;

/// A value that was replaced by another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Edit<T> {
    /// What stood there.
    pub before: T,
    /// What stands there now.
    pub after: T,
}

impl<T> Edit<T> {
    /// The edit from one value to another.
    pub const fn new(before: T, after: T) -> Self {
        Self { before, after }
    }
}

impl<T: Clone> Edit<T> {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// What a change did.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Op {
    /// Named the study.
    NameStudy(Edit<String>),
    /// Adopted a protocol or a new version of it.
    AdoptProtocol(Edit<Option<Box<Protocol>>>),
    /// Added a coder.
    AddCoder {
        /// Their name.
        name: String,
        /// Their initials.
        initials: String,
    },
    /// Defined an attribute.
    DefineAttribute(AttributeDefinition),
    /// Added an organisation.
    AddOrganisation {
        /// Its name in the study.
        name: String,
    },
    /// Renamed an organisation.
    RenameOrganisation(OrganisationId, Edit<String>),
    /// Added a participant.
    AddParticipant {
        /// The pseudonym.
        pseudonym: String,
        /// The organisation.
        organisation: Option<OrganisationId>,
    },
    /// Changed what is known of a participant.
    EditParticipant(ParticipantId, ParticipantEdit),
    /// Set or cleared the value of an attribute.
    SetAttribute(AttributeOwner, AttributeId, Edit<Option<AttributeValue>>),
    /// Judged an attribute.
    Judge {
        /// Of what.
        of: AttributeOwner,
        /// Which attribute.
        attribute: AttributeId,
        /// The value.
        value: AttributeValue,
        /// Why.
        reason: String,
        /// From which passages.
        passages: Vec<Passage>,
    },
    /// Erased a participant. The only change without an inverse.
    Erase(ParticipantId, Erasure),
    /// Added a case.
    AddCase {
        /// Its name.
        name: String,
        /// Whose accounts it holds.
        participants: Vec<ParticipantId>,
    },
    /// Changed a case.
    EditCase(CaseId, CaseEdit),
    /// Brought a source into the study.
    AddSource(Box<NewSource>),
    /// Changed a source, but for its text.
    EditSource(SourceId, SourceEdit),
    /// Corrected the text of a source.
    CorrectText {
        /// The source.
        source: SourceId,
        /// The version that the author corrected.
        seen: Version,
        /// What was replaced by what, in that version.
        splices: Vec<Splice>,
    },
    /// Took a correction back.
    WithdrawCorrection {
        /// The source.
        source: SourceId,
        /// The version that the author saw.
        seen: Version,
        /// The correction.
        correction: ChangeId,
    },
    /// Made a correction that was taken back again.
    RestoreCorrection {
        /// The source.
        source: SourceId,
        /// The version that the author saw.
        seen: Version,
        /// The correction.
        correction: ChangeId,
    },
    /// Added a code to the codebook.
    AddCode(Box<NewCode>),
    /// Changed a code.
    EditCode(CodeId, CodeEdit),
    /// Coded a passage.
    Code(NewCoding),
    /// Changed a coding.
    EditCoding(CodingId, CodingEdit),
    /// Wrote a memo.
    WriteMemo {
        /// About what.
        about: Target,
        /// The text.
        text: String,
        /// The memo answered.
        reply_to: Option<MemoId>,
    },
    /// Rewrote a memo.
    RewriteMemo(MemoId, Edit<String>),
    /// Put something aside to discuss, wrote down what was decided, or took it off the list.
    Discuss(Target, Edit<Option<Discussion>>),
    /// Fixed a version of the framework.
    FixFramework(Box<NewFramework>),
    /// Charted something in a cell.
    EditCell(CellKey, CellEdit),
    /// Added a theme.
    AddTheme {
        /// Its name.
        name: String,
    },
    /// Changed a theme.
    EditTheme(ThemeId, ThemeEdit),
    /// Added a finding.
    AddFinding {
        /// What was found.
        statement: String,
        /// The theme that it belongs to.
        theme: Option<ThemeId>,
    },
    /// Changed a finding.
    EditFinding(FindingId, FindingEdit),
    /// Put evidence for or against a finding.
    AddEvidence {
        /// The finding.
        finding: FindingId,
        /// Which way it points.
        stance: Stance,
        /// What it points at.
        link: EvidenceLink,
        /// Why it counts.
        note: String,
    },
    /// Changed a piece of evidence.
    EditEvidence(EvidenceId, EvidenceEdit),
    /// Added a recommendation.
    AddRecommendation {
        /// What to do.
        what: String,
        /// Why.
        why: String,
        /// The findings that carry it.
        findings: Vec<FindingId>,
    },
    /// Changed a recommendation.
    EditRecommendation(RecommendationId, RecommendationEdit),
    /// Archived something, or took away a coding.
    Retire(Thing),
    /// Brought something archived back.
    Restore(Thing),
    /// Settled a conflict, or opened it again.
    SettleConflict(ChangeId, Edit<bool>),
    /// Recorded that a copy of study data was made outside the study.
    RecordCopy(NewCopy),
    /// Set the line that everything made of the study carries, such as that it is synthetic.
    SetNotice(Edit<String>),
    /// Stated an earlier change again, without the words of somebody who was erased: whoever replays
    /// the log applies this in the place of the change that has its id. Not undoable.
    Restate(Box<Change>),
    /// Commented on something.
    Comment(Box<NewComment>),
    /// Changed a comment.
    EditComment(CommentId, CommentEdit),
    /// Named this point of the history.
    NameMilestone {
        /// What it is called.
        name: String,
    },
    /// Listed an element of a column's worksheet.
    AddElement {
        /// The column.
        code: CodeId,
        /// What it says, and where it was found.
        content: Box<ElementContent>,
    },
    /// Changed an element of a column's worksheet.
    EditElement(ElementId, ElementEdit),
    /// Gave the words of a correction whose change holds only their places and lengths, so that these
    /// outlast the words. Taken back with the correction, not by itself.
    CorrectionWords {
        /// The source.
        source: SourceId,
        /// The correction.
        correction: ChangeId,
        /// Words, each by the place of its splice in the correction.
        words: Vec<(u32, String)>,
    },
}

/// Anything that can be archived.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Thing {
    /// A coder.
    Coder(CoderId),
    /// An attribute.
    Attribute(AttributeId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A participant.
    Participant(ParticipantId),
    /// A case.
    Case(CaseId),
    /// A source.
    Source(SourceId),
    /// A code.
    Code(CodeId),
    /// A coding.
    Coding(CodingId),
    /// A memo.
    Memo(MemoId),
    /// A version of the framework.
    Framework(FrameworkId),
    /// A theme.
    Theme(ThemeId),
    /// A finding.
    Finding(FindingId),
    /// A piece of evidence.
    Evidence(EvidenceId),
    /// A recommendation.
    Recommendation(RecommendationId),
    /// A judgement.
    Judgement(JudgementId),
    /// A record of a copy.
    Copy(CopyId),
    /// A comment.
    Comment(CommentId),
    /// A milestone.
    Milestone(MilestoneId),
    /// An element of a worksheet.
    Element(ElementId),
}

/// A change to what is known of a participant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ParticipantEdit {
    /// The pseudonym.
    Pseudonym(Edit<String>),
    /// The organisation.
    Organisation(Edit<Option<OrganisationId>>),
    /// The real name and contact.
    Identity(Edit<Option<Identity>>),
    /// The answer to a consent statement.
    Consent(StatementId, Edit<Option<Consent>>),
    /// The withdrawal.
    Withdrawal(Edit<Option<Withdrawal>>),
}

/// A change to a case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CaseEdit {
    /// Its name.
    Name(Edit<String>),
    /// Whose accounts it holds.
    Participants(Edit<Vec<ParticipantId>>),
}

/// A change to a source, but for its text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SourceEdit {
    /// Its name.
    Name(Edit<String>),
    /// Who a speaker is in the study.
    Speaker(u16, Edit<SpeakerRole>),
    /// How far it is.
    Stage(Edit<Stage>),
    /// What a reader thought after the first reading.
    FirstImpression(CoderId, Edit<String>),
    /// The recording that it was made from.
    Recording(Edit<Option<Recording>>),
    /// Its headings and emphasised words, in code points of the base text.
    Styles(Edit<Vec<Styled>>),
}

/// A change to a code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CodeEdit {
    /// Its number.
    Number(Edit<CodeNumber>),
    /// Its name.
    Name(Edit<String>),
    /// The category or code above it.
    Parent(Edit<Option<CodeId>>),
    /// What it means.
    Definition(Edit<String>),
    /// When to use it.
    UseWhen(Edit<String>),
    /// When not to use it.
    NotWhen(Edit<String>),
    /// A passage that it fits.
    Example(Edit<String>),
    /// Its colour.
    Colour(Edit<Option<Colour>>),
    /// Where it came from.
    Origin(Edit<CodeOrigin>),
    /// Whether it only groups codes.
    IsCategory(Edit<bool>),
}

/// A change to a coding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CodingEdit {
    /// The code applied: merging codes recodes what they held.
    Code(Edit<CodeId>),
    /// The words coded, and their hash.
    Passage(Box<Edit<(Passage, crate::coding::ExcerptHash)>>),
    /// Whether a person has read the passage.
    Read(Edit<bool>),
}

/// A change to a cell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CellEdit {
    /// What it says about the account.
    State(Edit<CellState>),
    /// What was said.
    Summary(Edit<String>),
    /// The passages that show it.
    Quotations(Edit<Vec<Passage>>),
    /// What the analyst makes of it.
    Note(Edit<String>),
    /// Whether it was raised without being asked.
    Unprompted(Edit<bool>),
    /// Who charted it.
    Author(Edit<Option<CoderId>>),
    /// Who read it a second time.
    SecondReader(Edit<Option<CoderId>>),
    /// Under which version of the framework.
    Framework(Edit<Option<FrameworkId>>),
}

/// A change to a theme.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ThemeEdit {
    /// Its name.
    Name(Edit<String>),
    /// What it says in one sentence.
    Statement(Edit<String>),
    /// The narrative summary.
    Narrative(Edit<String>),
    /// The codes that carry it.
    Codes(Edit<Vec<CodeId>>),
    /// The quotations chosen to show it.
    Exemplars(Edit<Vec<Passage>>),
}

/// A change to a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FindingEdit {
    /// What was found.
    Statement(Edit<String>),
    /// The theme that it belongs to.
    Theme(Edit<Option<ThemeId>>),
}

/// A change to a piece of evidence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum EvidenceEdit {
    /// Which way it points.
    Stance(Edit<Stance>),
    /// Why it counts.
    Note(Edit<String>),
}

/// A change to a recommendation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RecommendationEdit {
    /// What to do.
    What(Edit<String>),
    /// Why.
    Why(Edit<String>),
    /// The findings that carry it.
    Findings(Edit<Vec<FindingId>>),
}

/// A change to a comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CommentEdit {
    /// Its words.
    Text(Edit<String>),
    /// Whether what it asks for was done.
    Resolved(Edit<bool>),
}

/// A change to an element of a worksheet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ElementEdit {
    /// The element in a few words.
    Text(Edit<String>),
    /// The dimension that it is sorted into.
    Dimension(Edit<String>),
    /// The cases whose cells show it.
    Cases(Edit<Vec<CaseId>>),
}
