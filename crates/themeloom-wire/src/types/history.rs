//! The history and what waits to be settled.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::memo::Target;

/// A page of the history, newest first.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// The gestures.
    pub rows: Vec<HistoryRow>,
    /// Whether there are older ones.
    pub more: bool,
}

/// One gesture.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRow {
    /// Its name.
    pub batch: Id,
    /// Who did it.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// What was done.
    pub did: String,
    /// How many changes it made.
    pub changes: usize,
    /// Whether it was taken back.
    pub undone: bool,
    /// Whether it takes something back itself.
    pub is_undo: bool,
    /// The milestone that it named.
    #[schema(required)]
    pub milestone: Option<String>,
}

/// A gesture with its changes.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HistoryDetail {
    /// The gesture.
    pub row: HistoryRow,
    /// Its changes.
    pub changes: Vec<HistoryChange>,
    /// Why it cannot be taken back; nothing where it can.
    #[schema(required)]
    pub can_undo: Option<String>,
}

/// One change.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HistoryChange {
    /// What changed.
    pub text: String,
    /// What it is about.
    #[schema(required)]
    pub about: Option<Target>,
}

/// A change that met something else than its author saw.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// The change.
    pub id: Id,
    /// What was to be done.
    pub text: String,
    /// What stands now.
    pub mine: String,
    /// The other version.
    pub theirs: String,
    /// Who made the change.
    pub by: String,
    /// When.
    pub at: u64,
    /// Whether it can be settled here.
    pub can_settle: bool,
}

/// A named point of the history.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Milestone {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Who named it.
    pub by: String,
    /// When.
    pub at: u64,
    /// How many changes came after.
    pub changes_since: usize,
}
