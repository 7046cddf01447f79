//! Erasure erases.

use themeloom_app::store::Unlock;
use themeloom_app::study::consent::Erasure;
use themeloom_app::{AppError, OpenOptions, open};

use crate::support::{TALK, again, begin, code, import, noon};

fn erasure() -> Erasure {
    Erasure { on: "2026-11-23".to_owned(), reason: "asked for it".to_owned() }
}

#[test]
fn an_erased_participant_leaves_the_pseudonym_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", &TALK.replace("P01", "P02"));
    code(&mut study, "money", "1.1");
    let done = study.erase_participant("P01", &erasure()).unwrap();
    assert!(done.changes > 0 && done.texts > 0, "{done:?}");
    let study = again(study);
    let state = study.study();
    assert_eq!(state.sources().iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["P02"]);
    assert_eq!(state.codings().iter().count(), 1);
    let tombstone = state.participant_named("P01").unwrap();
    assert_eq!(tombstone.erased.as_ref().unwrap().on, "2026-11-23");
}

#[test]
fn an_erasure_is_not_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.erase_participant("P01", &erasure()).unwrap();
    assert!(matches!(study.undo(), Err(AppError::Erasure)));
}

#[test]
fn texts_of_the_study_that_hold_the_persons_words_are_listed_for_rewriting() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.rename_code("1.1", "We trust nobody with the ledger").unwrap();
    let done = study.erase_participant("P01", &erasure()).unwrap();
    assert_eq!(done.rewrite, ["the code 1.1 We trust nobody with the ledger"]);
}

#[test]
fn an_erasure_names_the_copies_that_it_does_not_reach_and_they_bring_nobody_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let backup = folder.path().join("old.loombackup");
    study.back_up(&backup).unwrap();
    let done = study.erase_participant("P01", &erasure()).unwrap();
    assert_eq!(done.copies.len(), 1);
    study.merge(&backup, &Unlock::Unprotected).unwrap();
    assert_eq!(study.study().sources().iter().count(), 0);
    assert!(study.search("money", 20).unwrap().is_empty());
}

#[test]
fn an_erasure_in_one_copy_erases_in_the_copy_that_merges_it() {
    let folder = tempfile::tempdir().unwrap();
    let study = begin(folder.path());
    let (path, copy) = (study.path().to_owned(), folder.path().join("copy.loom"));
    study.close().unwrap();
    std::fs::copy(&path, &copy).unwrap();
    let options = OpenOptions { clock: noon, ..OpenOptions::default() };
    let mut here = open(&path, &options).unwrap();
    here.erase_participant("P01", &erasure()).unwrap();
    here.close().unwrap();
    let mut there = open(&copy, &options).unwrap();
    code(&mut there, "money", "1.1");
    there.merge(&path, &Unlock::Unprotected).unwrap();
    assert_eq!(there.study().sources().iter().count(), 0);
    assert_eq!(there.study().codings().iter().count(), 0);
}
