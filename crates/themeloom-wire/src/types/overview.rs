//! Where a study stands.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::history::HistoryRow;

/// Where a study stands.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// The sample against its targets.
    pub targets: Vec<TargetRow>,
    /// Participants whose accounts are analysed.
    pub participants: usize,
    /// Participants who withdrew.
    pub withdrawn: usize,
    /// Participants who were erased.
    pub erased: usize,
    /// Sources by stage.
    pub stages: Vec<StageRow>,
    /// What each coder did.
    pub coders: Vec<CoderRow>,
    /// How far the matrix is.
    pub coverage: Coverage,
    /// How far the findings are.
    pub findings: FindingCounts,
    /// What a reviewer would ask.
    pub concerns: Vec<Pointer>,
    /// The last gestures.
    pub recent: Vec<HistoryRow>,
    /// What to do next.
    pub next: Vec<Pointer>,
    /// Conflicts to settle.
    pub conflicts: usize,
}

/// A target of the sample.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TargetRow {
    /// Whom it wants.
    pub wanted: String,
    /// How many.
    pub target: u32,
    /// How many there are.
    pub have: usize,
    /// Who.
    pub people: Vec<String>,
}

/// Sources at one stage.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StageRow {
    /// The stage.
    pub stage: String,
    /// How many.
    pub sources: usize,
    /// Whether an older version of the framework was applied.
    pub older_framework: bool,
}

/// What a coder did.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CoderRow {
    /// Who.
    pub coder: Id,
    /// Their name.
    pub name: String,
    /// Codings that count.
    pub codings: usize,
    /// Sources coded.
    pub sources: usize,
    /// Cells charted.
    pub cells: usize,
}

/// How far the matrix is.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// Rows.
    pub cases: usize,
    /// Columns.
    pub codes: usize,
    /// Cells charted.
    pub charted: usize,
    /// Cells in which nothing was said.
    pub nothing_said: usize,
    /// Cells not asked about.
    pub not_asked: usize,
    /// Cells not charted.
    pub not_charted: usize,
    /// Cells with codings that wait to be charted.
    pub to_chart: usize,
    /// Cells that say nothing although passages are coded.
    pub contradictions: usize,
    /// Codings not read yet.
    pub unread: usize,
}

/// How far the findings are.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FindingCounts {
    /// Findings.
    pub findings: usize,
    /// With evidence for.
    pub with_evidence: usize,
    /// With evidence against.
    pub with_evidence_against: usize,
    /// Recommendations.
    pub recommendations: usize,
    /// Carried by a finding.
    pub carried: usize,
}

/// Something to look at, and where.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Pointer {
    /// What.
    pub text: String,
    /// The address of the screen, as matrix or findings/ID.
    pub go: String,
}
