//! Merging: the union of two copies of one study.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::Vault;
use super::blobs::{fetch, open_blob};
use super::ring::wrap;
use super::verify::Verifier;
use crate::envelope::{Body, SealedEnvelope};
use crate::error::{Result, StoreError};
use crate::ids::{EnvelopeId, Hash, KeyId, Sequence, SubjectId};
use crate::store::{Batch, Erasure, KeyChange, KeyRow};

/// What a merge brought.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MergeReport {
    /// The envelopes that are new here, in the order in which they were appended.
    pub new: Vec<EnvelopeId>,
    /// Whether any of them belongs, by its stamp, before something that was here: the state has to
    /// be computed anew.
    pub rebuild: bool,
    /// Blobs that are new here.
    pub blobs: u64,
    /// Keys that are new here.
    pub keys: u64,
    /// Subjects that the other copy had erased, and that are erased here now.
    pub erased: Vec<SubjectId>,
    /// Keys that could not be taken over, because whoever opened the other copy does not hold the key
    /// to identities. What they seal stays closed here.
    pub keys_left: Vec<KeyId>,
}

impl Vault {
    /// Takes in everything that another copy of the same study has and this one lacks. The other copy
    /// is not changed. The people who may open this copy stay as they are.
    ///
    /// # Errors
    /// [`StoreError::OtherStudy`]; [`StoreError::Forked`] where a session continues differently in the
    /// two; [`StoreError::Damaged`] and [`StoreError::DamagedPart`] where the other copy is. Nothing is
    /// taken in then.
    pub fn merge_from(&mut self, other: &mut Self) -> Result<MergeReport> {
        if self.is_read_only() {
            return Err(StoreError::OpenedForReading);
        }
        if self.study != other.study {
            return Err(StoreError::OtherStudy);
        }
        self.refresh()?;
        other.refresh()?;
        let fresh = self.compare(other)?;
        self.check_blobs(other)?;
        let mut report =
            MergeReport { erased: self.merge_erasures(other, &fresh)?, ..MergeReport::default() };
        self.merge_keys(other, &mut report)?;
        self.merge_log(fresh, &mut report)?;
        self.merge_blobs(other, &mut report)?;
        for mark in other.store.marks()? {
            self.store.put_mark(&mark)?;
        }
        Ok(report)
    }

    /// Walks through both logs: what is new in the other, and whether they agree where both have it.
    fn compare(&mut self, other: &mut Self) -> Result<Fresh> {
        let ends: BTreeMap<u64, u32> =
            self.store.chains()?.iter().map(|chain| (chain.end.id.replica, chain.end.id.counter)).collect();
        let mut fresh = Fresh::default();
        let mut shared: BTreeMap<EnvelopeId, Hash> = BTreeMap::new();
        let mut verifier = Verifier::after(self.study, Sequence::START);
        let mut flaw = None;
        other.store.read(Sequence::START, u64::MAX, &mut |sequence, envelope| {
            let id = envelope.header.id;
            if let (_, Some(why)) = verifier.accept(sequence, &envelope) {
                flaw = Some(StoreError::Damaged { sequence, id, why });
                return ControlFlow::Break(());
            }
            if ends.get(&id.replica).is_some_and(|counter| id.counter <= *counter) {
                // Chains commit to all before, so the last shared envelope of each speaks for all.
                shared.retain(|last, _| last.replica != id.replica || last.counter > id.counter);
                shared.insert(id, envelope.chain);
                if matches!(envelope.body, Body::Erased(_)) {
                    fresh.erased.insert(id);
                }
            } else {
                fresh.envelopes.push(envelope);
            }
            ControlFlow::Continue(())
        })?;
        if let Some(flaw) = flaw {
            return Err(flaw);
        }
        self.check_shared(shared).map(|()| fresh)
    }

    fn check_shared(&mut self, mut shared: BTreeMap<EnvelopeId, Hash>) -> Result<()> {
        let mut forked = None;
        self.store.read(Sequence::START, u64::MAX, &mut |_, envelope| {
            let id = envelope.header.id;
            if shared.remove(&id).is_some_and(|chain| chain != envelope.chain) {
                forked = Some(id);
            }
            if forked.is_some() || shared.is_empty() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })?;
        forked.map_or(Ok(()), |id| Err(StoreError::Forked { id }))
    }

