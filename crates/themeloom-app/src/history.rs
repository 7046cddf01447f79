//! The history: the log in words, batch by batch.

use std::ops::ControlFlow;

use themeloom_store::Vault;
use themeloom_study::{BatchId, Change, CoderId, Gesture, Op, Study, Timestamp};

use crate::error::Result;
use crate::open::{OpenStudy, changes_backwards};

/// One gesture of the history.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub batch: BatchId,
    /// Who did it.
    pub author: CoderId,
    /// When, by their clock.
    pub at: Timestamp,
    /// What kind of gesture.
    pub gesture: Gesture,
    /// What was done, in words; of an undoing, what the undone gesture had done, where the history
    /// was asked for.
    pub did: String,
    /// Its changes, in order, as far as they can be read.
    pub changes: Vec<Change>,
}

impl Entry {
    /// Whether nobody means the batch when they say "undo": it only keeps account of something that happened
    /// outside, such as a backup or an export; or it made whoever it is by, without whom nothing can be undone.
    #[must_use]
    pub fn is_bookkeeping(&self) -> bool {
        let made_its_author =
            |change: &Change| matches!(change.op, Op::AddCoder { .. }) && CoderId(change.id) == self.author;
        self.changes.iter().all(|change| matches!(change.op, Op::RecordCopy(_)))
            || self.changes.iter().any(made_its_author)
    }
}

impl OpenStudy {
    /// The newest gestures first, at most `limit`, those that `wanted` accepts.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn history(
        &mut self,
        limit: usize,
        wanted: &mut dyn FnMut(&Study, &Entry) -> bool,
    ) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let Self { vault, study, .. } = self;
        walk_back(vault, &mut |entry| {
            if wanted(study, &entry) {
                entries.push(entry);
            }
            entries.len() < limit
        })?;
        for entry in &mut entries {
            if let Gesture::Undid(batch) | Gesture::Redid(batch) = entry.gesture {
                entry.did = self.entry(batch)?.map(|meant| self.in_words(&meant)).unwrap_or_default();
            }
        }
        Ok(entries)
    }

    /// One gesture by its name.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn entry(&mut self, batch: BatchId) -> Result<Option<Entry>> {
        let mut found = None;
        self.walk_back(&mut |entry| {
            if entry.batch == batch {
                found = Some(entry);
            }
            found.is_none()
        })?;
        Ok(found)
    }

    /// Goes back through the gestures, the newest first, until `each` says to stop.
    pub(crate) fn walk_back(&mut self, each: &mut dyn FnMut(Entry) -> bool) -> Result<()> {
        walk_back(&mut self.vault, each)
    }

    /// What a gesture did, with the names that things have now where it did one thing only.
    #[must_use]
    pub fn in_words(&self, entry: &Entry) -> String {
        match (&entry.gesture, entry.changes.as_slice()) {
            (Gesture::Did(did), _) if !did.is_empty() => did.clone(),
            (Gesture::Did(_), changes @ ([_] | [_, _] | [_, _, _])) => {
                let each: Vec<String> = changes.iter().map(|change| self.study().describe(change)).collect();
                each.join(", ")
            }
            (Gesture::Did(_), changes) => format!("made {} changes", changes.len()),
            (Gesture::Undid(_), _) => format!("undid: {}", entry.did),
            (Gesture::Redid(_), _) => format!("did again: {}", entry.did),
        }
    }
}

/// Goes back through the gestures of a log, the newest first, until `each` says to stop.
fn walk_back(vault: &mut Vault, each: &mut dyn FnMut(Entry) -> bool) -> Result<()> {
    let mut pending: Vec<Change> = Vec::new();
    let mut stopped = false;
    changes_backwards(vault, &mut |change| {
        if pending.last().is_some_and(|last| last.batch != change.batch) {
            let entry = self_entry(std::mem::take(&mut pending));
            if let Some(entry) = entry
                && !each(entry)
            {
                stopped = true;
                return ControlFlow::Break(());
            }
        }
        pending.push(change);
        ControlFlow::Continue(())
    })?;
    if !stopped && let Some(entry) = self_entry(pending) {
        each(entry);
    }
    Ok(())
}

/// The gesture that changes, newest first, belong to.
pub(crate) fn self_entry(mut changes: Vec<Change>) -> Option<Entry> {
    changes.reverse();
    let first = changes.first()?;
    let gesture = changes.iter().find_map(|c| c.gesture.clone()).unwrap_or(Gesture::Did(String::new()));
    let did = match &gesture {
        Gesture::Did(did) => did.clone(),
        Gesture::Undid(_) | Gesture::Redid(_) => String::new(),
    };
    Some(Entry { batch: first.batch, author: first.author, at: first.at, gesture, did, changes })
}
