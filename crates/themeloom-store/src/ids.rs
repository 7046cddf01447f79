//! Names: of studies, subjects, keys, envelopes and blobs. All of them are opaque bytes.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! bytes_id {
    ($($(#[$doc:meta])* $name:ident[$len:literal]),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub [u8; $len]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    )+};
}

bytes_id! {
    /// The name of a study: drawn at random when it is created, the same in all its copies.
    StudyId[16],
    /// The name that the caller gives to someone whose words or data are sealed apart.
    SubjectId[16],
    /// The name of one key of the ring: random, and no part of the key.
    KeyId[16],
    /// The name of one key slot.
    SlotId[16],
    /// Where a blob is kept: a hash of its content under a key derived from its subject's key, so
    /// that equal content of one subject is kept once and the address betrays nothing.
    BlobAddress[32],
    /// A BLAKE3 hash.
    Hash[32],
}

impl Hash {
    /// The hash before the first of a chain.
    pub const ZERO: Self = Self([0; 32]);
}

impl From<[u8; 12]> for SubjectId {
    /// A subject named by 12 bytes; the last four are zero.
    fn from(bytes: [u8; 12]) -> Self {
        let mut id = [0; 16];
        id[..12].copy_from_slice(&bytes);
        Self(id)
    }
}

/// The name of one envelope: the writing session (replica) that made it, and its number in that
/// session from 1. It stays the same in every copy of the study.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct EnvelopeId {
    /// The writing session: drawn at random at each opening for writing.
    pub replica: u64,
    /// The number in the session's chain, from 1, without gaps.
    pub counter: u32,
}

impl fmt::Display for EnvelopeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}.{}", self.replica, self.counter)
    }
}

/// The place of an envelope in one store, from 1, without gaps. Copies of a study that were merged
/// may number the same envelope differently.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Sequence(pub u64);

impl Sequence {
    /// Before the first envelope.
    pub const START: Self = Self(0);
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Under which key something is sealed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum KeyFor {
    /// About nobody in particular: the study key.
    Study,
    /// Personal data that belong to no single subject: the study's identity key.
    StudyIdentity,
    /// The words of a subject, wrapped by the study key.
    Words(SubjectId),
    /// What identifies a subject, wrapped by the study's identity key.
    IdentityOf(SubjectId),
}

impl KeyFor {
    /// The subject, where there is one.
    #[must_use]
    pub const fn subject(self) -> Option<SubjectId> {
        match self {
            Self::Study | Self::StudyIdentity => None,
            Self::Words(subject) | Self::IdentityOf(subject) => Some(subject),
        }
    }

    /// Whether the identity key is needed to open it.
    #[must_use]
    pub const fn needs_identity(self) -> bool {
        matches!(self, Self::StudyIdentity | Self::IdentityOf(_))
    }

    /// The key that wraps keys of this kind; none for the two at the top, which the slots hold.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Study | Self::StudyIdentity => None,
            Self::Words(_) => Some(Self::Study),
            Self::IdentityOf(_) => Some(Self::StudyIdentity),
        }
    }

    /// The kind as one byte, fixed by format 1.
    #[must_use]
    pub const fn role(self) -> u8 {
        match self {
            Self::Study => 1,
            Self::StudyIdentity => 2,
            Self::Words(_) => 3,
            Self::IdentityOf(_) => 4,
        }
    }

    /// The kind that [`KeyFor::role`] and [`KeyFor::subject`] wrote.
    #[must_use]
    pub const fn from_parts(role: u8, subject: Option<SubjectId>) -> Option<Self> {
        match (role, subject) {
            (1, None) => Some(Self::Study),
            (2, None) => Some(Self::StudyIdentity),
            (3, Some(subject)) => Some(Self::Words(subject)),
            (4, Some(subject)) => Some(Self::IdentityOf(subject)),
            _ => None,
        }
    }
}
