//! Every altered byte is noticed and named.

use rusqlite::Connection;
use themeloom_store::{Against, Flaw, KeyFor, Part, Problem, Sequence, StoreError};

use crate::support::{ANN, create, file, in_memory, open, read_only, said, say};

fn small_study(path: &std::path::Path) {
    let mut vault = create(path);
    say(&mut vault, KeyFor::Study, "one");
    say(&mut vault, KeyFor::Words(ANN), "two");
    vault.close();
    let mut vault = open(path);
    say(&mut vault, KeyFor::Study, "three");
    vault
        .erase_envelopes(&[vault
            .next_id()
            .map(|id| themeloom_store::EnvelopeId { counter: 1, ..id })
            .unwrap()])
        .unwrap();
    say(&mut vault, KeyFor::IdentityOf(ANN), "four");
    vault.close();
}

#[test]
fn every_flipped_byte_of_an_envelope_is_detected_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    small_study(&path);
    let mut vault = read_only(&path);
    assert!(vault.check(None).unwrap().is_sound());
    let raw = Connection::open(&path).unwrap();
    let mut flips = 0;
    for column in ["key_id", "previous", "chain", "seen", "ciphertext", "ciphertext_hash"] {
        for sequence in 1..=4_u64 {
            let read = format!("SELECT {column} FROM envelope WHERE sequence = {sequence}");
            let Some(bytes) = raw.query_row(&read, [], |row| row.get::<_, Option<Vec<u8>>>(0)).unwrap()
            else {
                continue;
            };
            let write = format!("UPDATE envelope SET {column} = ?1 WHERE sequence = {sequence}");
            for place in 0..bytes.len() {
                let mut flipped = bytes.clone();
                flipped[place] ^= 1 << (place % 8);
                raw.execute(&write, [&flipped]).unwrap();
                let report = vault.check(None).unwrap();
                assert!(
                    matches!(report.problems[0], Problem::Envelope { sequence: named, .. } if named.0 == sequence),
                    "{column} of {sequence}, byte {place}: {:?}",
                    report.problems
                );
                assert!(matches!(
                    vault.read_all(),
                    Err(StoreError::Damaged { sequence: named, .. }) if named.0 == sequence
                ));
                flips += 1;
            }
            raw.execute(&write, [&bytes]).unwrap();
        }
    }
    assert!(flips > 500, "only {flips} bytes were flipped");
    assert!(vault.check(None).unwrap().is_sound());
}

#[test]
fn every_flipped_bit_of_a_number_is_detected_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    small_study(&path);
    let mut vault = read_only(&path);
    let raw = Connection::open(&path).unwrap();
    for (column, bits) in [("replica", 64), ("counter", 32), ("stamp", 64)] {
        for sequence in 1..=4_u64 {
            let read = format!("SELECT {column} FROM envelope WHERE sequence = {sequence}");
            let number: i64 = raw.query_row(&read, [], |row| row.get(0)).unwrap();
            let write = format!("UPDATE envelope SET {column} = ?1 WHERE sequence = {sequence}");
            for bit in 0..bits {
                raw.execute(&write, [number ^ (1_i64 << bit)]).unwrap();
                let report = vault.check(None).unwrap();
                assert!(
                    matches!(report.problems[0], Problem::Envelope { sequence: named, .. } if named.0 == sequence),
                    "{column} of {sequence}, bit {bit}: {:?}",
                    report.problems
                );
            }
            raw.execute(&write, [number]).unwrap();
        }
    }
}

#[test]
fn a_missing_envelope_in_the_middle_is_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    small_study(&path);
    Connection::open(&path).unwrap().execute("DELETE FROM envelope WHERE sequence = 2", []).unwrap();
    let report = read_only(&path).check(None).unwrap();
    assert!(matches!(report.problems[0], Problem::Envelope { sequence: Sequence(3), why: Flaw::Gap, .. }));
}

#[test]
fn a_log_cut_at_its_end_does_not_fit_the_sealed_head() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    small_study(&path);
    Connection::open(&path).unwrap().execute("DELETE FROM envelope WHERE sequence = 4", []).unwrap();
    let report = read_only(&path).check(None).unwrap();
    assert!(report.problems.contains(&Problem::Part(Part::Head)), "{:?}", report.problems);
}

#[test]
fn a_subject_slipped_into_the_list_of_the_erased_does_not_fit_the_sealed_head() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    small_study(&path);
    Connection::open(&path).unwrap().execute("DELETE FROM erased_subject", []).unwrap();
    assert!(read_only(&path).check(None).unwrap().is_sound());
    let raw = Connection::open(&path).unwrap();
    raw.execute("INSERT INTO erased_subject VALUES (?1)", [[7_u8; 16]]).unwrap();
    assert!(!read_only(&path).check(None).unwrap().is_sound());
}

#[test]
fn a_printed_head_fits_for_ever_however_the_log_grows() {
    let mut vault = in_memory();
    say(&mut vault, KeyFor::Study, "one");
    let printed = vault.print_head().unwrap();
    say(&mut vault, KeyFor::Study, "two");
    let read_back = printed.to_string().parse().unwrap();
    assert_eq!(vault.check(Some(&read_back)).unwrap().against, Some(Against::Unchanged));
}

#[test]
fn a_printed_head_of_another_copy_fits_once_it_was_merged() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (file(&folder), folder.path().join("copy.loom"));
    let mut vault = create(&first);
    say(&mut vault, KeyFor::Study, "shared");
    vault.close();
    std::fs::copy(&first, &second).unwrap();
    let (mut ours, mut theirs) = (open(&first), open(&second));
    say(&mut ours, KeyFor::Study, "ours");
    say(&mut theirs, KeyFor::Study, "theirs");
    let printed = theirs.print_head().unwrap();
    assert_eq!(ours.check(Some(&printed)).unwrap().against, Some(Against::Unknown));
    ours.merge_from(&mut theirs).unwrap();
    assert_eq!(ours.check(Some(&printed)).unwrap().against, Some(Against::Unchanged));
    assert_eq!(said(&mut ours).len(), 3);
}

#[test]
fn an_envelope_altered_after_printing_is_named_against_the_head() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let mut vault = create(&path);
    say(&mut vault, KeyFor::Study, "one");
    let id = themeloom_store::EnvelopeId { counter: 1, ..vault.next_id().unwrap() };
    let printed = vault.print_head().unwrap();
    vault.close();
    Connection::open(&path).unwrap().execute("UPDATE envelope SET stamp = 9", []).unwrap();
    let report = read_only(&path).check(Some(&printed)).unwrap();
    assert_eq!(report.against, Some(Against::Altered(id)));
}
