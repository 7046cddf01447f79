//! Where a study is kept: sealed envelopes, keys, snapshots and blobs.
//!
//! The store knows nothing of studies. It appends and reads sealed bytes with the hash chain of the
//! writing session that made them, keeps the keys that seal them, and can show that nothing was
//! altered. Subjects are opaque names, payloads are bytes.
//!
//! Two layers:
//! - [`Store`] is what a backend implements: rows in, rows out, no keys. [`SqliteStore`] keeps a study
//!   in one file, [`MemoryStore`] in memory; [`conformance`] is the contract that both are held to.
//! - [`Vault`] works on any store: it unlocks keys, seals and opens, verifies chains, rotates,
//!   erases, backs up, merges and checks.
//!
//! May depend on: cryptography, SQLite, the operating system's files, locks and random numbers. Never
//! on another crate of Themeloom.
//!
//! Start reading at [`Vault`], then [`envelope`], [`store`] and `vault/ring.rs`.

pub mod conformance;
pub mod envelope;
pub mod store;

mod crypto;
mod error;
mod head;
mod ids;
mod memory;
mod sqlite;
mod vault;

pub use crypto::kdf::KdfCost;
pub use crypto::recovery::RecoveryCode;
pub use envelope::{Body, Header, ReplicaHead, SealedEnvelope};
pub use error::{Cause, Flaw, Part, Result, StoreError};
pub use head::{Head, PrintedHead};
pub use ids::{BlobAddress, EnvelopeId, Hash, KeyFor, KeyId, Sequence, SlotId, StudyId, SubjectId};
pub use memory::MemoryStore;
pub use sqlite::SqliteStore;
pub use store::{Note, Store};
pub use vault::{
    Against, BackupReport, CheckReport, Committed, Counted, Draft, KeyCheck, MergeReport, Opened,
    OpenedEnvelope, OpenedPart, Person, Problem, Protection, Restore, RestoreReport, SlotKind, Snapshot,
    Unlock, Vault, is_protected, restore_file,
};
