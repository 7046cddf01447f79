//! The trait that a backend implements: rows in, rows out. A backend knows no keys.
//!
//! The contract is written down as tests in [`crate::conformance`].

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::envelope::{ReplicaHead, SealedEnvelope};
use crate::error::Result;
use crate::head::Head;
use crate::ids::{BlobAddress, EnvelopeId, Hash, KeyFor, KeyId, Sequence, SlotId, StudyId, SubjectId};

/// Receives envelopes one by one and says whether to go on.
pub type EachEnvelope<'a> = dyn FnMut(Sequence, SealedEnvelope) -> ControlFlow<()> + Send + 'a;

/// Receives the pieces of something large, in order.
pub type EachPiece<'a> = dyn FnMut(Vec<u8>) -> Result<()> + 'a;

/// Gives the next piece of something large, until there is none.
pub type NextPiece<'a> = dyn FnMut() -> Result<Option<Vec<u8>>> + 'a;

/// Work done while a store stands still.
pub type FrozenWork<'a> = dyn FnMut(&mut dyn Store) -> Result<()> + 'a;

/// What to append in one go.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The envelopes, each continuing its chain.
    pub envelopes: Vec<SealedEnvelope>,
    /// The head after the batch, sealed under the study key.
    pub sealed_head: Vec<u8>,
}

/// The chain of one writing session.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Chain {
    /// Where it ends.
    pub end: ReplicaHead,
    /// Whether another session began after having seen this end.
    pub seen_by_another: bool,
}

/// A key of the ring, wrapped; or the memory of one that was destroyed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct KeyRow {
    /// Its name.
    pub id: KeyId,
    /// What it seals.
    pub purpose: KeyFor,
    /// From 1; a rotation makes the next.
    pub generation: u32,
    /// The key that wraps it; none for a newest study or identity key, which the slots hold.
    pub wrapped_by: Option<KeyId>,
    /// Nonce, wrapped key and tag; empty where the slots hold it, and once destroyed.
    pub wrapped: Vec<u8>,
    /// Destroyed for ever.
    pub destroyed: bool,
}

/// A key slot: one way to open the study. What is in it is the vault's business.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct SlotRow {
    /// Its name.
    pub id: SlotId,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Changes to keys and slots that take effect together.
#[derive(Clone, Default, Debug)]
pub struct KeyChange {
    /// Keys to add, or to replace under the same name.
    pub keys: Vec<KeyRow>,
    /// Slots to add or replace.
    pub slots: Vec<SlotRow>,
    /// Slots to remove.
    pub remove_slots: Vec<SlotId>,
    /// The sealed head, where it changes.
    pub sealed_head: Option<Vec<u8>>,
}

/// What to destroy in one go.
#[derive(Clone, Default, Debug)]
pub struct Erasure {
    /// Subjects never to be known again.
    pub subjects: Vec<SubjectId>,
    /// Keys to destroy. Whatever they seal goes with them: ciphertexts and blobs.
    pub keys: Vec<KeyId>,
    /// Single envelopes whose ciphertext goes.
    pub envelopes: Vec<EnvelopeId>,
    /// Single blobs to delete.
    pub blobs: Vec<BlobAddress>,
    /// The sealed head afterwards.
    pub sealed_head: Vec<u8>,
}

/// What was destroyed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Erased {
    /// Ciphertexts deleted.
    pub envelopes: u64,
    /// Blobs deleted.
    pub blobs: u64,
    /// Keys destroyed.
    pub keys: u64,
    /// Whether the deleted bytes are gone from the store's files already. Where another program was
    /// reading them, the next opening for writing wipes them.
    pub wiped: bool,
}

/// A blob without its content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct BlobRow {
    /// Where it is kept.
    pub address: BlobAddress,
    /// The key that seals it.
    pub key: KeyId,
    /// Its length in bytes, opened.
    pub length: u64,
}

/// A part of a snapshot: what comes from one key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SnapshotPart {
    /// The key that seals it.
    pub key: KeyId,
    /// Its sealed pieces, in order.
    pub pieces: Vec<Vec<u8>>,
}

/// A snapshot: a cache of what follows from the log up to a head.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SnapshotRow {
    /// The head that it was made at.
    pub at: Head,
    /// Its parts.
    pub parts: Vec<SnapshotPart>,
}

/// A printed head that the store remembers, so that a copy which merged this one can check it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// The root of the printed head.
    pub root: [u8; 20],
    /// The chain ends that it covers.
    pub chains: Vec<ReplicaHead>,
}

/// Something worth telling the person who opened the store; the store works all the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Note {
    /// The last write before a crash was not finished; nothing acknowledged is lost.
    UnfinishedWrite {
        /// Bytes dropped.
        bytes: u64,
    },
    /// The file lies on a network share, or in a folder that another program synchronises.
    SharedFolder {
        /// What it looks like: "OneDrive", "nfs".
        kind: String,
    },
    /// The file system keeps no locks, so two programs might write at once.
    NoLocks,
    /// The log is not in the state that was sealed last.
    HeadDiffers {
        /// Changes in the sealed head.
        sealed: u64,
        /// Changes found.
        found: u64,
    },
    /// Anybody can open the study.
    Unprotected,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnfinishedWrite { bytes } => {
                write!(f, "the last write was not finished; {bytes} bytes dropped")
            }
            Self::SharedFolder { kind } => {
                write!(f, "the study lies in a shared folder ({kind}): let only one person open it at a time")
            }
            Self::NoLocks => f.write_str(
                "this disk keeps no locks: make sure that nobody else has the study open for writing",
            ),
            Self::HeadDiffers { sealed, found } => write!(
                f,
                "the study has {found} changes where its seal says {sealed}: run a check before working on"
            ),
            Self::Unprotected => {
                f.write_str("the study has no passphrase: anybody with the file can read it")
            }
        }
    }
}

