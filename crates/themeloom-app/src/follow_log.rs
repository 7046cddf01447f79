//! Following the log: what was committed, for those who look at the same study meanwhile.

use themeloom_study::{Change, Op, Seal};

use crate::open::OpenStudy;

/// A batch that is on the disk.
#[derive(Clone, Debug)]
pub struct CommittedBatch {
    /// The place of its last change in the log.
    pub seq: u64,
    /// Its changes, in order.
    pub changes: Vec<Change>,
}

impl CommittedBatch {
    /// Whether everything has to be looked at again: an erasure takes away more than it names.
    #[must_use]
    pub fn alters_everything(&self) -> bool {
        self.changes.iter().any(|change| matches!(change.op, Op::Erase(..)))
    }
}

impl OpenStudy {
    /// Keeps from now on what is committed, until it is taken.
    pub fn follow(&mut self) {
        self.committed.get_or_insert_default();
    }

    /// The batches committed since the last time; none where nobody follows.
    pub fn take_committed(&mut self) -> Vec<CommittedBatch> {
        self.committed.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// The place of the last change in the log.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.vault.head().sequence.0
    }

    pub(crate) fn note_committed(&mut self, changes: &[(Change, Seal)]) {
        let seq = self.seq();
        if let Some(committed) = &mut self.committed {
            let changes = changes.iter().map(|(change, _)| change.clone()).collect();
            committed.push(CommittedBatch { seq, changes });
        }
    }
}
