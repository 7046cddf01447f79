//! Where spans stand after corrections, case by case.

use themeloom_text::{Edit, EditError, EditId, EditKind, History, Placed, Span, Splice, Text, Version};

/// The span of some words in a text.
fn of(text: &str, words: &str) -> Span {
    let byte = text.find(words).unwrap();
    Span::with_len(text[..byte].chars().count() as u32, words.chars().count() as u32)
}

fn replace(text: &str, words: &str, by: &str) -> Splice {
    Splice { span: of(text, words), replacement: by.into() }
}

fn insert(at: u32, words: &str) -> Splice {
    Splice { span: Span::at(at), replacement: words.into() }
}

fn correct(id: u128, seen: &Version, splices: Vec<Splice>) -> Edit {
    Edit { id: EditId(id), seen: seen.clone(), kind: EditKind::Correct(splices) }
}

/// A history over a base with one correction, and the base.
fn corrected(base: &str, splice: Splice) -> (History, Text) {
    let text = Text::normalise(base).0;
    let mut history = History::new(text.len());
    history.add(correct(1, &Version::base(), vec![splice])).unwrap();
    (history, text)
}

/// What a coding of `coded` reads after one correction.
fn check(base: &str, coded: &str, splice: Splice, kind: fn(Span) -> Placed, expect: &str) {
    let (history, text) = corrected(base, splice);
    let placed = history.place(of(base, coded), &Version::base()).unwrap();
    let now = history.current(&text);
    assert_eq!(now.excerpt(placed.span().unwrap()), Some(expect));
    assert_eq!(placed, kind(placed.span().unwrap()));
}

const WORDS: &str = "I asked Dr Smith about money";

#[test]
fn a_coding_survives_an_insertion_before_it() {
    check(WORDS, "money", insert(0, "Well, "), Placed::Moved, "money");
}

#[test]
fn a_correction_after_a_coding_leaves_it_unmoved() {
    check(WORDS, "asked", replace(WORDS, "money", "funds"), Placed::Unmoved, "asked");
}

#[test]
fn words_inserted_at_the_edges_stay_outside() {
    check(WORDS, "asked", insert(2, "never "), Placed::Moved, "asked");
    check(WORDS, "asked", insert(7, " again"), Placed::Unmoved, "asked");
}

#[test]
fn words_inserted_inside_come_in() {
    check(WORDS, "asked Dr Smith", insert(8, "old "), Placed::Stale, "asked old Dr Smith");
}

#[test]
fn pseudonymising_exactly_the_coded_words_keeps_the_coding() {
    check(WORDS, "Dr Smith", replace(WORDS, "Dr Smith", "[P07]"), Placed::Stale, "[P07]");
}

#[test]
fn a_replacement_that_overlaps_a_coding_comes_in_whole() {
    check(WORDS, "Smith about", replace(WORDS, "Dr Smith", "[P07]"), Placed::Stale, "[P07] about");
}

#[test]
fn a_replacement_beside_a_coding_stays_out() {
    check(WORDS, " about", replace(WORDS, "Dr Smith", "[P07]"), Placed::Moved, " about");
}

#[test]
fn a_deletion_shrinks_a_coding() {
    check(WORDS, "Smith about", replace(WORDS, "Dr Smith ", ""), Placed::Stale, "about");
}

#[test]
fn a_coding_whose_words_are_deleted_is_gone_and_comes_back_with_them() {
    let (mut history, _) = corrected(WORDS, replace(WORDS, "Dr Smith ", ""));
    let coded = of(WORDS, "Smith");
    assert_eq!(history.place(coded, &Version::base()), Some(Placed::Gone));
    let undo = Edit { id: EditId(2), seen: history.latest(), kind: EditKind::Withdraw(EditId(1)) };
    history.add(undo).unwrap();
    assert_eq!(history.place(coded, &Version::base()), Some(Placed::Unmoved(coded)));
    let redo = Edit { id: EditId(3), seen: history.latest(), kind: EditKind::Restore(EditId(1)) };
    history.add(redo).unwrap();
    assert_eq!(history.place(coded, &Version::base()), Some(Placed::Gone));
}

