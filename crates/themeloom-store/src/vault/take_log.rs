//! Taking in a log that was kept elsewhere in the clear: each entry keeps the name that it had there, so that
//! whatever refers to it still does.

use std::collections::BTreeMap;

use super::Vault;
use super::write::{Committed, Draft, Writer};
use crate::envelope::ReplicaHead;
use crate::error::{Result, StoreError};
use crate::ids::{EnvelopeId, Sequence};
use crate::store::{Batch, chain_start};

/// Where a session's chain stands, and whether another session has named that end.
struct End {
    at: ReplicaHead,
    is_seen: bool,
}

impl Vault {
    /// Gives an empty log the entries of another, in their order, each under its own name. They are sealed anew
    /// under the keys of this vault; the first of each session names the ends of the chains before it.
    ///
    /// # Errors
    /// [`StoreError::HeadMoved`] where the log is not empty; [`StoreError::BrokenChain`] where the numbers of a
    /// session do not count from 1 without gaps; and those of [`Vault::commit`]. Nothing is written then.
    pub fn take_log(&mut self, entries: &[(EnvelopeId, Draft<'_>)]) -> Result<Committed> {
        let first = entries.first().map_or(self.own.id, |(id, _)| *id);
        let sequence = Sequence(self.head.sequence.0 + 1);
        if self.head.sequence != Sequence::START {
            let expected = crate::head::Head::EMPTY;
            return Err(StoreError::HeadMoved { expected, found: self.head });
        }
        self.ensure_keys(entries.iter().map(|(_, draft)| draft.key))?;
        let mut ends: BTreeMap<u64, End> = BTreeMap::new();
        let mut envelopes = Vec::with_capacity(entries.len());
        for (id, draft) in entries {
            let seen = if ends.contains_key(&id.replica) { Vec::new() } else { named(&mut ends) };
            let own = ends.get(&id.replica).map_or_else(|| chain_start(id.replica), |end| end.at);
            if own.id.counter.checked_add(1) != Some(id.counter) {
                return Err(StoreError::BrokenChain { id: *id });
            }
            let mut writer = Writer { study: self.study, ring: &self.ring, own, seen };
            envelopes.push(writer.seal(draft)?);
            ends.insert(id.replica, End { at: writer.own, is_seen: false });
        }
        let head = self.head.after_all(&envelopes);
        let sealed_head = self.ring.seal_head(self.study, head)?;
        self.head = self.store.append(&self.head, &Batch { envelopes, sealed_head })?;
        Ok(Committed { head: self.head, first, sequence })
    }
}

/// The ends that nobody has named yet; they are named now.
fn named(ends: &mut BTreeMap<u64, End>) -> Vec<ReplicaHead> {
    let unseen = ends.values_mut().filter(|end| !end.is_seen);
    unseen
        .map(|end| {
            end.is_seen = true;
            end.at
        })
        .collect()
}
