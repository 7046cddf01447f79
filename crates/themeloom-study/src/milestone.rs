//! Milestones: named points of a study's history, such as "as submitted, 3 May".

use serde::{Deserialize, Serialize};

use crate::change::Timestamp;
use crate::ids::{CoderId, MilestoneId};

/// A named point of the history. It stands where its change stands in the log, so what changed since
/// is whatever came after that change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Milestone {
    /// Its id.
    pub id: MilestoneId,
    /// What it is called.
    pub name: String,
    /// Who named it.
    pub author: CoderId,
    /// When.
    pub at: Timestamp,
    /// Whether it was taken away.
    pub retired: bool,
}
