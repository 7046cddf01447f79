//! Analysts' notes, and what a team has put aside to discuss.

use serde::{Deserialize, Serialize};

use crate::change::Timestamp;
use crate::ids::{
    CaseId, CodeId, CoderId, CodingId, FindingId, FrameworkId, MemoId, OrganisationId, ParticipantId,
    RecommendationId, SourceId, ThemeId,
};
use crate::passage::Passage;

/// What a memo or a flag is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Target {
    /// The study as a whole.
    Study,
    /// A participant.
    Participant(ParticipantId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A case.
    Case(CaseId),
    /// A source.
    Source(SourceId),
    /// Words in a source.
    Passage(Passage),
    /// A code.
    Code(CodeId),
    /// A coding.
    Coding(CodingId),
    /// A cell of the matrix.
    Cell(CaseId, CodeId),
    /// A version of the framework.
    Framework(FrameworkId),
    /// A theme.
    Theme(ThemeId),
    /// A finding.
    Finding(FindingId),
    /// A recommendation.
    Recommendation(RecommendationId),
}

/// A note.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Memo {
    /// Its id.
    pub id: MemoId,
    /// What it is about.
    pub about: Target,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author: CoderId,
    /// When, by the author's clock.
    pub at: Timestamp,
    /// The memo that it answers.
    pub reply_to: Option<MemoId>,
    /// Whether it was archived.
    pub retired: bool,
}

/// That a coding, code or cell is put aside for a team meeting or for supervision.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Discussion {
    /// What is to be discussed.
    pub question: String,
    /// What was decided; empty until then.
    pub decision: String,
}
