//! The envelope: one sealed entry of the log, and the chain that it is part of.
//!
//! All header fields are associated data of the seal, and the chain hash covers the header and the
//! hash of the ciphertext. An erased ciphertext leaves its hash behind, so the chain still verifies.
//! The place in the store ([`Sequence`](crate::Sequence)) is no part of the header: a merge appends
//! another copy's envelopes, unchanged, under new places.

use serde::{Deserialize, Serialize};

use crate::ids::{EnvelopeId, Hash, KeyId, StudyId};

/// The version of the envelope format, first byte of every header.
pub const ENVELOPE_FORMAT: u8 = 1;

/// The end of one session's chain, as another session saw it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ReplicaHead {
    /// The last envelope of the session.
    pub id: EnvelopeId,
    /// Its chain hash.
    pub chain: Hash,
}

/// What is written on the outside of an envelope.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Header {
    /// Its name.
    pub id: EnvelopeId,
    /// Its place in the order of the study: a Lamport counter.
    pub stamp: u64,
    /// The key that seals it.
    pub key: KeyId,
    /// The chain hash of the envelope before it in its session; zero for the first.
    pub previous: Hash,
    /// Only on the first envelope of a session: the ends of the chains that the session had seen.
    /// A chain whose end was already named by another listed session is not listed again.
    pub seen: Vec<ReplicaHead>,
}

impl Header {
    /// The header as the bytes that the seal authenticates and the chain covers (format 1).
    #[must_use]
    pub fn to_bytes(&self, study: StudyId) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(85 + self.seen.len() * 44);
        bytes.push(ENVELOPE_FORMAT);
        bytes.extend_from_slice(&study.0);
        bytes.extend_from_slice(&self.id.replica.to_be_bytes());
        bytes.extend_from_slice(&self.id.counter.to_be_bytes());
        bytes.extend_from_slice(&self.stamp.to_be_bytes());
        bytes.extend_from_slice(&self.key.0);
        bytes.extend_from_slice(&self.previous.0);
        bytes.extend_from_slice(&seen_to_bytes(&self.seen));
        bytes
    }
}

/// What is inside an envelope.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Body {
    /// Nonce, ciphertext and tag.
    Sealed(Vec<u8>),
    /// The ciphertext was deleted; this was its hash.
    Erased(Hash),
}

impl Body {
    /// The hash of the ciphertext, erased or not.
    #[must_use]
    pub fn hash(&self) -> Hash {
        match self {
            Self::Sealed(bytes) => Hash(*blake3::hash(bytes).as_bytes()),
            Self::Erased(hash) => *hash,
        }
    }

    /// The same body without its ciphertext.
    #[must_use]
    pub fn erased(&self) -> Self {
        Self::Erased(self.hash())
    }
}

/// One sealed entry of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SealedEnvelope {
    /// The outside.
    pub header: Header,
    /// The inside.
    pub body: Body,
    /// `blake3(header, blake3(ciphertext))`; the header holds the chain hash before it.
    pub chain: Hash,
}

/// The chain hash of an envelope: it covers the header, which holds the hash before it, and the hash
/// of the ciphertext.
#[must_use]
pub fn chain_hash(header_bytes: &[u8], body: &Body) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(header_bytes);
    hasher.update(&body.hash().0);
    Hash(*hasher.finalize().as_bytes())
}

/// The chain ends as bytes: 44 for each.
pub(crate) fn seen_to_bytes(seen: &[ReplicaHead]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(seen.len() * SEEN_LEN);
    for head in seen {
        bytes.extend_from_slice(&head.id.replica.to_be_bytes());
        bytes.extend_from_slice(&head.id.counter.to_be_bytes());
        bytes.extend_from_slice(&head.chain.0);
    }
    bytes
}

const SEEN_LEN: usize = 44;

/// The chain ends that [`seen_to_bytes`] wrote; `None` where the length does not fit.
pub(crate) fn seen_from_bytes(bytes: &[u8]) -> Option<Vec<ReplicaHead>> {
    let (entries, rest) = bytes.as_chunks::<SEEN_LEN>();
    if !rest.is_empty() {
        return None;
    }
    entries.iter().map(one_seen).collect()
}

fn one_seen(entry: &[u8; SEEN_LEN]) -> Option<ReplicaHead> {
    let (replica, rest) = entry.split_first_chunk()?;
    let (counter, chain) = rest.split_first_chunk()?;
    let id = EnvelopeId { replica: u64::from_be_bytes(*replica), counter: u32::from_be_bytes(*counter) };
    Some(ReplicaHead { id, chain: Hash(chain.try_into().ok()?) })
}
