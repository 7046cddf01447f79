//! A store in memory: for tests, and for looking into a backup without writing it to the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use crate::envelope::{Body, ReplicaHead, SealedEnvelope};
use crate::error::{Result, StoreError};
use crate::head::Head;
use crate::ids::{BlobAddress, EnvelopeId, KeyId, Sequence, SlotId, StudyId, SubjectId};
use crate::store::{
    Batch, BlobRow, Chain, EachEnvelope, EachPiece, Erased, Erasure, FrozenWork, KeyChange, KeyRow, Mark,
    NextPiece, SlotRow, SnapshotRow, Store, chain_start, continues, end_after,
};

/// A study kept in memory.
#[derive(Clone, Debug)]
pub struct MemoryStore {
    study: StudyId,
    head: Head,
    sealed_head: Vec<u8>,
    envelopes: Vec<SealedEnvelope>,
    chains: BTreeMap<u64, Chain>,
    keys: BTreeMap<KeyId, KeyRow>,
    slots: BTreeMap<SlotId, SlotRow>,
    erased: BTreeSet<SubjectId>,
    blobs: BTreeMap<BlobAddress, (BlobRow, Vec<Vec<u8>>)>,
    snapshot: Option<SnapshotRow>,
    marks: BTreeMap<[u8; 20], Vec<ReplicaHead>>,
    /// How it was when writes began that are kept together.
    before: Option<Box<Self>>,
}

impl MemoryStore {
    /// An empty study.
    #[must_use]
    pub const fn new(study: StudyId) -> Self {
        Self {
            study,
            head: Head::EMPTY,
            sealed_head: Vec::new(),
            envelopes: Vec::new(),
            chains: BTreeMap::new(),
            keys: BTreeMap::new(),
            slots: BTreeMap::new(),
            erased: BTreeSet::new(),
            blobs: BTreeMap::new(),
            snapshot: None,
            marks: BTreeMap::new(),
            before: None,
        }
    }

    fn erase_bodies(&mut self, doomed: &dyn Fn(&SealedEnvelope) -> bool) -> u64 {
        let mut count = 0;
        for envelope in &mut self.envelopes {
            if doomed(envelope) && matches!(envelope.body, Body::Sealed(_)) {
                envelope.body = envelope.body.erased();
                count += 1;
            }
        }
        count
    }

    fn destroy_keys(&mut self, doomed: &BTreeSet<KeyId>) -> u64 {
        let mut count = 0;
        for row in self.keys.values_mut().filter(|row| !row.destroyed && doomed.contains(&row.id)) {
            row.destroyed = true;
            row.wrapped.clear();
            count += 1;
        }
        count
    }
}

/// The chains as they are after a batch.
fn extended(chains: &BTreeMap<u64, Chain>, batch: &[SealedEnvelope]) -> Result<BTreeMap<u64, Chain>> {
    let mut chains = chains.clone();
    for envelope in batch {
        let id = envelope.header.id;
        let end = chains.get(&id.replica).map_or(chain_start(id.replica), |chain| chain.end);
        if !continues(&end, envelope) {
            return Err(StoreError::BrokenChain { id });
        }
        for seen in &envelope.header.seen {
            if let Some(chain) = chains.get_mut(&seen.id.replica).filter(|chain| chain.end == *seen) {
                chain.seen_by_another = true;
            }
        }
        chains.insert(id.replica, Chain { end: end_after(envelope), seen_by_another: false });
    }
    Ok(chains)
}

impl Store for MemoryStore {
    fn study(&mut self) -> Result<StudyId> {
        Ok(self.study)
    }

    fn head(&mut self) -> Result<Head> {
        Ok(self.head)
    }

    fn sealed_head(&mut self) -> Result<Vec<u8>> {
        Ok(self.sealed_head.clone())
    }

    fn append(&mut self, expected: &Head, batch: &Batch) -> Result<Head> {
        if self.head != *expected {
            return Err(StoreError::HeadMoved { expected: *expected, found: self.head });
        }
        self.chains = extended(&self.chains, &batch.envelopes)?;
        self.head = self.head.after_all(&batch.envelopes);
        self.envelopes.extend_from_slice(&batch.envelopes);
        self.sealed_head.clone_from(&batch.sealed_head);
        Ok(self.head)
    }

