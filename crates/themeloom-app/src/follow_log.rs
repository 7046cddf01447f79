//! Following the log: what was committed, for those who look at the same study meanwhile.

use themeloom_study::{Change, Gesture, Op, Seal};

use crate::error::Result;
use crate::history::self_entry;
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

    /// What a batch did, in words.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn batch_in_words(&mut self, batch: &CommittedBatch) -> Result<String> {
        let Some(mut entry) = self_entry(batch.changes.iter().rev().cloned().collect()) else {
            return Ok(String::new());
        };
        if let Gesture::Undid(meant) | Gesture::Redid(meant) = entry.gesture
            && let Some(meant) = self.entry(meant)?
        {
            entry.did = self.in_words(&meant);
        }
        Ok(self.in_words(&entry))
    }

    /// What the batch that was committed last did, in words; nothing where none waits to be taken.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn last_did(&mut self) -> Result<Option<String>> {
        let last = self.committed.as_ref().and_then(|batches| batches.last()).cloned();
        last.map(|batch| self.batch_in_words(&batch)).transpose()
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