#[test]
fn a_coding_of_a_pseudonym_stands_on_the_name_after_undo() {
    let (mut history, text) = corrected(WORDS, replace(WORDS, "Dr Smith", "[P07]"));
    let made_in = history.latest();
    let coded = of(history.current(&text).as_str(), "[P07]");
    history.add(Edit { id: EditId(2), seen: made_in.clone(), kind: EditKind::Withdraw(EditId(1)) }).unwrap();
    assert_eq!(history.place(coded, &made_in), Some(Placed::Stale(of(WORDS, "Dr Smith"))));
}

#[test]
fn of_two_corrections_of_the_same_words_the_earlier_stands_until_it_is_withdrawn() {
    let text = Text::normalise(WORDS).0;
    let mut history = History::new(text.len());
    let base = Version::base();
    history.add(correct(1, &base, vec![replace(WORDS, "Smith", "Smythe")])).unwrap();
    let both = vec![replace(WORDS, "Dr Smith", "[P07]"), replace(WORDS, "money", "funds")];
    let outcome = history.add(correct(2, &base, both)).unwrap();
    assert_eq!(outcome.overlaps, [EditId(1)]);
    assert_eq!(history.kept_as_conflicts(&history.latest()), Some(vec![EditId(2)]));
    // Only what overlaps is kept back: the rest of the second correction is in force.
    assert_eq!(history.current(&text).as_str(), "I asked Dr Smythe about funds");
    history.add(Edit { id: EditId(3), seen: history.latest(), kind: EditKind::Withdraw(EditId(1)) }).unwrap();
    assert_eq!(history.current(&text).as_str(), "I asked [P07] about funds");
}

#[test]
fn a_correction_on_top_of_one_that_lost_is_kept_back_with_it() {
    let text = Text::normalise(WORDS).0;
    let mut history = History::new(text.len());
    let base = Version::base();
    history.add(correct(1, &base, vec![replace(WORDS, "Smith", "Smythe")])).unwrap();
    history.add(correct(2, &base, vec![replace(WORDS, "Smith", "Jones")])).unwrap();
    let seen = Version::from(EditId(2));
    let theirs = history.text_at(&text, &seen).unwrap();
    history.add(correct(3, &seen, vec![replace(theirs.as_str(), "one", "ane")])).unwrap();
    let third = Version::from(EditId(3));
    assert_eq!(history.text_at(&text, &third).unwrap().as_str(), "I asked Dr Janes about money");
    assert_eq!(history.current(&text).as_str(), "I asked Dr Smythe about money");
    let place = history.place_between(of("I asked Dr Janes", "Janes"), &third, &history.latest());
    assert_eq!(place, Some(Placed::Stale(of("I asked Dr Smythe", "Smythe"))));
}

#[test]
fn a_cursor_stays_behind_the_letter_on_its_left() {
    let (history, _) = corrected(WORDS, insert(7, " again"));
    assert_eq!(history.place(Span::at(7), &Version::base()), Some(Placed::Unmoved(Span::at(7))));
    assert_eq!(history.place(Span::at(8), &Version::base()), Some(Placed::Moved(Span::at(14))));
    assert_eq!(history.place(Span::at(99), &Version::base()), None);
}

#[test]
fn a_malformed_edit_is_refused_and_changes_nothing() {
    let mut history = History::new(5);
    let base = Version::base();
    let before = history.clone();
    let wide = vec![Splice { span: Span::with_len(3, 4), replacement: "".into() }];
    assert!(matches!(history.add(correct(1, &base, wide)), Err(EditError::OutOfRange { len: 5, .. })));
    let twisted = vec![insert(3, "a"), insert(2, "b")];
    assert!(matches!(history.add(correct(1, &base, twisted)), Err(EditError::Unsorted { .. })));
    let unknown = Version::from(EditId(9));
    assert_eq!(history.add(correct(1, &unknown, vec![])), Err(EditError::UnknownVersion(EditId(9))));
    let undo = Edit { id: EditId(1), seen: base, kind: EditKind::Withdraw(EditId(9)) };
    assert_eq!(history.add(undo), Err(EditError::NotACorrection(EditId(9))));
    assert_eq!(history, before);
}

#[test]
fn a_history_can_be_kept_and_read_again() {
    let (history, _) = corrected(WORDS, replace(WORDS, "Smith", "Jones"));
    let kept = serde_json::to_string(&history).unwrap();
    assert_eq!(serde_json::from_str::<History>(&kept).unwrap(), history);
}
