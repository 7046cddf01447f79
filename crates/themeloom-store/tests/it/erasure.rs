//! Erasure: nothing that the erased keys sealed is left in any file.

use std::path::Path;

use rusqlite::Connection;
use themeloom_store::{KeyFor, Opened, StoreError};

use crate::support::{ANN, BOB, create, file, open, said, say};

const CANARY: &str = "kestrel-wardround-74193-marmalade";

/// All bytes of all files of a folder.
fn bytes_of(folder: &Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// The canary as somebody may have stored it: UTF-8, UTF-16, and base 64 in its three alignments
/// without the letters at the edges that depend on the neighbours.
fn spellings(canary: &str) -> Vec<Vec<u8>> {
    let mut all = vec![canary.as_bytes().to_vec()];
    all.push(canary.encode_utf16().flat_map(u16::to_le_bytes).collect());
    all.push(canary.encode_utf16().flat_map(u16::to_be_bytes).collect());
    all.extend((0..3).map(|shift| {
        let mut padded = vec![0; shift];
        padded.extend_from_slice(canary.as_bytes());
        padded.truncate(padded.len() / 3 * 3);
        let encoded = base64(&padded);
        encoded[if shift == 0 { 0 } else { 4 }..].to_vec()
    }));
    all
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .chunks(3)
        .flat_map(|three| {
            let held = three.iter().fold(0_usize, |held, byte| held << 8 | usize::from(*byte));
            [18, 12, 6, 0].map(|shift| LETTERS[held >> shift & 63])
        })
        .collect()
}

#[test]
fn a_canary_is_nowhere_in_the_files_before_and_its_ciphertext_nowhere_after_the_erasure() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let mut vault = create(&path);
    for round in 0..200 {
        say(&mut vault, KeyFor::Words(if round % 3 == 0 { ANN } else { BOB }), CANARY);
        say(&mut vault, KeyFor::IdentityOf(ANN), CANARY);
    }
    vault.add_person(CANARY, "bobs", themeloom_store::KdfCost::test(), true).unwrap();
    vault.put_blob(KeyFor::Words(ANN), CANARY.repeat(1000).as_bytes()).unwrap();
    vault.put_snapshot(&[(KeyFor::Words(ANN), CANARY.as_bytes()), (KeyFor::Study, b"x")]).unwrap();
    let before = bytes_of(folder.path());
    for spelling in spellings(CANARY) {
        assert!(!contains(&before, &spelling));
    }
    vault.close();
    let doomed = ciphertexts_of_erased(&path);
    assert!(doomed.len() > 260, "{}", doomed.len());

    let mut vault = open(&path);
    let erased = vault.erase_subjects(&[ANN]).unwrap();
    assert_eq!((erased.envelopes, erased.blobs, erased.keys, erased.wiped), (267, 1, 2, true));
    let after = bytes_of(folder.path());
    assert!(doomed.iter().all(|sealed| !contains(&after, &sealed[..24])), "a ciphertext is left");
    assert_eq!(said(&mut vault).iter().filter(|text| *text == "Erased").count(), 267);
    assert_eq!(said(&mut vault).iter().filter(|text| *text == CANARY).count(), 133);
    assert!(vault.check(None).unwrap().is_sound());
    assert!(vault.snapshot().unwrap().is_none());
}

/// Every ciphertext and wrapped key of Ann's, out of the closed file.
fn ciphertexts_of_erased(path: &Path) -> Vec<Vec<u8>> {
    let raw = Connection::open(path).unwrap();
    let theirs = "(SELECT id FROM key_ring WHERE subject = ?1)";
    [
        format!("SELECT ciphertext FROM envelope WHERE key_id IN {theirs}"),
        "SELECT wrapped FROM key_ring WHERE subject = ?1".to_owned(),
        format!("SELECT bytes FROM blob_piece, blob WHERE place / 1048576 = number AND key_id IN {theirs}"),
    ]
    .iter()
    .flat_map(|sql| {
        let mut statement = raw.prepare(sql).unwrap();
        statement.query_map([ANN.0], |row| row.get(0)).unwrap().collect::<Result<Vec<Vec<u8>>, _>>().unwrap()
    })
    .collect()
}

#[test]
fn nothing_can_be_sealed_again_for_an_erased_subject() {
    let mut vault = crate::support::in_memory();
    say(&mut vault, KeyFor::Words(ANN), "words");
    vault.erase_subjects(&[ANN]).unwrap();
    let refused = vault.put_blob(KeyFor::Words(ANN), b"again");
    assert!(matches!(refused, Err(StoreError::SubjectErased { subject: ANN })));
}

#[test]
fn a_single_envelope_can_be_erased_and_the_chain_still_holds() {
    let mut vault = crate::support::in_memory();
    let first = vault.next_id().unwrap();
    say(&mut vault, KeyFor::Study, "an in-vivo name");
    say(&mut vault, KeyFor::Study, "a better name");
    assert_eq!(vault.erase_envelopes(&[first]).unwrap().envelopes, 1);
    assert_eq!(said(&mut vault), ["Erased", "a better name"]);
    assert!(vault.check(None).unwrap().is_sound());
}

#[test]
fn equal_content_of_one_subject_is_kept_once_and_of_two_subjects_twice() {
    let mut vault = crate::support::in_memory();
    let first = vault.put_blob(KeyFor::Words(ANN), b"same").unwrap();
    assert_eq!(vault.put_blob(KeyFor::Words(ANN), b"same").unwrap(), first);
    assert_ne!(vault.put_blob(KeyFor::Words(BOB), b"same").unwrap(), first);
    assert_eq!(vault.blobs_of(KeyFor::Words(ANN)).unwrap(), [first]);
}

#[test]
fn a_range_of_a_blob_is_the_same_as_the_range_of_its_content() {
    let mut vault = crate::support::in_memory();
    let content: Vec<u8> = (0..2_500_000_u32).map(|number| (number % 251) as u8).collect();
    let address = vault.put_blob(KeyFor::Study, &content).unwrap();
    assert_eq!(vault.blob(&address).unwrap(), Opened::Plain(content.clone()));
    for range in [0..10, 1_048_570..1_048_590, 2_499_990..9_999_999, 5..5, 9_999_999..9_999_999] {
        let end = range.end.min(content.len());
        let expected = content[range.start.min(end)..end].to_vec();
        let found = vault.blob_range(&address, range.start as u64..range.end as u64).unwrap();
        assert_eq!(found, Opened::Plain(expected), "{range:?}");
    }
    assert_eq!(vault.blobs(&[address, address]).unwrap()[1], Opened::Plain(content));
}

#[test]
fn a_snapshot_gives_back_its_parts_and_the_head_that_it_was_made_at() {
    let mut vault = crate::support::in_memory();
    say(&mut vault, KeyFor::Study, "one");
    let at = vault.head();
    let large = vec![7_u8; 3_000_000];
    vault
        .put_snapshot(&[(KeyFor::Study, &large), (KeyFor::Words(ANN), b""), (KeyFor::IdentityOf(ANN), b"i")])
        .unwrap();
    say(&mut vault, KeyFor::Study, "two");
    let snapshot = vault.snapshot().unwrap().unwrap();
    assert_eq!(snapshot.at, at);
    let contents: Vec<_> = snapshot.parts.into_iter().map(|part| (part.key, part.content)).collect();
    assert_eq!(contents[0], (KeyFor::Study, Opened::Plain(large)));
    assert_eq!(contents[1], (KeyFor::Words(ANN), Opened::Plain(Vec::new())));
    assert_eq!(contents[2], (KeyFor::IdentityOf(ANN), Opened::Plain(b"i".to_vec())));
}
