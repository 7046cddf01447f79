//! A change: who changed what, when, and in which gesture.

use serde::{Deserialize, Serialize};

use crate::ids::{ChangeId, CoderId};
use crate::op::Op;

/// A time by the author's clock, in milliseconds since 1970 UTC. It is shown and never used for
/// order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

/// The place of a change in the order of a study: a Lamport counter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Stamp(pub u64);

/// The changes of one gesture: one step of undo, one line of the history. It is named by the first
/// of its changes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct BatchId(pub ChangeId);

/// What a gesture was, said once, on the first change of its batch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Gesture {
    /// Something was done; the text says what in plain words: "coded 43 passages as 3.1 Trust".
    /// It holds no participant's words.
    Did(String),
    /// A batch was undone.
    Undid(BatchId),
    /// An undone batch was done again.
    Redid(BatchId),
}

/// One entry of the log.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// Its name.
    pub id: ChangeId,
    /// Its place in the order of the study.
    pub stamp: Stamp,
    /// The gesture that it belongs to.
    pub batch: BatchId,
    /// What the gesture was; only on the first change of a batch.
    pub gesture: Option<Gesture>,
    /// Who made it. The very first change of a study makes its first coder and is its own author.
    pub author: CoderId,
    /// When.
    pub at: Timestamp,
    /// What changed.
    pub op: Op,
}

impl Change {
    /// What decides which of two changes comes first: the stamp, and between equal stamps the
    /// session. A clock set wrong changes nothing.
    #[must_use]
    pub const fn order(&self) -> (Stamp, ChangeId) {
        (self.stamp, self.id)
    }
}
