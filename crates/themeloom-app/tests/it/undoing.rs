//! Undo and redo, without limit.

use themeloom_app::AppError;

use crate::support::{again, begin, code, counted, empty};

#[test]
fn undo_and_redo_go_back_and_forth_without_limit_and_across_closing() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    for query in ["money", "value", "ledger"] {
        code(&mut study, query, "1.1");
    }
    let all = counted(&study);
    for _ in 0..3 {
        study.undo().unwrap();
    }
    assert_eq!(counted(&study), 0);
    let mut study = again(study);
    for _ in 0..3 {
        study.redo().unwrap();
    }
    assert_eq!(counted(&study), all);
    assert!(matches!(study.redo(), Err(AppError::NothingTo { redo: true })));
    study.undo().unwrap();
    study.undo().unwrap();
    study.redo().unwrap();
    assert_eq!(counted(&study), all - 1);
}

#[test]
fn the_beginning_of_a_study_is_not_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    assert!(matches!(study.undo(), Err(AppError::NothingTo { redo: false })));
    code(&mut again(study), "nothing", "1.1");
}

#[test]
fn a_new_change_ends_what_could_be_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    study.undo().unwrap();
    code(&mut study, "ledger", "1.1");
    assert!(matches!(study.redo(), Err(AppError::NothingTo { redo: true })));
}

#[test]
fn a_backup_in_between_is_not_what_undo_takes() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    study.back_up(&folder.path().join("copy.loombackup")).unwrap();
    assert!(study.undo().unwrap().did.starts_with("coded 1 passage"));
    study.back_up(&folder.path().join("copy2.loombackup")).unwrap();
    study.redo().unwrap();
    assert_eq!(counted(&study), 1);
}

#[test]
fn everything_since_the_beginning_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    let mut steps = 0;
    while study.undo().is_ok() {
        steps += 1;
        assert!(steps < 100);
    }
    assert_eq!(study.study().sources().iter().count(), 0);
    assert_eq!(again(study).study().name(), "A small study");
}

#[test]
fn undoing_what_another_coder_changed_since_says_who() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.add_coder("Jo Marr", "JM", None, false).unwrap();
    study.choose_coder(Some("AK")).unwrap();
    study.rename_code("1.1", "Time").unwrap();
    study.choose_coder(Some("JM")).unwrap();
    study.rename_code("1.1", "Attention").unwrap();
    study.choose_coder(Some("AK")).unwrap();
    let error = study.undo().unwrap_err();
    assert!(matches!(&error, AppError::ChangedSince { since, .. } if since.starts_with("JM")), "{error}");
    assert_eq!(study.study().codes_named("1.1")[0].content.name, "Attention");
}

#[test]
fn one_step_of_the_history_is_undone_and_what_was_done_since_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    let batch = study.history(1, &mut |_, _| true).unwrap()[0].batch;
    code(&mut study, "ledger", "1.2");
    assert!(study.why_not_undo(batch).unwrap().is_none());
    study.undo_batch(batch).unwrap();
    assert_eq!(counted(&study), 1);
    assert!(matches!(study.undo_batch(batch), Err(AppError::NothingTo { redo: false })));
    assert!(study.why_not_undo(batch).unwrap().is_some());
    study.redo().unwrap();
    assert_eq!(counted(&study), 2);
    study.undo_batch(batch).unwrap();
    assert_eq!(counted(&again(study)), 1);
}

#[test]
fn a_step_of_the_history_that_others_built_on_is_not_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.rename_code("1.1", "Time").unwrap();
    let batch = study.history(1, &mut |_, _| true).unwrap()[0].batch;
    study.rename_code("1.1", "Attention").unwrap();
    assert!(matches!(study.undo_batch(batch), Err(AppError::ChangedSince { .. })));
    assert_eq!(study.study().codes_named("1.1")[0].content.name, "Attention");
}
