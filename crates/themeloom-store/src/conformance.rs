//! The contract of [`Store`], as small named tests that every backend is held to.
//!
//! A backend's tests run [`CONTRACTS`] one by one, each on a fresh store of [`STUDY`]; a second store
//! handed to a contract is the same one, closed and opened again.

use std::ops::ControlFlow;

use crate::envelope::{Body, Header, ReplicaHead, SealedEnvelope, chain_hash};
use crate::error::StoreError;
use crate::head::Head;
use crate::ids::{BlobAddress, EnvelopeId, Hash, KeyFor, KeyId, Sequence, SlotId, StudyId, SubjectId};
use crate::store::{
    Batch, BlobRow, Erasure, KeyChange, KeyRow, Mark, SlotRow, SnapshotPart, SnapshotRow, Store, frontier,
};

/// The study that a fresh store has to hold.
pub const STUDY: StudyId = StudyId([3; 16]);

/// Why a contract is broken.
pub type Breach = Box<dyn std::error::Error + Send + Sync>;

/// What a contract answers.
pub type Kept = Result<(), Breach>;

/// Closes a store and opens it again.
pub type Reopen<'a> = dyn FnMut(Box<dyn Store>) -> Result<Box<dyn Store>, Breach> + 'a;

/// A contract: its name, and the test.
pub type Contract = (&'static str, fn(Box<dyn Store>, &mut Reopen<'_>) -> Kept);

macro_rules! keep {
    ($condition:expr) => {
        if !$condition {
            return Err(concat!("does not hold: ", stringify!($condition)).into());
        }
    };
}

