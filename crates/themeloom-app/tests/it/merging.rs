//! Copies that went their own ways.

use themeloom_app::store::Unlock;
use themeloom_app::{OpenOptions, OpenStudy, missing, open, restore};

use crate::support::{begin, code, counted, noon};

/// A study and a copy of its file, both open.
fn two_copies(folder: &std::path::Path) -> (OpenStudy, OpenStudy) {
    let study = begin(folder);
    let path = study.path().to_owned();
    study.close().unwrap();
    let copy = folder.join("copy.loom");
    std::fs::copy(&path, &copy).unwrap();
    let options = OpenOptions { clock: noon, ..OpenOptions::default() };
    (open(&path, &options).unwrap(), open(&copy, &options).unwrap())
}

#[test]
fn two_copies_that_were_both_changed_merge_without_losing_anything() {
    let folder = tempfile::tempdir().unwrap();
    let (mut here, mut there) = two_copies(folder.path());
    code(&mut here, "money", "1.1");
    code(&mut there, "ledger", "1.2");
    let path = there.path().to_owned();
    there.close().unwrap();
    let merged = here.merge(&path, &Unlock::Unprotected).unwrap();
    assert_eq!(merged.conflicts, []);
    assert_eq!(counted(&here), 2);
    assert_eq!(here.merge(&path, &Unlock::Unprotected).unwrap().changes, 0);
}

#[test]
fn both_directions_of_a_merge_show_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (mut here, mut there) = two_copies(folder.path());
    here.rename_code("1.1", "Time").unwrap();
    there.rename_code("1.1", "Attention").unwrap();
    there.correct("P01", "Nobody counts that.", "No one counts that.").unwrap();
    let (a, b) = (here.path().to_owned(), there.path().to_owned());
    here.close().unwrap();
    there.close().unwrap();
    let other = folder.path().join("other.loom");
    std::fs::copy(&a, &other).unwrap();
    let options = OpenOptions { clock: noon, ..OpenOptions::default() };
    let mut first = open(&a, &options).unwrap();
    first.merge(&b, &Unlock::Unprotected).unwrap();
    let mut second = open(&b, &options).unwrap();
    second.merge(&other, &Unlock::Unprotected).unwrap();
    assert!(first.study().visible() == second.study().visible(), "the two show different things");
}

#[test]
fn a_conflict_keeps_both_values_until_it_is_settled() {
    let folder = tempfile::tempdir().unwrap();
    let (mut here, mut there) = two_copies(folder.path());
    here.rename_code("1.1", "Time").unwrap();
    there.rename_code("1.1", "Attention").unwrap();
    let path = there.path().to_owned();
    there.close().unwrap();
    let merged = here.merge(&path, &Unlock::Unprotected).unwrap();
    let [conflict] = merged.conflicts.as_slice() else { panic!("{merged:?}") };
    let before = here.study().codes_named("1.1")[0].content.name.clone();
    here.settle(conflict.change.parse().unwrap(), true).unwrap();
    let after = here.study().codes_named("1.1")[0].content.name.clone();
    let mut both = [before, after];
    both.sort();
    assert_eq!(both, ["Attention", "Time"]);
    assert!(here.conflicts().iter().all(|conflict| conflict.settled));
}

#[test]
fn a_backup_restores_to_the_same_study_and_can_be_merged() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    let visible = study.study().visible();
    let backup = folder.path().join("study.loombackup");
    study.back_up(&backup).unwrap();
    let restored_path = folder.path().join("restored.loom");
    let report = restore(&backup, &restored_path).unwrap();
    assert_eq!(missing(&report), None);
    let restored = open(&restored_path, &OpenOptions { clock: noon, ..OpenOptions::default() }).unwrap();
    assert!(restored.study().visible() == visible, "the restored study shows something else");
    assert_eq!(restored.texts().current(first(&restored)), study.texts().current(first(&study)));
    assert_eq!(study.merge(&backup, &Unlock::Unprotected).unwrap().changes, 0);
}

fn first(study: &OpenStudy) -> themeloom_app::study::SourceId {
    study.study().sources().rows()[0].id
}

#[test]
fn of_two_corrections_of_the_same_words_the_one_kept_aside_can_be_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let (mut here, mut there) = two_copies(folder.path());
    here.correct("P01", "Nobody counts that.", "No one counts that.").unwrap();
    there.correct("P01", "Nobody counts that.", "Somebody counts that.").unwrap();
    let path = there.path().to_owned();
    there.close().unwrap();
    here.merge(&path, &Unlock::Unprotected).unwrap();
    let words = |study: &OpenStudy| {
        let source = study.study().sources().iter().next().unwrap().id;
        let text = study.texts().current(source).unwrap().as_str().to_owned();
        text.lines().find(|line| line.contains("counts that")).unwrap().to_owned()
    };
    let standing = words(&here);
    let conflict = here.study().unsettled().next().unwrap().clone();
    assert!(OpenStudy::can_take_back(&conflict));
    here.settle(conflict.change, true).unwrap();
    let chosen = words(&here);
    assert_ne!(standing, chosen);
    assert!(chosen.ends_with("No one counts that.") || chosen.ends_with("Somebody counts that."), "{chosen}");
    assert_eq!(here.study().unsettled().count(), 0);
}
