//! The head: in what state a log is, in memory and on paper.
//!
//! A [`Head`] belongs to one store: it counts the envelopes in the order of that store and hashes
//! their chain hashes one into the next. A [`PrintedHead`] belongs to a set of envelopes: it is the
//! hash over the ends of all chains, sorted, so that a copy which merged the study can check it too.
//!
//! What a printed head shows: that every envelope counted in it is there, unaltered, whatever was
//! appended or merged since. It shows nothing about what came later, and a ciphertext that was
//! erased since does not change it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::envelope::{ReplicaHead, SealedEnvelope};
use crate::error::StoreError;
use crate::ids::{Hash, Sequence, StudyId};

/// The state of one store's log.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Head {
    /// How many envelopes there are.
    pub sequence: Sequence,
    /// The highest order stamp of any envelope.
    pub stamp: u64,
    /// The chain hashes of all envelopes, hashed one into the next in the order of this store.
    pub rolling: Hash,
}

impl Head {
    /// The head of an empty log.
    pub const EMPTY: Self = Self { sequence: Sequence::START, stamp: 0, rolling: Hash::ZERO };

    /// The head after one more envelope.
    #[must_use]
    pub fn after(&self, envelope: &SealedEnvelope) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.rolling.0);
        hasher.update(&envelope.chain.0);
        Self {
            sequence: Sequence(self.sequence.0 + 1),
            stamp: self.stamp.max(envelope.header.stamp),
            rolling: Hash(*hasher.finalize().as_bytes()),
        }
    }

    /// The head after a whole batch.
    #[must_use]
    pub fn after_all(&self, envelopes: &[SealedEnvelope]) -> Self {
        envelopes.iter().fold(*self, |head, envelope| head.after(envelope))
    }
}

/// A head as a report prints it: `loom1-<changes>-<32 letters and digits>`, 160 bits of hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PrintedHead {
    /// How many envelopes it covers.
    pub count: u64,
    /// The hash over the sorted chain ends.
    pub root: [u8; 20],
}

impl PrintedHead {
    /// The printed head of a set of chains.
    #[must_use]
    pub fn of(study: StudyId, chains: &[ReplicaHead]) -> Self {
        let mut sorted = chains.to_vec();
        sorted.sort_unstable();
        let mut hasher = blake3::Hasher::new_derive_key("themeloom 2026 printed head v1");
        hasher.update(&study.0);
        hasher.update(&crate::envelope::seen_to_bytes(&sorted));
        let mut root = [0; 20];
        hasher.finalize_xof().fill(&mut root);
        Self { count: sorted.iter().map(|head| u64::from(head.id.counter)).sum(), root }
    }
}

impl fmt::Display for PrintedHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "loom1-{}-{}", self.count, crate::crypto::base32::encode(&self.root).to_lowercase())
    }
}

impl FromStr for PrintedHead {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let parse = || {
            let (count, root) = text.trim().strip_prefix("loom1-")?.split_once('-')?;
            let root = crate::crypto::base32::decode(root)?.try_into().ok()?;
            Some(Self { count: count.parse().ok()?, root })
        };
        parse().ok_or(StoreError::NotAPrintedHead)
    }
}