/// A place that keeps one study's sealed log, keys, blobs and snapshots.
///
/// Each method is one transaction: it happens wholly or not at all, and a change is on the disk
/// before the method returns.
pub trait Store: Send {
    /// The study that is kept here.
    ///
    /// # Errors
    /// Where the backend fails; so it is with every method.
    fn study(&mut self) -> Result<StudyId>;

    /// What there is to tell about the opening.
    fn notes(&self) -> Vec<Note> {
        Vec::new()
    }

    /// Whether nothing can be changed here.
    fn is_read_only(&self) -> bool {
        false
    }

    /// The state of the log.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn head(&mut self) -> Result<Head>;

    /// The sealed head as it was last given.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn sealed_head(&mut self) -> Result<Vec<u8>>;

    /// Appends a batch, numbering its envelopes without gaps.
    ///
    /// # Errors
    /// [`HeadMoved`](crate::StoreError::HeadMoved) where the log is not at `expected`;
    /// [`BrokenChain`](crate::StoreError::BrokenChain) where an envelope does not continue its chain.
    fn append(&mut self, expected: &Head, batch: &Batch) -> Result<Head>;

    /// Reads at most `limit` envelopes after a place, in order.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn read(&mut self, after: Sequence, limit: u64, each: &mut EachEnvelope<'_>) -> Result<()>;

    /// Reads at most `limit` envelopes before a place, the newest first.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn read_backwards(&mut self, before: Sequence, limit: u64, each: &mut EachEnvelope<'_>) -> Result<()>;

    /// The chains of all sessions, sorted.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn chains(&mut self) -> Result<Vec<Chain>>;

    /// The key ring, sorted.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn keys(&mut self) -> Result<Vec<KeyRow>>;

    /// The key slots, sorted.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn slots(&mut self) -> Result<Vec<SlotRow>>;

    /// Changes keys and slots. A destroyed key stays destroyed, whatever is put in its place.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn change_keys(&mut self, change: &KeyChange) -> Result<()>;

    /// The subjects that were erased, sorted.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn erased_subjects(&mut self) -> Result<Vec<SubjectId>>;

    /// Destroys keys and all that they seal, and every snapshot; then sees to it that the bytes are
    /// nowhere in the store's files.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn erase(&mut self, erasure: &Erasure) -> Result<Erased>;

    /// Keeps a blob; does nothing where the address is taken. `next` gives the sealed pieces.
    ///
    /// # Errors
    /// See [`Store::study`]; and those of `next`.
    fn put_blob(&mut self, blob: &BlobRow, next: &mut NextPiece<'_>) -> Result<()>;

    /// A blob without its content.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn blob(&mut self, address: &BlobAddress) -> Result<Option<BlobRow>>;

    /// All blobs, sorted by address.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn blobs(&mut self) -> Result<Vec<BlobRow>>;

    /// The sealed pieces of a blob from the `first` on (counted from 0), at most `count`.
    ///
    /// # Errors
    /// See [`Store::study`]; and those of `each`.
    fn blob_pieces(
        &mut self,
        address: &BlobAddress,
        first: u32,
        count: u32,
        each: &mut EachPiece<'_>,
    ) -> Result<()>;

    /// Keeps a snapshot in place of the one before.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn put_snapshot(&mut self, snapshot: &SnapshotRow) -> Result<()>;

    /// The snapshot, if there is one.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn snapshot(&mut self) -> Result<Option<SnapshotRow>>;

    /// Drops the snapshot.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn drop_snapshot(&mut self) -> Result<()>;

    /// Remembers a printed head.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn put_mark(&mut self, mark: &Mark) -> Result<()>;

    /// The printed heads, sorted.
    ///
    /// # Errors
    /// See [`Store::study`].
    fn marks(&mut self) -> Result<Vec<Mark>>;

    /// Begins writes that are kept together: nothing is on the disk before [`Store::finish`].
    ///
    /// # Errors
    /// [`StoreError::OpenedForReading`](crate::StoreError::OpenedForReading); and see [`Store::study`].
    fn begin(&mut self) -> Result<()>;

    /// Keeps what was written since [`Store::begin`], or leaves everything as it was then.
    ///
    /// # Errors
    /// See [`Store::study`]; nothing of it is kept then.
    fn finish(&mut self, keep: bool) -> Result<()>;

    /// Runs `work` on this store while it stands still: what others write meanwhile is not seen.
    ///
    /// # Errors
    /// See [`Store::study`]; and those of `work`.
    fn frozen(&mut self, work: &mut FrozenWork<'_>) -> Result<()>;
}

/// The ends of the chains that no other session has seen: what a new session names as seen.
#[must_use]
pub fn frontier(chains: &[Chain]) -> Vec<ReplicaHead> {
    chains.iter().filter(|chain| !chain.seen_by_another).map(|chain| chain.end).collect()
}

/// The place of the last envelope of a chain, or of none.
pub(crate) const fn chain_start(replica: u64) -> ReplicaHead {
    ReplicaHead { id: EnvelopeId { replica, counter: 0 }, chain: Hash::ZERO }
}

/// Whether an envelope continues the chain that ends at `end`.
pub(crate) fn continues(end: &ReplicaHead, envelope: &SealedEnvelope) -> bool {
    let header = &envelope.header;
    header.id.replica == end.id.replica
        && end.id.counter.checked_add(1) == Some(header.id.counter)
        && header.previous == end.chain
        && (header.id.counter == 1 || header.seen.is_empty())
}

/// The end of the chain after an envelope.
pub(crate) const fn end_after(envelope: &SealedEnvelope) -> ReplicaHead {
    ReplicaHead { id: envelope.header.id, chain: envelope.chain }
}
