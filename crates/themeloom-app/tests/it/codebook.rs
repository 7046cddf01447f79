//! Codes changed, placed, archived, merged by hand.

use themeloom_app::study::code::{CodeOrigin, NewCode};
use themeloom_app::study::{CodeId, Thing};
use themeloom_app::{CodeWanted, OpenStudy, add_code, archive, code_with_new, edit_code, people, place_code};

use crate::support::{again, begin, code, counted};

fn id(study: &OpenStudy, name: &str) -> CodeId {
    people::code(study.study(), name).unwrap().id
}

fn new(name: &str, parent: Option<CodeId>) -> NewCode {
    NewCode { name: name.to_owned(), parent, ..NewCode::default() }
}

/// Three codes under a category of their own, which is the last of the codebook.
fn letters(study: &mut OpenStudy) -> [CodeId; 4] {
    let made = study.commit("added", |draft| {
        let above = add_code(draft, "Letters", None, "", CodeOrigin::FromData, true)?;
        let mut add = |name| add_code(draft, name, Some(above), "", CodeOrigin::FromData, false);
        Ok([above, add("A")?, add("B")?, add("C")?])
    });
    made.unwrap()
}

/// The numbers, after that of the category, and names of the codes that [`letters`] made.
fn below_letters(study: &OpenStudy) -> String {
    let above = people::code(study.study(), "Letters").unwrap();
    let number = above.content.number.to_string();
    let below = study.study().with_codes_below(above.id).into_iter().filter(|code| *code != above.id);
    let label = |code| study.study().codes().get(code).unwrap().label();
    let labels: Vec<String> =
        below.map(|code| label(code).strip_prefix(&number).unwrap().to_owned()).collect();
    labels.join(", ")
}

#[test]
fn a_new_code_takes_the_next_number_under_what_it_stands_under() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    letters(&mut study);
    assert_eq!(below_letters(&study), ".1 A, .2 B, .3 C");
}

#[test]
fn placing_a_code_numbers_its_neighbours_again_and_undoing_gives_the_old_numbers_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let [above, a, _, c] = letters(&mut study);
    study.commit("placed", |draft| place_code(draft, c, Some(above), Some(a))).unwrap();
    assert_eq!(below_letters(&study), ".1 C, .2 A, .3 B");
    study.undo().unwrap();
    assert_eq!(below_letters(&study), ".1 A, .2 B, .3 C");
}

#[test]
fn what_stands_below_a_code_that_is_placed_is_numbered_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let [above, a, b, _] = letters(&mut study);
    study.commit("placed", |draft| place_code(draft, b, Some(a), None)).unwrap();
    assert_eq!(below_letters(&study), ".1 A, .1.1 B, .3 C");
    study.commit("placed", |draft| place_code(draft, a, Some(above), None)).unwrap();
    assert_eq!(below_letters(&again(study)), ".1 C, .2 A, .2.1 B");
}

#[test]
fn a_code_cannot_be_placed_below_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let [above, a, ..] = letters(&mut study);
    let error = study.commit("placed", |draft| place_code(draft, above, Some(a), None)).unwrap_err();
    assert!(error.to_string().contains("below itself"), "{error}");
    assert_eq!(below_letters(&study), ".1 A, .2 B, .3 C");
}

#[test]
fn fields_of_a_code_are_edited_and_those_that_are_the_same_leave_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let code = id(&study, "1.1");
    let before = study.study().codes().get(code).unwrap().content.clone();
    let use_when = "whenever time is meant".to_owned();
    for _ in 0..2 {
        let wanted = CodeWanted {
            name: Some(before.name.clone()),
            use_when: Some(use_when.clone()),
            ..CodeWanted::default()
        };
        study.commit("edited", |draft| edit_code(draft, code, wanted)).unwrap();
    }
    let after = NewCode { use_when, ..before };
    let last = study.history(2, &mut |_, _| true).unwrap();
    assert_eq!(last[0].changes.len(), 1);
    assert_eq!(again(study).study().codes().get(code).unwrap().content, after);
}

#[test]
fn a_code_with_codings_does_not_become_a_category_and_two_codes_never_share_a_number() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    let code = id(&study, "1.1");
    let category = CodeWanted { is_category: Some(true), ..CodeWanted::default() };
    let error = study.commit("edited", |draft| edit_code(draft, code, category)).unwrap_err();
    assert!(error.to_string().contains("this one has 1"), "{error}");
    let same = CodeWanted { number: Some("1.2".parse().unwrap()), ..CodeWanted::default() };
    let error = study.commit("edited", |draft| edit_code(draft, code, same)).unwrap_err();
    insta::assert_snapshot!(error.to_string(), @"`1.2` does not fit the number of a code: expected one that no other code has");
}

#[test]
fn archiving_a_code_hides_what_stands_below_it_and_its_codings_until_it_is_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    let (above, below) = (id(&study, "1"), id(&study, "1.1"));
    study.commit("archived", |draft| archive(draft, Thing::Code(above), true)).unwrap();
    assert!(study.study().codes().live(below).is_none());
    assert_eq!(counted(&study), 0);
    study.commit("restored", |draft| archive(draft, Thing::Code(below), false)).unwrap();
    assert!(study.study().codes().live(above).is_some());
    assert_eq!(counted(&again(study)), 1);
}

#[test]
fn a_code_that_comes_back_takes_a_free_number_when_its_own_was_given_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let [above, _, _, c] = letters(&mut study);
    study.commit("archived", |draft| archive(draft, Thing::Code(c), true)).unwrap();
    study
        .commit("added", |draft| add_code(draft, "D", Some(above), "", CodeOrigin::FromData, false))
        .unwrap();
    study.commit("restored", |draft| archive(draft, Thing::Code(c), false)).unwrap();
    assert_eq!(below_letters(&study), ".1 A, .2 B, .3 D, .4 C");
}

#[test]
fn a_new_code_and_its_first_coding_are_one_step_of_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let hit = study.search("ledger", 30).unwrap().remove(0);
    let passage = themeloom_app::study::Passage {
        source: hit.source,
        span: hit.span,
        version: study.study().sources().get(hit.source).unwrap().history.latest(),
    };
    study.commit("coded", |draft| code_with_new(draft, &passage, new("Ledgers", None))).unwrap();
    assert_eq!(counted(&study), 1);
    study.undo().unwrap();
    assert_eq!((counted(&study), study.study().codes_named("Ledgers").len()), (0, 0));
}
