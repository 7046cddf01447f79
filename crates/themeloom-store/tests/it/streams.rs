//! Backup streams.

use themeloom_store::{KeyFor, MemoryStore, Restore, RestoreReport, StoreError, Vault, restore_file};

use crate::support::{ANN, RIGHT, create, file, in_memory, open, read_only, said, say};

fn restore(mut stream: &[u8]) -> Result<(MemoryStore, RestoreReport), StoreError> {
    let restore = Restore::begin(&mut stream)?;
    let mut store = MemoryStore::new(restore.study());
    let report = restore.into_store(&mut store)?;
    Ok((store, report))
}

fn small_stream() -> Vec<u8> {
    let mut vault = in_memory();
    for text in ["one", "two", "three"] {
        say(&mut vault, KeyFor::Words(ANN), text);
    }
    vault.put_blob(KeyFor::Study, b"first").unwrap();
    vault.put_blob(KeyFor::Study, b"second").unwrap();
    let mut stream = Vec::new();
    vault.backup(&mut stream).unwrap();
    stream
}

#[test]
fn a_stream_cut_at_any_byte_gives_a_prefix_and_says_what_is_missing() {
    let stream = small_stream();
    let (mut too_short, mut most) = (0, 0);
    for cut in 0..stream.len() {
        match restore(&stream[..cut]) {
            Ok((store, report)) => {
                assert!(!report.complete, "cut at {cut}");
                assert_eq!((report.envelopes.of, report.blobs.of), (3, 2));
                let mut vault = Vault::unlock(Box::new(store), &RIGHT).unwrap();
                let all = ["one", "two", "three"];
                assert_eq!(said(&mut vault), all[..report.envelopes.have as usize]);
                let progress = report.envelopes.have + report.blobs.have;
                assert!(progress >= most, "cut at {cut}");
                most = progress;
            }
            Err(StoreError::StreamTooShort | StoreError::NotAStream) => too_short = cut,
            Err(other) => panic!("cut at {cut}: {other}"),
        }
    }
    assert!(most == 5 && too_short > 0);
    assert!(restore(&stream).unwrap().1.complete);
    let (_, cut) = restore(&stream[..stream.len() - 100]).unwrap();
    assert_eq!(cut.to_string(), "3 of 3 changes; 1 of 2 files; the backup was cut short");
}

#[test]
fn every_flipped_byte_of_a_stream_is_noticed() {
    let stream = small_stream();
    for place in 0..stream.len() {
        let mut flipped = stream.clone();
        flipped[place] ^= 1;
        let whole = restore(&flipped).is_ok_and(|(_, report)| report.complete);
        assert!(!whole, "byte {place}");
    }
}

#[test]
fn a_backup_is_taken_while_the_study_is_open_for_writing_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let (path, backup) = (file(&folder), folder.path().join("b.loombackup"));
    let mut writer = create(&path);
    say(&mut writer, KeyFor::Study, "one");
    let report = read_only(&path).backup_to(&backup).unwrap();
    say(&mut writer, KeyFor::Study, "two");
    assert_eq!(report.envelopes, 1);
    let restored = folder.path().join("restored.loom");
    assert!(restore_file(&backup, &restored, "a test").unwrap().complete);
    assert_eq!(said(&mut open(&restored)), ["one"]);
    assert!(matches!(writer.backup_to(&backup), Err(StoreError::Exists { .. })));
}
