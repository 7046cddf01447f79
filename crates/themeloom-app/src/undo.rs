//! Undo and redo, without limit, batch by batch.
//!
//! Undoing appends the inverses of a batch's changes and names the batch; nothing is removed from
//! the log. What can be undone next follows from the log alone, so it survives closing the program.

use std::collections::BTreeSet;

use themeloom_study::{BatchId, Change, Gesture, Op};

use crate::error::{AppError, Result};
use crate::history::Entry;
use crate::open::OpenStudy;

/// A batch that was undone or done again, in words.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Undone {
    /// What the batch had done.
    pub did: String,
    /// How many changes it had.
    pub changes: usize,
}

impl OpenStudy {
    /// Undoes the last batch of whoever is working that is not undone yet.
    ///
    /// # Errors
    /// When there is none, when somebody changed the same since, or when it was an erasure.
    pub fn undo(&mut self) -> Result<Undone> {
        let target = self.find(false)?;
        self.take_back(&target, Gesture::Undid(target.batch), false)
    }

    /// Does the batch again that was undone last.
    ///
    /// # Errors
    /// When nothing was undone since the last change, or somebody changed the same since.
    pub fn redo(&mut self) -> Result<Undone> {
        let undoing = self.find(true)?;
        let Gesture::Undid(original) = undoing.gesture else {
            return Err(AppError::NothingTo { redo: true });
        };
        let did = self.entry(original)?.map(|entry| entry.did).unwrap_or_default();
        let redone = self.take_back(&undoing, Gesture::Redid(original), true)?;
        Ok(Undone { did, ..redone })
    }

    /// Undoes one batch of the history, whoever made it. What was done since stays.
    ///
    /// # Errors
    /// When there is no such batch, it is undone already, it was an erasure, or somebody changed the
    /// same since.
    pub fn undo_batch(&mut self, batch: BatchId) -> Result<Undone> {
        let target = self.undoable(batch)?;
        self.take_back(&target, Gesture::Undid(target.batch), false)
    }

    /// Why a batch cannot be undone, as far as the history says; nothing where it can. Whether somebody
    /// changed the same since shows only when it is undone.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn why_not_undo(&mut self, batch: BatchId) -> Result<Option<AppError>> {
        match self.undoable(batch) {
            Ok(_) => Ok(None),
            Err(why @ (AppError::NotFound { .. } | AppError::NothingTo { .. } | AppError::Erasure)) => {
                Ok(Some(why))
            }
            Err(error) => Err(error),
        }
    }

    /// A batch that was done and is not undone; of one that was done again, the doing again.
    fn undoable(&mut self, batch: BatchId) -> Result<Entry> {
        let mut newest = None;
        self.walk_back(&mut |entry| {
            let is_meant = match entry.gesture {
                Gesture::Did(_) => entry.batch == batch,
                Gesture::Undid(of) | Gesture::Redid(of) => of == batch,
            };
            newest = is_meant.then_some(entry);
            newest.is_none()
        })?;
        let Some(entry) = newest else {
            return Err(crate::resolve::not_found(
                "step of the history",
                &batch.0.to_string(),
                [].into_iter(),
            ));
        };
        if entry.changes.iter().any(|change| matches!(change.op, Op::Erase(..))) {
            return Err(AppError::Erasure);
        }
        match entry.gesture {
            Gesture::Undid(_) => Err(AppError::NothingTo { redo: false }),
            _ if entry.is_bookkeeping() => Err(AppError::NothingTo { redo: false }),
            Gesture::Did(_) | Gesture::Redid(_) => Ok(entry),
        }
    }

    /// What undo and redo would do next for whoever is working, in words.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn next_steps(&mut self) -> Result<(Option<String>, Option<String>)> {
        let mut words = [None, None];
        for (redo, words) in [false, true].into_iter().zip(&mut words) {
            let entry = match self.find(redo) {
                Err(AppError::NothingTo { .. }) => continue,
                found => found?,
            };
            let meant = match entry.gesture {
                Gesture::Did(_) => Some(entry),
                Gesture::Undid(batch) | Gesture::Redid(batch) => self.entry(batch)?,
            };
            *words = meant.map(|entry| self.in_words(&entry));
        }
        let [undo, redo] = words;
        Ok((undo, redo))
    }

    /// The batch that undo, or redo, takes next: going back through the log, undone batches are
    /// passed over, and batches done again count as done.
    fn find(&mut self, redo: bool) -> Result<Entry> {
        let me = self.me()?;
        let mut undone: BTreeSet<BatchId> = BTreeSet::new();
        let mut redone: BTreeSet<BatchId> = BTreeSet::new();
        let mut found = None;
        self.walk_back(&mut |entry| {
            if entry.author != me {
                return true;
            }
            match entry.gesture {
                Gesture::Undid(batch) => {
                    // An undoing that was itself made good by a redo is no longer in force.
                    if !redone.remove(&batch) {
                        if redo {
                            found = Some(entry);
                            return false;
                        }
                        undone.insert(batch);
                    }
                }
                Gesture::Redid(batch) => {
                    redone.insert(batch);
                    if !redo && !undone.contains(&batch) {
                        found = Some(entry);
                        return false;
                    }
                }
                Gesture::Did(_) if entry.is_bookkeeping() => {}
                Gesture::Did(_) if redo => {
                    if redone.is_empty() {
                        return false;
                    }
                }
                Gesture::Did(_) => {
                    if !undone.contains(&entry.batch) {
                        found = Some(entry);
                        return false;
                    }
                }
            }
            true
        })?;
        found.ok_or(AppError::NothingTo { redo })
    }

    /// Appends the inverses of a batch's changes, last first.
    fn take_back(&mut self, entry: &Entry, gesture: Gesture, redo: bool) -> Result<Undone> {
        // A batch that was done again is undone under its own name.
        let gesture = match (&entry.gesture, gesture) {
            (Gesture::Redid(original), Gesture::Undid(_)) => Gesture::Undid(*original),
            (_, gesture) => gesture,
        };
        if entry.changes.iter().any(|change| matches!(change.op, Op::Erase(..))) {
            return Err(AppError::Erasure);
        }
        let inverses: Vec<(Change, Op)> = entry
            .changes
            .iter()
            .rev()
            .filter_map(|change| Some((change.clone(), self.study().inverse_of(change)?)))
            .collect();
        let changes = inverses.len();
        let done = self.commit_as(gesture, |draft| {
            inverses.iter().try_for_each(|(_, inverse)| draft.add(inverse.clone()).map(drop))
        });
        if let Err(AppError::Meanwhile { what }) = done {
            let since = self.who_changed_since(&inverses)?.unwrap_or(what);
            return Err(AppError::ChangedSince { redo, since });
        }
        done?;
        Ok(Undone { did: entry.did.clone(), changes })
    }

    /// Who set the same values again after the changes that were to be taken back.
    fn who_changed_since(&mut self, inverses: &[(Change, Op)]) -> Result<Option<String>> {
        let mut since = None;
        self.walk_back(&mut |entry| {
            let later = entry.changes.iter().rev().find(|later| {
                inverses
                    .iter()
                    .any(|(change, inverse)| later.order() > change.order() && later.op.same_place(inverse))
            });
            since = later.map(|change| (change.author, change.at));
            since.is_none()
        })?;
        Ok(since.map(|(author, at)| {
            format!("{} changed the same on {}", self.study().initials(author), crate::clock::minute(at))
        }))
    }
}
