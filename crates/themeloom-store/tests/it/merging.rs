//! Merging copies.

use std::ops::ControlFlow;

use proptest::prelude::*;
use themeloom_store::envelope::chain_hash;
use themeloom_store::{
    Draft, EnvelopeId, KeyFor, MemoryStore, Restore, Sequence, SqliteStore, Store, StoreError, StudyId, Vault,
};

use crate::support::{ANN, BOB, PROTECTED, RIGHT, STUDY, in_memory, said, say, sorted};

/// A second copy of a study, as somebody got it by mail.
fn copy_of(vault: &mut Vault) -> Vault {
    let mut stream = Vec::new();
    vault.backup(&mut stream).unwrap();
    let mut input = stream.as_slice();
    let restore = Restore::begin(&mut input).unwrap();
    let mut store = MemoryStore::new(restore.study());
    assert!(restore.into_store(&mut store).unwrap().complete);
    Vault::unlock(Box::new(store), &RIGHT).unwrap()
}

#[test]
fn a_merge_tells_what_is_new_and_whether_the_state_is_to_be_built_anew() {
    let mut ours = in_memory();
    say(&mut ours, KeyFor::Study, "shared");
    let mut theirs = copy_of(&mut ours);
    say(&mut theirs, KeyFor::Study, "theirs");
    let report = ours.merge_from(&mut theirs).unwrap();
    assert_eq!((report.new.len(), report.rebuild), (1, false));
    say(&mut ours, KeyFor::Study, "ours");
    let report = theirs.merge_from(&mut ours).unwrap();
    assert_eq!((report.new.len(), report.rebuild), (1, false));
    say(&mut theirs, KeyFor::Study, "same stamp");
    say(&mut ours, KeyFor::Study, "same stamp too");
    assert!(ours.merge_from(&mut theirs).unwrap().rebuild);
    assert!(ours.merge_from(&mut theirs).unwrap().new.is_empty());
}

#[test]
fn an_erasure_in_either_copy_holds_after_the_merge() {
    let mut ours = in_memory();
    say(&mut ours, KeyFor::Words(ANN), "ann");
    say(&mut ours, KeyFor::Words(BOB), "bob");
    let mut theirs = copy_of(&mut ours);
    ours.erase_subjects(&[ANN]).unwrap();
    theirs.erase_subjects(&[BOB]).unwrap();
    say(&mut theirs, KeyFor::Words(ANN), "ann again");
    theirs.put_blob(KeyFor::Words(ANN), b"ann's blob").unwrap();
    let report = ours.merge_from(&mut theirs).unwrap();
    assert_eq!((report.erased, report.blobs), (vec![BOB], 0));
    assert_eq!(said(&mut ours), ["Erased", "Erased", "Erased"]);
    assert!(ours.check(None).unwrap().is_sound());
}

#[test]
fn copies_that_both_rotated_read_each_other_after_a_merge() {
    let mut ours = in_memory();
    say(&mut ours, KeyFor::Words(ANN), "shared");
    let mut theirs = copy_of(&mut ours);
    ours.rotate().unwrap();
    theirs.rotate().unwrap();
    say(&mut ours, KeyFor::Words(ANN), "ours");
    say(&mut theirs, KeyFor::IdentityOf(ANN), "theirs");
    ours.merge_from(&mut theirs).unwrap();
    assert_eq!(sorted(said(&mut ours)), ["ours", "shared", "theirs"]);
    let mut again = copy_of(&mut ours);
    assert_eq!(sorted(said(&mut again)), ["ours", "shared", "theirs"]);
    assert!(again.check(None).unwrap().is_sound());
}

#[test]
fn another_study_is_refused() {
    let mut other = Vault::create(Box::new(MemoryStore::new(StudyId([9; 16]))), &PROTECTED).unwrap();
    assert!(matches!(in_memory().merge_from(&mut other), Err(StoreError::OtherStudy)));
}

#[test]
fn a_session_that_continues_in_two_ways_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (crate::support::file(&folder), folder.path().join("copy.loom"));
    let mut vault = crate::support::create(&first);
    say(&mut vault, KeyFor::Study, "one");
    say(&mut vault, KeyFor::Study, "two");
    vault.close();
    std::fs::copy(&first, &second).unwrap();
    forge_last_stamp(&second);
    let (mut ours, mut theirs) = (crate::support::open(&first), crate::support::open(&second));
    assert!(matches!(ours.merge_from(&mut theirs), Err(StoreError::Forked { id }) if id.counter == 2));
    assert_eq!(said(&mut ours), ["one", "two"]);
}

