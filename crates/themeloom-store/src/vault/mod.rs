//! The vault: a store with its keys unlocked.
//!
//! One file for each thing that one can do with it; `ring` and `slot` hold the keys, `verify` the
//! rules that every envelope must keep.

mod blobs;
mod check;
mod create;
mod erase;
mod key_check;
mod merge;
mod people;
mod read;
mod ring;
mod slot;
mod snapshot;
mod stream;
mod take_log;
mod verify;
mod write;

use crate::crypto::secret::SecretKey;
use crate::envelope::ReplicaHead;
use crate::error::{Result, StoreError};
use crate::head::{Head, PrintedHead};
use crate::ids::{EnvelopeId, KeyFor, StudyId};
use crate::store::{Mark, Note, Store};

pub use check::{Against, CheckReport, Problem};
pub use create::{Protection, Unlock, is_protected};
pub use key_check::KeyCheck;
pub use merge::MergeReport;
pub use people::Person;
pub use read::{Opened, OpenedEnvelope};
pub use slot::SlotKind;
pub use snapshot::{OpenedPart, Snapshot};
pub use stream::{BackupReport, Counted, Restore, RestoreReport, restore_file};
pub use write::{Committed, Draft};

use ring::KeyRing;

/// A study's store with its keys unlocked.
///
/// ```
/// use themeloom_store::{Draft, KeyFor, MemoryStore, Protection, StudyId, Vault};
///
/// # fn main() -> themeloom_store::Result<()> {
/// let store = Box::new(MemoryStore::new(StudyId([7; 16])));
/// let mut vault = Vault::create(store, &Protection::None { name: "Ann" })?;
/// vault.commit(&[Draft { key: KeyFor::Study, stamp: 1, payload: b"renamed a code" }])?;
/// assert_eq!(vault.read_all()?.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Vault {
    store: Box<dyn Store>,
    study: StudyId,
    ring: KeyRing,
    head: Head,
    /// The end of our own chain; its counter is 0 before our first envelope.
    own: ReplicaHead,
    notes: Vec<Note>,
}

impl std::fmt::Debug for dyn Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Vault {
    /// The study that is kept here.
    #[must_use]
    pub const fn study(&self) -> StudyId {
        self.study
    }

    /// The state of the log as this vault last saw it.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.head
    }

    /// What there is to tell about the opening.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Whether nothing can be changed here.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// The name that the next envelope will get.
    ///
    /// # Errors
    /// [`StoreError::OpenedForReading`] where nothing can be written.
    pub fn next_id(&self) -> Result<EnvelopeId> {
        if self.is_read_only() {
            return Err(StoreError::OpenedForReading);
        }
        Ok(EnvelopeId { replica: self.own.id.replica, counter: self.own.id.counter + 1 })
    }

    /// Looks again at the log and the keys, which another program may have changed.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn refresh(&mut self) -> Result<Head> {
        self.head = self.store.head()?;
        self.ring.reload(self.study, &mut *self.store)?;
        // An append that reported a failure may yet have reached the disk: our chain ends where the
        // store says.
        let ours = self.own.id.replica;
        if let Some(chain) = self.store.chains()?.iter().find(|chain| chain.end.id.replica == ours) {
            self.own = chain.end;
        }
        Ok(self.head)
    }

    /// The state of the study for printing. A vault that may write also remembers it, so that copies
    /// which merge this one can check it.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn print_head(&mut self) -> Result<PrintedHead> {
        let chains: Vec<ReplicaHead> = self.store.chains()?.iter().map(|chain| chain.end).collect();
        let printed = PrintedHead::of(self.study, &chains);
        if !self.is_read_only() {
            self.store.put_mark(&Mark { root: printed.root, chains })?;
        }
        Ok(printed)
    }

    /// A secret of the caller's own, derived from the first key of a kind, so that it is the same
    /// before and after a rotation: for keyed hashes that must betray nothing to those who lack the
    /// key. The caller zeroes it.
    ///
    /// # Errors
    /// As for sealing under that key.
    pub fn derive_secret(&mut self, key: KeyFor, context: &str) -> Result<[u8; 32]> {
        self.ensure_keys([key])?;
        let key = self.ring.first(key)?;
        Ok(blake3::derive_key(&format!("themeloom 2026 derived secret: {context}"), key.expose()))
    }

    /// Drops the keys, folds the store into its file and releases it.
    pub fn close(self) {
        drop(self);
    }

    fn key_for(&mut self, purpose: KeyFor) -> Result<(crate::ids::KeyId, SecretKey)> {
        self.ensure_keys([purpose])?;
        self.ring.current(purpose)
    }
}