    fn read(&mut self, after: Sequence, limit: u64, each: &mut EachEnvelope<'_>) -> Result<()> {
        let skip = usize::try_from(after.0).unwrap_or(usize::MAX);
        let take = usize::try_from(limit).unwrap_or(usize::MAX);
        for (sequence, envelope) in (1..).zip(&self.envelopes).skip(skip).take(take) {
            if each(Sequence(sequence), envelope.clone()) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn read_backwards(&mut self, before: Sequence, limit: u64, each: &mut EachEnvelope<'_>) -> Result<()> {
        let take = usize::try_from(limit).unwrap_or(usize::MAX);
        let below = (1..).zip(&self.envelopes).take_while(|(sequence, _)| *sequence < before.0);
        for (sequence, envelope) in below.collect::<Vec<_>>().into_iter().rev().take(take) {
            if each(Sequence(sequence), envelope.clone()) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn chains(&mut self) -> Result<Vec<Chain>> {
        Ok(self.chains.values().copied().collect())
    }

    fn keys(&mut self) -> Result<Vec<KeyRow>> {
        Ok(self.keys.values().cloned().collect())
    }

    fn slots(&mut self) -> Result<Vec<SlotRow>> {
        Ok(self.slots.values().cloned().collect())
    }

    fn change_keys(&mut self, change: &KeyChange) -> Result<()> {
        for row in &change.keys {
            if !self.keys.get(&row.id).is_some_and(|old| old.destroyed) {
                self.keys.insert(row.id, row.clone());
            }
        }
        self.slots.extend(change.slots.iter().map(|slot| (slot.id, slot.clone())));
        self.slots.retain(|id, _| !change.remove_slots.contains(id));
        if let Some(sealed) = &change.sealed_head {
            self.sealed_head.clone_from(sealed);
        }
        Ok(())
    }

    fn erased_subjects(&mut self) -> Result<Vec<SubjectId>> {
        Ok(self.erased.iter().copied().collect())
    }

    fn erase(&mut self, erasure: &Erasure) -> Result<Erased> {
        let keys: BTreeSet<KeyId> = erasure.keys.iter().copied().collect();
        let singles: BTreeSet<EnvelopeId> = erasure.envelopes.iter().copied().collect();
        let before = self.blobs.len();
        self.blobs.retain(|address, (row, _)| !keys.contains(&row.key) && !erasure.blobs.contains(address));
        self.erased.extend(&erasure.subjects);
        self.snapshot = None;
        self.sealed_head.clone_from(&erasure.sealed_head);
        Ok(Erased {
            envelopes: self.erase_bodies(&|envelope| {
                keys.contains(&envelope.header.key) || singles.contains(&envelope.header.id)
            }),
            blobs: (before - self.blobs.len()) as u64,
            keys: self.destroy_keys(&keys),
            wiped: true,
        })
    }

    fn put_blob(&mut self, blob: &BlobRow, next: &mut NextPiece<'_>) -> Result<()> {
        if self.blobs.contains_key(&blob.address) {
            return Ok(());
        }
        let mut pieces = Vec::new();
        while let Some(piece) = next()? {
            pieces.push(piece);
        }
        self.blobs.insert(blob.address, (*blob, pieces));
        Ok(())
    }

    fn blob(&mut self, address: &BlobAddress) -> Result<Option<BlobRow>> {
        Ok(self.blobs.get(address).map(|(row, _)| *row))
    }

    fn blobs(&mut self) -> Result<Vec<BlobRow>> {
        Ok(self.blobs.values().map(|(row, _)| *row).collect())
    }

    fn blob_pieces(
        &mut self,
        address: &BlobAddress,
        first: u32,
        count: u32,
        each: &mut EachPiece<'_>,
    ) -> Result<()> {
        let Some((_, pieces)) = self.blobs.get(address) else { return Ok(()) };
        pieces.iter().skip(first as usize).take(count as usize).try_for_each(|piece| each(piece.clone()))
    }

    fn put_snapshot(&mut self, snapshot: &SnapshotRow) -> Result<()> {
        self.snapshot = Some(snapshot.clone());
        Ok(())
    }

    fn snapshot(&mut self) -> Result<Option<SnapshotRow>> {
        Ok(self.snapshot.clone())
    }

    fn drop_snapshot(&mut self) -> Result<()> {
        self.snapshot = None;
        Ok(())
    }

    fn put_mark(&mut self, mark: &Mark) -> Result<()> {
        self.marks.insert(mark.root, mark.chains.clone());
        Ok(())
    }

    fn marks(&mut self) -> Result<Vec<Mark>> {
        Ok(self.marks.iter().map(|(root, chains)| Mark { root: *root, chains: chains.clone() }).collect())
    }

    fn begin(&mut self) -> Result<()> {
        self.before = Some(Box::new(self.clone()));
        Ok(())
    }

    fn finish(&mut self, keep: bool) -> Result<()> {
        if let Some(before) = self.before.take().filter(|_| !keep) {
            *self = *before;
        }
        Ok(())
    }

    fn frozen(&mut self, work: &mut FrozenWork<'_>) -> Result<()> {
        work(self)
    }
}
