//! Snapshots: caches of what follows from the log, sealed under the keys of what they come from.
//! Losing one loses nothing.

use super::Vault;
use super::blobs::PIECE;
use super::read::{Opened, open_bytes};
use super::ring::KeyRing;
use crate::crypto::seal;
use crate::error::{Part, Result, StoreError};
use crate::head::Head;
use crate::ids::{KeyFor, KeyId, StudyId};
use crate::store::{SnapshotPart, SnapshotRow};

/// A snapshot, opened as far as this person's slot reaches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snapshot {
    /// The state of the log that it was made at.
    pub at: Head,
    /// Its parts, in the order given.
    pub parts: Vec<OpenedPart>,
}

/// A part of a snapshot: what comes from one key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenedPart {
    /// Under which key it is sealed.
    pub key: KeyFor,
    /// Its content.
    pub content: Opened,
}

impl Vault {
    /// Keeps a snapshot of the log as it stands, in place of the one before.
    ///
    /// # Errors
    /// As for sealing under the keys of the parts.
    pub fn put_snapshot(&mut self, parts: &[(KeyFor, &[u8])]) -> Result<()> {
        self.ensure_keys(parts.iter().map(|(key, _)| *key))?;
        let at = self.head;
        let mut rows = Vec::with_capacity(parts.len());
        for (number, (purpose, content)) in (0_u32..).zip(parts) {
            let (key, secret) = self.ring.current(*purpose)?;
            let place = PartPlace { study: self.study, at, key, number, length: content.len() as u64 };
            // An empty part has one empty piece, so that its absence shows.
            let empty = content.is_empty().then_some(*content);
            let pieces = (0_u32..)
                .zip(content.chunks(usize::try_from(PIECE).unwrap_or(usize::MAX)).chain(empty))
                .map(|(index, piece)| seal::seal(&secret, &place.associated(index), piece))
                .collect::<Result<Vec<_>>>()?;
            rows.push(SnapshotPart { key, pieces });
        }
        self.store.put_snapshot(&SnapshotRow { at, parts: rows })
    }

    /// The snapshot, if there is one that fits this log and is whole. A damaged one is dropped from
    /// the answer: the log has everything.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn snapshot(&mut self) -> Result<Option<Snapshot>> {
        let Some(row) = self.store.snapshot()? else { return Ok(None) };
        let same_length = row.at.sequence == self.head.sequence;
        if row.at.sequence > self.head.sequence || (same_length && row.at.rolling != self.head.rolling) {
            return Ok(None);
        }
        match open_all(self.study, &self.ring, &row) {
            Ok(parts) => Ok(Some(Snapshot { at: row.at, parts })),
            Err(StoreError::DamagedPart { .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Drops the snapshot.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn drop_snapshot(&mut self) -> Result<()> {
        self.store.drop_snapshot()
    }
}

/// Opens all parts, half of the pieces on a second thread.
pub(super) fn open_all(study: StudyId, ring: &KeyRing, row: &SnapshotRow) -> Result<Vec<OpenedPart>> {
    let mut jobs = Vec::new();
    for (number, part) in (0_u32..).zip(&row.parts) {
        if part.pieces.is_empty() {
            return Err(StoreError::DamagedPart { what: Part::Snapshot });
        }
        let length =
            part.pieces.iter().map(|piece| (piece.len() - seal::OVERHEAD.min(piece.len())) as u64).sum();
        let place = PartPlace { study, at: row.at, key: part.key, number, length };
        jobs.extend((0_u32..).zip(&part.pieces).map(|(index, piece)| (place, index, piece)));
    }
    let open = |jobs: &[(PartPlace, u32, &Vec<u8>)]| {
        let open_one = |(place, index, piece): &(PartPlace, u32, &Vec<u8>)| {
            open_bytes(ring, place.key, &place.associated(*index), piece)
                .ok_or(StoreError::DamagedPart { what: Part::Snapshot })
        };
        jobs.iter().map(open_one).collect::<Result<Vec<_>>>()
    };
    let (front, back) = jobs.split_at(jobs.len() / 2);
    let mut opened = std::thread::scope(|scope| {
        let second = scope.spawn(|| open(back));
        let mut all = open(front)?;
        all.extend(second.join().unwrap_or(Err(StoreError::DamagedPart { what: Part::Snapshot }))?);
        Ok(all)
    })?
    .into_iter();
    row.parts.iter().map(|part| join(ring, part, opened.by_ref().take(part.pieces.len()))).collect()
}

fn join(ring: &KeyRing, part: &SnapshotPart, pieces: impl Iterator<Item = Opened>) -> Result<OpenedPart> {
    let damaged = StoreError::DamagedPart { what: Part::Snapshot };
    let key = ring.rows.get(&part.key).ok_or(damaged)?.purpose;
    let mut whole = Vec::new();
    let mut hidden = None;
    for piece in pieces {
        match piece {
            Opened::Plain(bytes) if whole.is_empty() => whole = bytes,
            Opened::Plain(bytes) => whole.extend_from_slice(&bytes),
            other => hidden = Some(other),
        }
    }
    Ok(OpenedPart { key, content: hidden.unwrap_or(Opened::Plain(whole)) })
}

/// Where a piece belongs.
#[derive(Clone, Copy)]
struct PartPlace {
    study: StudyId,
    at: Head,
    key: KeyId,
    number: u32,
    length: u64,
}

impl PartPlace {
    fn associated(&self, index: u32) -> Vec<u8> {
        let mut bytes = b"themeloom snapshot v1".to_vec();
        bytes.extend_from_slice(&self.study.0);
        bytes.extend_from_slice(&self.at.sequence.0.to_be_bytes());
        bytes.extend_from_slice(&self.at.stamp.to_be_bytes());
        bytes.extend_from_slice(&self.at.rolling.0);
        bytes.extend_from_slice(&self.key.0);
        bytes.extend_from_slice(&self.number.to_be_bytes());
        bytes.extend_from_slice(&self.length.to_be_bytes());
        bytes.extend_from_slice(&index.to_be_bytes());
        bytes
    }
}
