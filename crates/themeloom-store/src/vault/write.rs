//! Sealing and appending.

use super::Vault;
use super::ring::KeyRing;
use crate::crypto::seal;
use crate::envelope::{Body, Header, ReplicaHead, SealedEnvelope, chain_hash};
use crate::error::{Result, StoreError};
use crate::head::Head;
use crate::ids::{EnvelopeId, KeyFor, Sequence, StudyId};
use crate::store::{Batch, end_after, frontier};

/// An entry of the log before it is sealed.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// Under which key it goes.
    pub key: KeyFor,
    /// Its place in the order of the study, as the caller counts.
    pub stamp: u64,
    /// What it says.
    pub payload: &'a [u8],
}

/// What a commit wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Committed {
    /// The state of the log afterwards.
    pub head: Head,
    /// The name of the first envelope; the others follow in order.
    pub first: EnvelopeId,
    /// The place of the first envelope.
    pub sequence: Sequence,
}

impl Vault {
    /// Does work of which every write is on the disk at the end, or none is: much faster than writes of which
    /// each waits for the disk. The log is not to grow in it.
    ///
    /// # Errors
    /// Those of `work`; and where the writes cannot be kept.
    pub fn together<Done, Failed: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> std::result::Result<Done, Failed>,
    ) -> std::result::Result<Done, Failed> {
        self.store.begin()?;
        let done = work(self);
        let kept = self.store.finish(done.is_ok());
        if done.is_err() || kept.is_err() {
            // Keys that were made meanwhile are not there any more.
            self.ring.reload(self.study, &mut *self.store)?;
        }
        kept?;
        done
    }

    /// Seals a batch and appends it. When this returns, it is on the disk.
    ///
    /// The first batch of a vault names the ends of the chains that it has seen.
    ///
    /// # Errors
    /// [`StoreError::HeadMoved`] where another program appended since: [`Vault::refresh`], read what
    /// is new, and commit again. [`StoreError::SubjectErased`] and [`StoreError::IdentityLocked`]
    /// where nothing may or can be sealed under a key.
    pub fn commit(&mut self, drafts: &[Draft<'_>]) -> Result<Committed> {
        let first = self.next_id()?;
        let sequence = Sequence(self.head.sequence.0 + 1);
        self.ensure_keys(drafts.iter().map(|draft| draft.key))?;
        let seen = if first.counter == 1 { frontier(&self.store.chains()?) } else { Vec::new() };
        let mut writer = Writer { study: self.study, ring: &self.ring, own: self.own, seen };
        let envelopes = drafts.iter().map(|draft| writer.seal(draft)).collect::<Result<Vec<_>>>()?;
        let own = writer.own;
        let head = self.head.after_all(&envelopes);
        let sealed_head = self.ring.seal_head(self.study, head)?;
        self.head = self.store.append(&self.head, &Batch { envelopes, sealed_head })?;
        self.own = own;
        Ok(Committed { head: self.head, first, sequence })
    }
}

/// Continues one session's chain.
pub(super) struct Writer<'a> {
    pub study: StudyId,
    pub ring: &'a KeyRing,
    /// Where the chain stands.
    pub own: ReplicaHead,
    /// What the next envelope names as seen.
    pub seen: Vec<ReplicaHead>,
}

impl Writer<'_> {
    pub fn seal(&mut self, draft: &Draft<'_>) -> Result<SealedEnvelope> {
        let (key_id, key) = self.ring.current(draft.key)?;
        let EnvelopeId { replica, counter } = self.own.id;
        let counter = counter.checked_add(1).ok_or(StoreError::BrokenChain { id: self.own.id })?;
        let header = Header {
            id: EnvelopeId { replica, counter },
            stamp: draft.stamp,
            key: key_id,
            previous: self.own.chain,
            seen: std::mem::take(&mut self.seen),
        };
        let outside = header.to_bytes(self.study);
        let body = Body::Sealed(seal::seal(&key, &outside, draft.payload)?);
        let chain = chain_hash(&outside, &body);
        let envelope = SealedEnvelope { header, body, chain };
        self.own = end_after(&envelope);
        Ok(envelope)
    }
}
