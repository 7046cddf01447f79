//! Study files: who may open them, what is left after a crash, and which are refused.

use std::ops::ControlFlow;

use themeloom_store::{KeyFor, Note, Sequence, SqliteStore, Store, StoreError, Vault};

use crate::support::{RIGHT, STUDY, create, file, open, read_only, said, say};

#[test]
fn a_second_writer_is_told_who_writes_and_a_reader_may_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let mut first = create(&path);
    say(&mut first, KeyFor::Study, "one");
    match SqliteStore::open(&path, "the second") {
        Err(StoreError::InUse { by, .. }) => assert!(cfg!(windows) || by == "the first", "{by}"),
        other => panic!("{other:?}"),
    }
    let mut reader = read_only(&path);
    assert_eq!(said(&mut reader), ["one"]);
    assert!(matches!(reader.next_id(), Err(StoreError::OpenedForReading)));
    say(&mut first, KeyFor::Study, "two");
    assert_eq!(said(&mut reader), ["one", "two"]);
}

#[test]
fn a_closed_study_is_a_single_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(&file(&folder));
    say(&mut vault, KeyFor::Study, "one");
    vault.close();
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["study.loom"]);
}

#[test]
fn creating_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(file(&folder), "a letter").unwrap();
    assert!(matches!(SqliteStore::create(&file(&folder), STUDY, "x"), Err(StoreError::Exists { .. })));
    assert_eq!(std::fs::read(file(&folder)).unwrap(), b"a letter");
}

#[test]
fn what_is_no_study_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    assert!(matches!(SqliteStore::open(&path, "x"), Err(StoreError::Missing { .. })));
    for content in [&b""[..], b"a letter", b"SQLite format 3\0", &[0; 4096]] {
        std::fs::write(&path, content).unwrap();
        assert!(matches!(SqliteStore::open(&path, "x"), Err(StoreError::NotAStudy { .. })));
        assert!(matches!(SqliteStore::open_read_only(&path), Err(StoreError::NotAStudy { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), content);
    }
}

#[test]
fn a_newer_format_is_named() {
    let folder = tempfile::tempdir().unwrap();
    create(&file(&folder)).close();
    let mut bytes = std::fs::read(file(&folder)).unwrap();
    bytes[63] = 9;
    std::fs::write(file(&folder), &bytes).unwrap();
    assert!(matches!(
        SqliteStore::open(&file(&folder), "x"),
        Err(StoreError::NewerFormat { found: 9, known: 1, .. })
    ));
}

#[test]
fn a_file_cut_short_is_an_error_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let mut vault = create(&path);
    for number in 0..100 {
        say(&mut vault, KeyFor::Study, &format!("change {number}"));
    }
    vault.close();
    let bytes = std::fs::read(&path).unwrap();
    for cut in (0..bytes.len()).step_by(8192 + 111) {
        std::fs::write(&path, &bytes[..cut]).unwrap();
        let opened = SqliteStore::open_read_only(&path).and_then(|store| {
            let mut vault = Vault::unlock(Box::new(store), &RIGHT)?;
            Ok(vault.check(None)?.is_sound())
        });
        assert!(!opened.unwrap_or(false), "cut at {cut}");
    }
}

#[test]
fn a_write_ahead_log_cut_anywhere_opens_to_a_prefix_and_says_what_was_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    create(&path).close();
    let mut vault = open(&path);
    for number in 0..5 {
        say(&mut vault, KeyFor::Study, &format!("change {number}"));
    }
    let wal_of = |path: &std::path::Path| path.with_extension("loom-wal");
    let (main, wal) = (std::fs::read(&path).unwrap(), std::fs::read(wal_of(&path)).unwrap());
    let crashed = folder.path().join("crashed.loom");
    let mut told = 0;
    for cut in (0..=wal.len()).step_by(997) {
        std::fs::write(&crashed, &main).unwrap();
        std::fs::write(wal_of(&crashed), &wal[..cut]).unwrap();
        let mut store = SqliteStore::open(&crashed, "x").unwrap();
        told += usize::from(store.notes().iter().any(|note| matches!(note, Note::UnfinishedWrite { .. })));
        let mut count = 0;
        store
            .read(Sequence::START, u64::MAX, &mut |_, _| {
                count += 1;
                ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!(store.head().unwrap().sequence.0, count);
        let mut vault = Vault::unlock(Box::new(store), &RIGHT).unwrap();
        assert_eq!(said(&mut vault).len() as u64, count);
        assert!(vault.check(None).unwrap().is_sound(), "cut at {cut}");
    }
    assert!(told > 10, "only {told} cuts were told");
}

const SAID: [&str; 5] = ["about nobody", "words of Bob", "name of Bob", "Erased", "after a rotation"];

#[test]
fn a_study_of_format_1_opens_for_ever() {
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1.loom");
    let mut vault = read_only(&golden);
    assert_eq!(said(&mut vault), SAID);
    let report = vault.check(None).unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(report.blobs, 1);
}

/// The golden file was made by this code once and is never written again.
#[test]
fn a_study_written_now_says_what_the_golden_one_says() {
    use crate::support::{ANN, BOB};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("now.loom");
    let mut vault = create(&path);
    say(&mut vault, KeyFor::Study, "about nobody");
    say(&mut vault, KeyFor::Words(BOB), "words of Bob");
    say(&mut vault, KeyFor::IdentityOf(BOB), "name of Bob");
    vault.put_blob(KeyFor::Words(BOB), b"a transcript").unwrap();
    say(&mut vault, KeyFor::Words(ANN), "words of Ann");
    vault.erase_subjects(&[ANN]).unwrap();
    vault.rotate().unwrap();
    say(&mut vault, KeyFor::Words(BOB), "after a rotation");
    vault.put_snapshot(&[(KeyFor::Study, b"a snapshot")]).unwrap();
    vault.print_head().unwrap();
    drop(vault);
    assert_eq!(said(&mut read_only(&path)), SAID);
}