/// Alters the second envelope so that its chain holds again, as somebody with the file could.
fn forge_last_stamp(path: &std::path::Path) {
    let mut forged = None;
    let mut store = SqliteStore::open(path, "a forger").unwrap();
    store
        .read(Sequence(1), 1, &mut |_, envelope| {
            forged = Some(envelope);
            ControlFlow::Continue(())
        })
        .unwrap();
    drop(store);
    let mut forged = forged.unwrap();
    forged.header.stamp = 99;
    let chain = chain_hash(&forged.header.to_bytes(STUDY), &forged.body);
    let raw = rusqlite::Connection::open(path).unwrap();
    raw.execute("UPDATE envelope SET stamp = 99, chain = ?1 WHERE sequence = 2", [chain.0]).unwrap();
    raw.execute("UPDATE chain SET hash = ?1", [chain.0]).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn writing_to_two_copies_and_merging_loses_nothing_in_either_direction(
        steps in proptest::collection::vec((any::<bool>(), 0..4_usize), 1..12),
    ) {
        let mut ours = in_memory();
        say(&mut ours, KeyFor::Study, "shared");
        let mut theirs = copy_of(&mut ours);
        let mut expected = vec!["shared".to_owned()];
        for (number, (side, kind)) in steps.into_iter().enumerate() {
            let key = [KeyFor::Study, KeyFor::StudyIdentity, KeyFor::Words(ANN), KeyFor::IdentityOf(BOB)][kind];
            let text = format!("change {number}");
            say(if side { &mut ours } else { &mut theirs }, key, &text);
            expected.push(text);
        }
        ours.merge_from(&mut theirs).unwrap();
        theirs.merge_from(&mut ours).unwrap();
        prop_assert_eq!(sorted(said(&mut ours)), sorted(expected.clone()));
        prop_assert_eq!(sorted(said(&mut theirs)), sorted(expected));
        prop_assert_eq!(ours.print_head().unwrap(), theirs.print_head().unwrap());
        prop_assert!(ours.check(None).unwrap().is_sound() && theirs.check(None).unwrap().is_sound());
    }
}

#[test]
fn a_log_taken_in_keeps_every_name_and_verifies_and_goes_on() {
    let entry = |replica: u64, counter: u32, stamp: u64, payload: &'static [u8]| {
        let key = if counter == 2 { KeyFor::Words(ANN) } else { KeyFor::Study };
        (EnvelopeId { replica, counter }, Draft { key, stamp, payload })
    };
    let log = [entry(7, 1, 1, b"a"), entry(9, 1, 2, b"b"), entry(7, 2, 2, b"c"), entry(3, 1, 3, b"d")];
    let mut vault = in_memory();
    vault.take_log(&log).unwrap();
    let read = vault.read_all().unwrap();
    let names: Vec<(EnvelopeId, u64)> = read.iter().map(|entry| (entry.id, entry.stamp)).collect();
    assert_eq!(names, log.map(|(id, draft)| (id, draft.stamp)));
    assert_eq!(said(&mut vault), ["a", "b", "c", "d"]);
    assert!(vault.check(None).unwrap().is_sound());
    say(&mut vault, KeyFor::Study, "e");
    assert!(copy_of(&mut vault).check(None).unwrap().is_sound());
    assert!(matches!(vault.take_log(&log), Err(StoreError::HeadMoved { .. })), "only an empty log takes one");
}

#[test]
fn a_log_with_a_gap_in_a_session_is_refused_and_nothing_is_written() {
    let entry =
        |counter| (EnvelopeId { replica: 7, counter }, Draft { key: KeyFor::Study, stamp: 1, payload: b"a" });
    for log in [[entry(1), entry(3)], [entry(2), entry(3)], [entry(1), entry(1)]] {
        let mut vault = in_memory();
        assert!(matches!(vault.take_log(&log), Err(StoreError::BrokenChain { .. })));
        assert!(vault.read_all().unwrap().is_empty());
    }
}
