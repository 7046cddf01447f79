//! What the study found: themes, findings with their evidence, recommendations; and the copies of
//! it that were made.

use serde::{Deserialize, Serialize};

use crate::framework::CellKey;
use crate::ids::{CodeId, CodingId, CopyId, EvidenceId, FindingId, RecommendationId, ThemeId};
use crate::passage::Passage;

/// A theme: a pattern that the analyst sees across codes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Theme {
    /// Its id.
    pub id: ThemeId,
    /// Its name.
    pub name: String,
    /// What it says in one sentence.
    pub statement: String,
    /// The narrative summary for the themes table.
    pub narrative: String,
    /// The codes that carry it.
    pub codes: Vec<CodeId>,
    /// The quotations chosen to show it.
    pub exemplars: Vec<Passage>,
    /// Whether it was archived.
    pub retired: bool,
}

/// A finding: a statement that evidence stands for and against.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// What was found.
    pub statement: String,
    /// The theme that it belongs to.
    pub theme: Option<ThemeId>,
    /// Whether it was archived.
    pub retired: bool,
}

/// Which way a piece of evidence points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Stance {
    /// It supports the finding.
    For,
    /// It speaks against it: a negative case.
    Against,
}

/// What a piece of evidence points at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum EvidenceLink {
    /// Words in a source.
    Passage(Passage),
    /// A coding.
    Coding(CodingId),
    /// A cell of the matrix.
    Cell(CellKey),
}

/// One piece of evidence for or against a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// The finding.
    pub finding: FindingId,
    /// Which way it points.
    pub stance: Stance,
    /// What it points at.
    pub link: EvidenceLink,
    /// Why it counts.
    pub note: String,
    /// Whether it was taken away.
    pub retired: bool,
}

/// A recommendation, carried by findings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recommendation {
    /// Its id.
    pub id: RecommendationId,
    /// What to do.
    pub what: String,
    /// Why.
    pub why: String,
    /// The findings that carry it.
    pub findings: Vec<FindingId>,
    /// Whether it was archived.
    pub retired: bool,
}

/// What kind of copy left the study.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum CopyKind {
    /// A backup: sealed, with every key that the study had then.
    Backup,
    /// A report, table or other export: readable by anyone who has it.
    Export,
}

/// What a change says when study data was copied outside: so that an erasure can say which copies
/// it cannot reach.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewCopy {
    /// What kind.
    pub kind: CopyKind,
    /// Where it was written.
    pub place: String,
    /// The printed head of the log that it holds.
    pub head: String,
}

/// A record that a copy was made.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CopyMade {
    /// Its id.
    pub id: CopyId,
    /// What was made.
    pub content: NewCopy,
    /// Whether the copy is known to be destroyed.
    pub retired: bool,
}