macro_rules! contracts {
    ($($(#[$doc:meta])* fn $name:ident($store:ident, $reopen:ident) $body:block)+) => {
        /// All contracts.
        pub const CONTRACTS: &[Contract] = &[$((stringify!($name), $name)),+];

        $($(#[$doc])* fn $name(mut $store: Box<dyn Store>, $reopen: &mut Reopen<'_>) -> Kept {
            let _ = &$reopen;
            $body
            Ok(())
        })+
    };
}

contracts! {
    fn a_fresh_store_names_its_study(store, reopen) {
        keep!(store.study()? == STUDY);
        keep!(reopen(store)?.study()? == STUDY);
    }
    fn a_fresh_store_is_empty(store, reopen) {
        keep!(store.head()? == Head::EMPTY);
        keep!(store.chains()?.is_empty() && store.keys()?.is_empty() && store.slots()?.is_empty());
        keep!(store.blobs()?.is_empty() && store.snapshot()?.is_none() && store.marks()?.is_empty());
    }
    fn appending_numbers_from_one_without_gaps(store, reopen) {
        append(&mut *store, chain(1, 3))?;
        append(&mut *store, chain(2, 2))?;
        keep!(sequences(&mut *store)? == [1, 2, 3, 4, 5]);
    }
    fn what_is_appended_is_read_back(store, reopen) {
        append(&mut *store, chain(1, 3))?;
        keep!(envelopes(&mut *store)? == chain(1, 3));
    }
    fn what_is_appended_survives_reopening(store, reopen) {
        append(&mut *store, chain(1, 3))?;
        keep!(envelopes(&mut *reopen(store)?)? == chain(1, 3));
    }
    fn the_head_follows_from_the_envelopes(store, reopen) {
        let head = append(&mut *store, chain(1, 3))?;
        keep!(head == Head::EMPTY.after_all(&chain(1, 3)));
        keep!(store.head()? == head);
    }
    fn the_sealed_head_is_kept_with_the_batch(store, reopen) {
        append(&mut *store, chain(1, 1))?;
        keep!(store.sealed_head()? == b"sealed");
    }
    fn an_append_at_a_moved_head_is_refused(store, reopen) {
        append(&mut *store, chain(1, 1))?;
        let refused = store.append(&Head::EMPTY, &batch(chain(2, 1)));
        keep!(matches!(refused, Err(StoreError::HeadMoved { .. })));
        keep!(sequences(&mut *store)? == [1]);
    }
    fn a_gap_in_a_chain_is_refused_whole(store, reopen) {
        let mut gap = chain(1, 3);
        gap.remove(1);
        let refused = store.append(&Head::EMPTY, &batch(gap));
        keep!(matches!(refused, Err(StoreError::BrokenChain { .. })));
        keep!(store.head()? == Head::EMPTY && sequences(&mut *store)?.is_empty());
    }
    fn a_chain_that_does_not_begin_at_one_is_refused(store, reopen) {
        let refused = store.append(&Head::EMPTY, &batch(chain(1, 2).split_off(1)));
        keep!(matches!(refused, Err(StoreError::BrokenChain { .. })));
    }
    fn a_second_envelope_of_the_same_name_is_refused(store, reopen) {
        let head = append(&mut *store, chain(1, 1))?;
        let refused = store.append(&head, &batch(chain(1, 1)));
        keep!(matches!(refused, Err(StoreError::BrokenChain { .. })));
    }
    fn an_envelope_after_another_hash_is_refused(store, reopen) {
        let mut forged = chain(1, 2);
        if let Some(second) = forged.last_mut() { second.header.previous = Hash([9; 32]); }
        let refused = store.append(&Head::EMPTY, &batch(forged));
        keep!(matches!(refused, Err(StoreError::BrokenChain { .. })));
    }
    fn sessions_may_interleave(store, reopen) {
        let (one, two) = (chain(1, 2), chain(2, 2));
        let mixed = one.into_iter().zip(two).flat_map(|(a, b)| [a, b]).collect();
        append(&mut *store, mixed)?;
        keep!(store.chains()?.len() == 2);
    }
    fn an_empty_batch_changes_nothing_but_the_seal(store, reopen) {
        keep!(append(&mut *store, Vec::new())? == Head::EMPTY);
        keep!(store.sealed_head()? == b"sealed");
    }
    fn chains_end_at_the_last_envelope(store, reopen) {
        append(&mut *store, chain(1, 3))?;
        let ends: Vec<_> = store.chains()?.iter().map(|chain| chain.end).collect();
        keep!(Some(ends) == chain(1, 3).last().map(|last| vec![end(last)]));
    }
    fn chains_are_sorted_by_session(store, reopen) {
        append(&mut *store, chain(u64::MAX, 1))?;
        append(&mut *store, chain(7, 1))?;
        let order: Vec<_> = store.chains()?.iter().map(|chain| chain.end.id.replica).collect();
        keep!(order == [7, u64::MAX]);
    }
    fn a_chain_that_was_seen_leaves_the_frontier(store, reopen) {
        append(&mut *store, chain(1, 2))?;
        let seen = frontier(&store.chains()?);
        append(&mut *store, chain_after(2, 1, seen))?;
        let left: Vec<_> = frontier(&store.chains()?).iter().map(|end| end.id.replica).collect();
        keep!(left == [2]);
    }
    fn a_seen_chain_that_grows_returns_to_the_frontier(store, reopen) {
        let mut one = chain(1, 2);
        let grown = one.split_off(1);
        append(&mut *store, one)?;
        let seen = frontier(&store.chains()?);
        append(&mut *store, chain_after(2, 1, seen))?;
        append(&mut *store, grown)?;
        keep!(frontier(&store.chains()?).len() == 2);
    }
    fn what_a_session_has_seen_is_read_back(store, reopen) {
        append(&mut *store, chain(1, 1))?;
        let seen = frontier(&store.chains()?);
        append(&mut *store, chain_after(2, 1, seen.clone()))?;
        keep!(envelopes(&mut *store)?.pop().map(|last| last.header.seen) == Some(seen));
    }
    fn reading_begins_after_a_place(store, reopen) {
        append(&mut *store, chain(1, 4))?;
        keep!(read(&mut *store, 2, 10)? == [3, 4]);
    }
    fn reading_stops_at_the_limit(store, reopen) {
        append(&mut *store, chain(1, 4))?;
        keep!(read(&mut *store, 1, 2)? == [2, 3]);
    }
    fn reading_stops_when_told(store, reopen) {
        append(&mut *store, chain(1, 4))?;
        let mut count = 0;
        store.read(Sequence::START, u64::MAX, &mut |_, _| { count += 1; ControlFlow::Break(()) })?;
        keep!(count == 1);
    }
    fn reading_beyond_the_end_gives_nothing(store, reopen) {
        append(&mut *store, chain(1, 1))?;
        keep!(read(&mut *store, 1, 10)?.is_empty() && read(&mut *store, u64::MAX, 10)?.is_empty());
    }
    fn reading_backwards_gives_the_newest_first(store, reopen) {
        append(&mut *store, chain(1, 4))?;
        let mut places = Vec::new();
        store.read_backwards(Sequence(4), 2, &mut |place, _| { places.push(place.0); ControlFlow::Continue(()) })?;
        keep!(places == [3, 2]);
    }
    fn numbers_beyond_the_signed_range_are_kept(store, reopen) {
        let mut one = chain(u64::MAX, 1);
        if let Some(first) = one.first_mut() { first.header.stamp = u64::MAX; }
        append(&mut *store, one.clone())?;
        keep!(store.head()?.stamp == u64::MAX);
        keep!(envelopes(&mut *reopen(store)?)? == one);
    }
    fn an_empty_ciphertext_is_no_erased_one(store, reopen) {
        let mut one = chain(1, 1);
        if let Some(first) = one.first_mut() { first.body = Body::Sealed(Vec::new()); }
        append(&mut *store, one.clone())?;
        keep!(envelopes(&mut *store)? == one);
    }
    fn keys_are_kept_and_sorted(store, reopen) {
        store.change_keys(&keys([key(2, 1), key(1, 1)]))?;
        let ids: Vec<_> = reopen(store)?.keys()?.iter().map(|row| row.id).collect();
        keep!(ids == [KeyId([1; 16]), KeyId([2; 16])]);
    }
    fn a_key_can_be_wrapped_anew(store, reopen) {
        store.change_keys(&keys([key(1, 1)]))?;
        let mut again = key(1, 1);
        again.wrapped_by = Some(KeyId([8; 16]));
        store.change_keys(&keys([again.clone()]))?;
        keep!(store.keys()? == [again]);
    }
    fn a_destroyed_key_stays_destroyed(store, reopen) {
        store.change_keys(&keys([key(1, 1)]))?;
        store.erase(&Erasure { keys: vec![KeyId([1; 16])], ..Erasure::default() })?;
        store.change_keys(&keys([key(1, 1)]))?;
        let rows = store.keys()?;
        keep!(rows.iter().all(|row| row.destroyed && row.wrapped.is_empty()) && rows.len() == 1);
    }
    fn slots_are_put_replaced_and_removed(store, reopen) {
        let slot = |byte| SlotRow { id: SlotId([1; 16]), bytes: vec![byte] };
        store.change_keys(&KeyChange { slots: vec![slot(1)], ..KeyChange::default() })?;
        store.change_keys(&KeyChange { slots: vec![slot(2)], ..KeyChange::default() })?;
        keep!(store.slots()? == [slot(2)]);
        store.change_keys(&KeyChange { remove_slots: vec![SlotId([1; 16])], ..KeyChange::default() })?;
        keep!(store.slots()?.is_empty());
    }
    fn a_change_of_keys_may_seal_the_head_anew(store, reopen) {
        store.change_keys(&KeyChange { sealed_head: Some(b"anew".to_vec()), ..KeyChange::default() })?;
        store.change_keys(&KeyChange::default())?;
        keep!(store.sealed_head()? == b"anew");
    }
    fn erasing_a_key_deletes_the_ciphertexts_under_it_only(store, reopen) {
        append(&mut *store, chain(1, 4))?;
        let erased = store.erase(&Erasure { keys: vec![KeyId([0; 16])], ..Erasure::default() })?;
        keep!(erased.envelopes == 2);
        for (was, is) in chain(1, 4).iter().zip(envelopes(&mut *store)?) {
            let gone = was.header.key == KeyId([0; 16]);
            keep!(is.body == if gone { was.body.erased() } else { was.body.clone() });
            keep!(is.header == was.header && is.chain == was.chain);
        }
    }
    fn an_erased_envelope_keeps_the_hash_of_its_ciphertext(store, reopen) {
        append(&mut *store, chain(1, 1))?;
        store.erase(&Erasure { envelopes: vec![EnvelopeId { replica: 1, counter: 1 }], ..Erasure::default() })?;
        let hash = chain(1, 1).first().map(|envelope| Body::Erased(envelope.body.hash()));
        keep!(envelopes(&mut *reopen(store)?)?.first().map(|envelope| envelope.body.clone()) == hash);
    }
    fn erasing_twice_does_nothing_more(store, reopen) {
        append(&mut *store, chain(1, 2))?;
        let erasure = Erasure { keys: vec![KeyId([0; 16])], ..Erasure::default() };
        store.erase(&erasure)?;
        keep!(store.erase(&erasure)?.envelopes == 0);
    }
    fn erased_subjects_are_remembered(store, reopen) {
        let subjects = vec![SubjectId([2; 16]), SubjectId([1; 16])];
        store.erase(&Erasure { subjects, ..Erasure::default() })?;
        keep!(reopen(store)?.erased_subjects()? == [SubjectId([1; 16]), SubjectId([2; 16])]);
    }
    fn erasing_a_key_deletes_its_blobs(store, reopen) {
        put_blob(&mut *store, 1, KeyId([1; 16]), &[b"a"])?;
        put_blob(&mut *store, 2, KeyId([2; 16]), &[b"b"])?;
        store.erase(&Erasure { keys: vec![KeyId([1; 16])], ..Erasure::default() })?;
        keep!(store.blobs()?.len() == 1 && pieces(&mut *store, 1, 0, 9)?.is_empty());
    }
    fn a_single_blob_can_be_erased(store, reopen) {
        put_blob(&mut *store, 1, KeyId([1; 16]), &[b"a"])?;
        keep!(store.erase(&Erasure { blobs: vec![BlobAddress([1; 32])], ..Erasure::default() })?.blobs == 1);
        keep!(store.blob(&BlobAddress([1; 32]))?.is_none());
    }
    fn an_erasure_drops_the_snapshot(store, reopen) {
        store.put_snapshot(&snapshot(1))?;
        store.erase(&Erasure::default())?;
        keep!(store.snapshot()?.is_none());
    }
    fn blob_pieces_come_back_in_order(store, reopen) {
        put_blob(&mut *store, 1, KeyId([1; 16]), &[b"a", b"b", b"c"])?;
        let mut store = reopen(store)?;
        keep!(pieces(&mut *store, 1, 0, 9)? == [b"a", b"b", b"c"]);
    }
    fn some_blob_pieces_can_be_read(store, reopen) {
        put_blob(&mut *store, 1, KeyId([1; 16]), &[b"a", b"b", b"c"])?;
        put_blob(&mut *store, 2, KeyId([1; 16]), &[b"d"])?;
        keep!(pieces(&mut *store, 1, 1, 1)? == [b"b"]);
        keep!(pieces(&mut *store, 1, 2, 9)? == [b"c"]);
    }
    fn a_blob_is_kept_once(store, reopen) {
        put_blob(&mut *store, 1, KeyId([1; 16]), &[b"a"])?;
        put_blob(&mut *store, 1, KeyId([1; 16]), &[b"other"])?;
        keep!(pieces(&mut *store, 1, 0, 9)? == [b"a"]);
    }
    fn a_blob_whose_source_fails_is_not_kept(store, reopen) {
        let row = BlobRow { address: BlobAddress([1; 32]), key: KeyId([1; 16]), length: 2 };
        let mut first = true;
        let failed = store.put_blob(&row, &mut || {
            if std::mem::take(&mut first) { Ok(Some(vec![1])) } else { Err(StoreError::NoRandomness) }
        });
        keep!(failed.is_err() && store.blob(&row.address)?.is_none());
    }
    fn a_snapshot_replaces_the_one_before(store, reopen) {
        store.put_snapshot(&snapshot(1))?;
        store.put_snapshot(&snapshot(2))?;
        keep!(reopen(store)?.snapshot()? == Some(snapshot(2)));
    }
    fn a_snapshot_can_be_dropped(store, reopen) {
        store.put_snapshot(&snapshot(1))?;
        store.drop_snapshot()?;
        keep!(store.snapshot()?.is_none());
    }
    fn printed_heads_are_remembered(store, reopen) {
        let chains = chain(1, 1).iter().map(end).collect();
        let mark = Mark { root: [5; 20], chains };
        store.put_mark(&mark)?;
        store.put_mark(&mark)?;
        keep!(reopen(store)?.marks()? == [mark]);
    }
    fn writes_that_are_kept_together_are_there_afterwards(store, reopen) {
        store.begin()?;
        store.put_snapshot(&snapshot(1))?;
        store.put_mark(&Mark { root: [5; 20], chains: Vec::new() })?;
        store.finish(true)?;
        let mut store = reopen(store)?;
        keep!(store.snapshot()?.is_some() && store.marks()?.len() == 1);
    }
    fn writes_that_are_not_kept_leave_everything_as_it_was(store, reopen) {
        store.put_snapshot(&snapshot(1))?;
        store.begin()?;
        store.drop_snapshot()?;
        store.put_mark(&Mark { root: [5; 20], chains: Vec::new() })?;
        store.finish(false)?;
        keep!(store.snapshot()?.is_some() && store.marks()?.is_empty());
        append(&mut *store, chain(1, 1))?;
    }
    fn a_frozen_store_can_be_read(store, reopen) {
        append(&mut *store, chain(1, 2))?;
        let mut seen = Vec::new();
        store.frozen(&mut |store| { seen = sequences(store)?; Ok(()) })?;
        keep!(seen == [1, 2]);
        append(&mut *store, chain(2, 1))?;
    }
    fn an_error_inside_a_frozen_store_comes_out(store, reopen) {
        let failed = store.frozen(&mut |_| Err(StoreError::NoRandomness));
        keep!(matches!(failed, Err(StoreError::NoRandomness)));
        append(&mut *store, chain(1, 1))?;
    }
}

/// A chain of envelopes; odd ones lie under key 1, even ones under key 0.
fn chain(replica: u64, count: u32) -> Vec<SealedEnvelope> {
    chain_after(replica, count, Vec::new())
}

fn chain_after(replica: u64, count: u32, seen: Vec<ReplicaHead>) -> Vec<SealedEnvelope> {
    let mut previous = Hash::ZERO;
    let mut seen = Some(seen);
    (1..=count)
        .map(|counter| {
            let header = Header {
                id: EnvelopeId { replica, counter },
                stamp: u64::from(counter),
                key: KeyId([u8::from(counter % 2 == 1); 16]),
                previous,
                seen: seen.take().unwrap_or_default(),
            };
            let body = Body::Sealed(format!("{replica}.{counter}").into_bytes());
            previous = chain_hash(&header.to_bytes(STUDY), &body);
            SealedEnvelope { header, body, chain: previous }
        })
        .collect()
}

fn end(envelope: &SealedEnvelope) -> ReplicaHead {
    ReplicaHead { id: envelope.header.id, chain: envelope.chain }
}

fn batch(envelopes: Vec<SealedEnvelope>) -> Batch {
    Batch { envelopes, sealed_head: b"sealed".to_vec() }
}

fn append(store: &mut dyn Store, envelopes: Vec<SealedEnvelope>) -> Result<Head, StoreError> {
    let head = store.head()?;
    store.append(&head, &batch(envelopes))
}

fn envelopes(store: &mut dyn Store) -> Result<Vec<SealedEnvelope>, StoreError> {
    let mut all = Vec::new();
    store.read(Sequence::START, u64::MAX, &mut |_, envelope| {
        all.push(envelope);
        ControlFlow::Continue(())
    })?;
    Ok(all)
}

fn read(store: &mut dyn Store, after: u64, limit: u64) -> Result<Vec<u64>, StoreError> {
    let mut places = Vec::new();
    store.read(Sequence(after), limit, &mut |place, _| {
        places.push(place.0);
        ControlFlow::Continue(())
    })?;
    Ok(places)
}

fn sequences(store: &mut dyn Store) -> Result<Vec<u64>, StoreError> {
    read(store, 0, u64::MAX)
}

fn key(id: u8, generation: u32) -> KeyRow {
    let purpose = KeyFor::Words(SubjectId([id; 16]));
    let (wrapped_by, wrapped) = (Some(KeyId([9; 16])), vec![id; 72]);
    KeyRow { id: KeyId([id; 16]), purpose, generation, wrapped_by, wrapped, destroyed: false }
}

fn keys<const N: usize>(keys: [KeyRow; N]) -> KeyChange {
    KeyChange { keys: keys.into(), ..KeyChange::default() }
}

fn put_blob(store: &mut dyn Store, address: u8, key: KeyId, pieces: &[&[u8]]) -> Result<(), StoreError> {
    let row = BlobRow { address: BlobAddress([address; 32]), key, length: pieces.len() as u64 };
    let mut pieces = pieces.iter();
    store.put_blob(&row, &mut || Ok(pieces.next().map(|piece| piece.to_vec())))
}

fn pieces(store: &mut dyn Store, address: u8, first: u32, count: u32) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut all = Vec::new();
    store.blob_pieces(&BlobAddress([address; 32]), first, count, &mut |piece| {
        all.push(piece);
        Ok(())
    })?;
    Ok(all)
}

fn snapshot(number: u8) -> SnapshotRow {
    let part = |key| SnapshotPart { key: KeyId([key; 16]), pieces: vec![vec![number], vec![number, key]] };
    SnapshotRow { at: Head { stamp: u64::from(number), ..Head::EMPTY }, parts: vec![part(1), part(2)] }
}
