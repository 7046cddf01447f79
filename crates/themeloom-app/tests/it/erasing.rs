//! Erasure erases.

use themeloom_app::store::Unlock;
use themeloom_app::study::findings::Theme;
use themeloom_app::study::memo::Target;
use themeloom_app::study::op::ThemeEdit;
use themeloom_app::study::{Edit, Op, ThemeId};
use themeloom_app::{
    AppError, NewTheme, OpenOptions, OpenStudy, add_finding, add_recommendation, add_theme, open, restore,
    write_memo,
};

use crate::support::{SAID, TALK, again, all_that_can_be_read, begin, code, erasure, import, noon};

/// Writes P01's sentence into every text of the study that a person could have put it in, and renames
/// all of it afterwards.
fn spread_and_rename(study: &mut OpenStudy) {
    let said = format!("We {SAID}!");
    study.rename_code("1.1", &said).unwrap();
    study.fix_framework(Some("First"), &said, &[]).unwrap();
    study.rename_code("1.1", "Distrust").unwrap();
    study
        .commit(format!("coded “{said}”"), |draft| {
            let theme = NewTheme {
                name: said.clone(),
                statement: String::new(),
                narrative: said.clone(),
                codes: Vec::new(),
                exemplars: Vec::new(),
            };
            let theme: ThemeId = add_theme(draft, theme)?;
            draft.add(Op::EditTheme(theme, ThemeEdit::Name(Edit::new(said.clone(), "Money".to_owned()))))?;
            add_finding(draft, &said, Some(theme))?;
            add_recommendation(draft, "Open the books", &said, Vec::new())?;
            write_memo(draft, Target::Study, &said, None).map(drop)
        })
        .unwrap();
}

fn masked(study: &OpenStudy) {
    let state = study.study();
    let theme: &Theme = state.themes().iter().next().unwrap();
    assert_eq!((theme.name.as_str(), theme.narrative.as_str()), ("Money", "[…]!"));
    assert_eq!(state.findings().iter().next().unwrap().statement, "[…]!");
    assert_eq!(state.recommendations().iter().next().unwrap().why, "[…]!");
    assert!(state.memos().iter().any(|memo| memo.text == "[…]!"));
    assert_eq!(state.codes_named("1.1")[0].content.name, "Distrust");
    assert!(state.conflicts().is_empty(), "{:?}", state.conflicts());
}

#[test]
fn nothing_that_can_be_read_after_an_erasure_holds_what_the_person_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let path = study.path().to_owned();
    spread_and_rename(&mut study);
    assert!(all_that_can_be_read(&path).contains(SAID), "the canary is alive before");
    study.save_snapshot().unwrap();
    let done = study.erase_participant("P01", &erasure()).unwrap();
    assert!(done.rewrite.len() >= 8, "{:#?}", done.rewrite);
    assert!(!done.rewrite.concat().contains(SAID));
    masked(&study);
    study.save_snapshot().unwrap();
    assert!(!all_that_can_be_read(&path).contains(SAID));
    assert!(study.check(None).unwrap().is_sound());
    let backup = folder.path().join("after.loombackup");
    study.back_up(&backup).unwrap();
    let restored = folder.path().join("restored.loom");
    restore(&backup, &restored).unwrap();
    assert!(!all_that_can_be_read(&restored).contains(SAID));
    let study = again(study);
    masked(&study);
}

#[test]
fn a_note_on_a_corrected_passage_is_masked_as_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", "P02: We count every minute of it, twice a day.\n");
    study.correct("P02", "every minute", "each hour").unwrap();
    let source = study.study().source_named("P02").unwrap();
    let passage = themeloom_app::study::Passage {
        source: source.id,
        span: themeloom_app::text::Span::new(5, 20).unwrap(),
        version: source.history.latest(),
    };
    let note = format!("Unlike P01, who said: we {SAID}!");
    study.commit("", |draft| write_memo(draft, Target::Passage(passage), &note, None).map(drop)).unwrap();
    let path = study.path().to_owned();
    study.erase_participant("P01", &erasure()).unwrap();
    assert!(!all_that_can_be_read(&path).contains(SAID));
}

#[test]
fn an_old_copy_brings_no_words_back_and_loses_its_own_in_either_order_of_merging() {
    for erased_merges_old in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let mut study = begin(folder.path());
        spread_and_rename(&mut study);
        let (path, copy) = (study.path().to_owned(), folder.path().join("copy.loom"));
        study.close().unwrap();
        std::fs::copy(&path, &copy).unwrap();
        let options = OpenOptions { clock: noon, ..OpenOptions::default() };
        let mut study = open(&path, &options).unwrap();
        study.erase_participant("P01", &erasure()).unwrap();
        study.close().unwrap();
        let (into, from) = if erased_merges_old { (&path, &copy) } else { (&copy, &path) };
        let mut merged = open(into, &options).unwrap();
        merged.merge(from, &Unlock::Unprotected).unwrap();
        masked(&merged);
        assert!(merged.check(None).unwrap().is_sound());
        let merged = again(merged);
        masked(&merged);
        assert!(!all_that_can_be_read(into).contains(SAID));
    }
}

#[test]
fn undoing_what_was_stated_again_brings_no_words_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.rename_code("1.1", &format!("We {SAID}")).unwrap();
    study.rename_code("1.1", "Distrust").unwrap();
    study.erase_participant("P01", &erasure()).unwrap();
    let before = study.history(9, &mut |_, _| true).unwrap();
    let renamed = before.iter().find(|entry| entry.changes.len() == 1).unwrap();
    let inverse = renamed.changes[0].inverse().unwrap();
    assert!(!format!("{inverse:?}").contains(SAID));
    assert!(format!("{inverse:?}").contains("[…]"));
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
    assert_eq!(done.rewrite, ["renamed the code “Outcomes that matter to patients” to “[…]”"]);
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
