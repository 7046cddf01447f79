//! The rules that every envelope of a log must keep.

use std::collections::BTreeMap;

use crate::envelope::{ReplicaHead, SealedEnvelope, chain_hash};
use crate::error::Flaw;
use crate::head::Head;
use crate::ids::{Sequence, StudyId};
use crate::store::{chain_start, continues, end_after};

/// Follows a log envelope by envelope.
pub(super) struct Verifier {
    study: StudyId,
    /// Whether it follows from the first envelope on, and so knows where each chain stands.
    whole: bool,
    pub(super) chains: BTreeMap<u64, ReplicaHead>,
    pub(super) head: Head,
}

impl Verifier {
    /// Begins after a place.
    pub(super) const fn after(study: StudyId, after: Sequence) -> Self {
        let head = Head { sequence: after, ..Head::EMPTY };
        Self { study, whole: after.0 == 0, chains: BTreeMap::new(), head }
    }

    /// Takes the next envelope in, and gives its header's bytes and what does not fit, if anything.
    /// After a misfit it goes on from what it found, so that one flaw is told once.
    pub(super) fn accept(
        &mut self,
        sequence: Sequence,
        envelope: &SealedEnvelope,
    ) -> (Vec<u8>, Option<Flaw>) {
        let outside = envelope.header.to_bytes(self.study);
        let flaw = if chain_hash(&outside, &envelope.body) != envelope.chain {
            Some(Flaw::Content)
        } else if sequence.0 != self.head.sequence.0 + 1 {
            Some(Flaw::Gap)
        } else if !self.follows(envelope) {
            Some(Flaw::Chain)
        } else {
            None
        };
        self.head = Head { sequence, ..self.head.after(envelope) };
        self.chains.insert(envelope.header.id.replica, end_after(envelope));
        (outside, flaw)
    }

    fn follows(&self, envelope: &SealedEnvelope) -> bool {
        let replica = envelope.header.id.replica;
        match self.chains.get(&replica) {
            Some(end) => continues(end, envelope),
            None if self.whole => {
                continues(&chain_start(replica), envelope)
                    && envelope.header.seen.iter().all(|seen| self.has(seen))
            }
            None => true,
        }
    }

    fn has(&self, seen: &ReplicaHead) -> bool {
        self.chains.get(&seen.id.replica).is_some_and(|end| end.id.counter > seen.id.counter || *end == *seen)
    }
}
