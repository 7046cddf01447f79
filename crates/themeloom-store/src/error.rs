//! What can go wrong in a store.
//!
//! Rules: a message says what was being done, where, and what to do next; it never holds anybody's
//! words, and no type of the database driver is part of a variant's fields.

use std::path::PathBuf;

use crate::head::Head;
use crate::ids::{BlobAddress, EnvelopeId, KeyId, Sequence, SubjectId};

/// A cause kept for the developer's log.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Everything that this crate can answer instead of a result.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no study at {}: check the name and the folder", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// Creating would overwrite something.
    #[error("{} exists already and was left as it is: choose another name", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a Themeloom study: choose a file that Themeloom made", path.display())]
    NotAStudy {
        /// The file.
        path: PathBuf,
    },
    /// The file is a damaged study.
    #[error(
        "{} is damaged and cannot be read in full: keep the file as it is and restore the newest backup beside it",
        path.display()
    )]
    Corrupted {
        /// The file.
        path: PathBuf,
        /// What the database said.
        #[source]
        cause: Cause,
    },
    /// A newer program wrote it.
    #[error(
        "{} was written by a newer Themeloom (format {found}; this program knows {known}): update the program",
        path.display()
    )]
    NewerFormat {
        /// The file.
        path: PathBuf,
        /// The format of the file.
        found: u32,
        /// The newest format that this program knows.
        known: u32,
    },
    /// The file or its folder cannot be written.
    #[error(
        "{} cannot be written: open the study for reading only, or copy it to a folder where you may write",
        path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The study was opened for reading only.
    #[error("the study was opened for reading only: open it for writing to change it")]
    OpenedForReading,
    /// Somebody else writes.
    #[error(
        "{} is open for writing by {by}: close it there first, or open it for reading only",
        path.display()
    )]
    InUse {
        /// The file.
        path: PathBuf,
        /// Who has it: program, computer and since when, as the other program wrote it.
        by: String,
    },
    /// A file could not be read or written.
    #[error("could not {doing} {}: check the disk and the permissions of the folder", path.display())]
    File {
        /// What was being done: "write", "read".
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A stream could not be read or written.
    #[error("could not {doing} the backup: check the disk and try again")]
    Stream {
        /// What was being done: "write", "read".
        doing: &'static str,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// The backend failed.
    #[error("the store could not {doing}: nothing was changed; check that the disk has room and try again")]
    Backend {
        /// What was being done.
        doing: &'static str,
        /// What the backend said.
        #[source]
        cause: Cause,
    },
    /// The log grew since the caller looked.
    #[error(
        "the study has {} changes where {} were expected: read the new changes and try again",
        found.sequence, expected.sequence
    )]
    HeadMoved {
        /// What the caller expected.
        expected: Head,
        /// What the store holds.
        found: Head,
    },
    /// Envelopes handed to the store do not continue their chain.
    #[error("change {id} does not continue the chain of its session: nothing was written; report this")]
    BrokenChain {
        /// The envelope.
        id: EnvelopeId,
    },
    /// An envelope is not what was written.
    #[error("change {sequence} ({id}) was altered or damaged: {why}; run a check and restore a backup")]
    Damaged {
        /// Its place in this store.
        sequence: Sequence,
        /// Its name as stored.
        id: EnvelopeId,
        /// What does not fit.
        why: Flaw,
    },
    /// A blob, snapshot or key is not what was written.
    #[error("{what} was altered or damaged: run a check and restore a backup")]
    DamagedPart {
        /// Which one.
        what: Part,
    },
    /// No slot opens with what was given.
    #[error("the passphrase does not open this study: check the spelling, or use the recovery code")]
    WrongPassphrase,
    /// The recovery code is not spelt as the program prints codes.
    #[error("the recovery code is mistyped: it has eight groups of four letters and digits")]
    RecoveryCodeMistyped,
    /// A passphrase is needed and none was given.
    #[error("the study is protected: a passphrase or the recovery code is needed")]
    PassphraseNeeded,
    /// There is no such slot.
    #[error("nobody with that name has a passphrase for this study")]
    NoSuchSlot,
    /// The last way to open the study would be lost.
    #[error("this is the only way to open the study: add another passphrase before removing it")]
    LastSlot,
    /// A name has a slot already.
    #[error("somebody with that name has a passphrase already: change it, or choose another name")]
    SlotExists,
    /// The identity key is needed and this person has none.
    #[error("this needs the key to identities, which your passphrase does not open: ask who holds it")]
    IdentityLocked,
    /// Something was to be sealed for a subject that was erased.
    #[error("participant {subject} was erased from this study: nothing can be kept about them again")]
    SubjectErased {
        /// The subject.
        subject: SubjectId,
    },
    /// A key that the ring does not know.
    #[error("key {key} is missing from the study: run a check and restore a backup")]
    MissingKey {
        /// The key.
        key: KeyId,
    },
    /// There is no such blob.
    #[error("the file with address {address} is missing from the study: run a check and restore a backup")]
    MissingBlob {
        /// Where it should be.
        address: BlobAddress,
    },
    /// Two different studies.
    #[error("the two files hold different studies and cannot be merged: choose two copies of one study")]
    OtherStudy,
    /// One writing session continues in two ways.
    #[error("change {id} differs between the two copies: one of them was altered; run a check on both")]
    Forked {
        /// The first envelope known to differ.
        id: EnvelopeId,
    },
    /// A backup stream ends before the keys.
    #[error(
        "the backup ends before the keys of the study, so nothing in it can be opened: use another backup"
    )]
    StreamTooShort,
    /// A stream is something else.
    #[error("this is not a Themeloom backup: choose a file that the backup command made")]
    NotAStream,
    /// A backup stream was altered.
    #[error("the backup is damaged at byte {offset}: use another backup")]
    DamagedStream {
        /// Bytes from the start.
        offset: u64,
    },
    /// The random source failed.
    #[error("the operating system gave no random numbers: restart the computer and try again")]
    NoRandomness,
    /// Argon2id could not run.
    #[error(
        "the passphrase could not be worked out: {memory_kib} KiB of memory are needed; close other programs"
    )]
    Derivation {
        /// The memory that the slot asks for.
        memory_kib: u32,
    },
    /// A printed head cannot be read.
    #[error("not a printed study state: expected loom1-, a number, a hyphen and 32 letters and digits")]
    NotAPrintedHead,
}

/// What does not fit in a damaged envelope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// Its fields and its content do not give its own hash.
    Content,
    /// It does not follow the change before it of the same session.
    Chain,
    /// The numbering of the store has a gap before it.
    Gap,
    /// It does not open under its key.
    Seal,
    /// Its key is not in the ring.
    Key,
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Content => "its content does not fit its hash",
            Self::Chain => "it does not follow the change before it",
            Self::Gap => "changes before it are missing",
            Self::Seal => "it does not open under its key",
            Self::Key => "its key is missing",
        })
    }
}

/// A part of the store other than an envelope.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// The content kept at an address.
    Blob(BlobAddress),
    /// The snapshot.
    Snapshot,
    /// A key of the ring.
    Key(KeyId),
    /// A key slot.
    Slot,
    /// The sealed head: the store is not in the state that was sealed.
    Head,
    /// The list of chains.
    Chains,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Blob(address) => write!(f, "the file with address {address}"),
            Self::Snapshot => f.write_str("the snapshot"),
            Self::Key(id) => write!(f, "key {id}"),
            Self::Slot => f.write_str("a passphrase slot"),
            Self::Head => f.write_str("the sealed state of the study"),
            Self::Chains => f.write_str("the list of writing sessions"),
        }
    }
}

/// The result of everything in this crate.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