    /// What either copy has erased is erased in the union.
    fn merge_erasures(&mut self, other: &Self, fresh: &Fresh) -> Result<Vec<SubjectId>> {
        let subjects: Vec<SubjectId> = other.ring.erased.difference(&self.ring.erased).copied().collect();
        if !subjects.is_empty() {
            self.erase_subjects(&subjects)?;
        }
        let mut singles = BTreeSet::new();
        self.store.read(Sequence::START, u64::MAX, &mut |_, envelope| {
            let id = envelope.header.id;
            if matches!(envelope.body, Body::Sealed(_)) && fresh.erased.contains(&id) {
                singles.insert(id);
            }
            ControlFlow::Continue(())
        })?;
        if !singles.is_empty() {
            let envelopes = singles.into_iter().collect();
            self.erase(Erasure { envelopes, ..Erasure::default() })?;
        }
        Ok(subjects)
    }

    fn merge_keys(&mut self, other: &Self, report: &mut MergeReport) -> Result<()> {
        let (mut rows, mut open) = (Vec::new(), Vec::new());
        for theirs in other.ring.rows.values().filter(|row| !self.ring.rows.contains_key(&row.id)) {
            let mut row = theirs.clone();
            let erased = row.purpose.subject().is_some_and(|subject| self.ring.erased.contains(&subject));
            if erased {
                row.destroyed = true;
                row.wrapped.clear();
            } else if row.wrapped_by.is_none() && !self.wrap_foreign(other, &mut row)? {
                report.keys_left.push(row.id);
                continue;
            }
            if let Ok(key) = other.ring.opened(row.id) {
                open.push((row.id, key.clone()));
            }
            rows.push(row);
        }
        report.keys = rows.len() as u64;
        if rows.is_empty() {
            return Ok(());
        }
        self.change(KeyChange { keys: rows, ..KeyChange::default() }, open)
    }

    /// A newest key of the other copy is in its slots only: here it goes under our own newest.
    fn wrap_foreign(&self, other: &Self, row: &mut KeyRow) -> Result<bool> {
        let (Ok(key), Ok((id, parent))) = (other.ring.opened(row.id), self.ring.current(row.purpose)) else {
            return Ok(false);
        };
        wrap(self.study, row, key, id, &parent)?;
        Ok(true)
    }

    fn merge_log(&mut self, fresh: Fresh, report: &mut MergeReport) -> Result<()> {
        let mut envelopes = fresh.envelopes;
        if envelopes.is_empty() {
            return Ok(());
        }
        for envelope in &mut envelopes {
            if self.ring.rows.get(&envelope.header.key).is_some_and(|row| row.destroyed) {
                envelope.body = envelope.body.erased();
            }
        }
        report.new = envelopes.iter().map(|envelope| envelope.header.id).collect();
        report.rebuild = envelopes.iter().any(|envelope| envelope.header.stamp <= self.head.stamp);
        let head = self.head.after_all(&envelopes);
        let sealed_head = self.ring.seal_head(self.study, head)?;
        self.head = self.store.append(&self.head, &Batch { envelopes, sealed_head })?;
        Ok(())
    }

    /// Looks through the blobs that we lack before anything is taken in: a copy of which a part is
    /// damaged is refused as a whole.
    fn check_blobs(&mut self, other: &mut Self) -> Result<()> {
        for row in other.store.blobs()? {
            if self.store.blob(&row.address)?.is_none() {
                let (row, pieces) = fetch(&mut *other.store, &row.address)?;
                open_blob(other.study, &other.ring, &row, &pieces)?;
            }
        }
        Ok(())
    }

    fn merge_blobs(&mut self, other: &mut Self, report: &mut MergeReport) -> Result<()> {
        for row in other.store.blobs()? {
            let known = self.ring.rows.get(&row.key).is_some_and(|key| !key.destroyed);
            if !known || self.store.blob(&row.address)?.is_some() {
                continue;
            }
            let (row, pieces) = fetch(&mut *other.store, &row.address)?;
            let mut pieces = pieces.into_iter();
            self.store.put_blob(&row, &mut || Ok(pieces.next()))?;
            report.blobs += 1;
        }
        Ok(())
    }
}

/// What the other copy has and we lack.
#[derive(Default)]
struct Fresh {
    envelopes: Vec<SealedEnvelope>,
    /// Shared envelopes whose ciphertext the other copy erased.
    erased: BTreeSet<EnvelopeId>,
}
