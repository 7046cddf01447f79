//! Codings moved, split, joined, coded otherwise.

use themeloom_app::study::findings::{EvidenceLink, Stance};
use themeloom_app::study::memo::Target;
use themeloom_app::study::{CodeId, CodingId, Passage};
use themeloom_app::text::Span;
use themeloom_app::{
    CodingWanted, OpenStudy, add_evidence, add_finding, code_passage, discuss, edit_coding, join_codings,
    locate, people, split_coding, uncode, write_memo,
};

use crate::support::{again, begin, code, counted};

fn passage(study: &OpenStudy, words: &str) -> Passage {
    let source = people::source(study.study(), "P01").unwrap().id;
    locate(study.study(), study.texts(), source, words).unwrap()
}

fn id(study: &OpenStudy, name: &str) -> CodeId {
    people::code(study.study(), name).unwrap().id
}

fn coded(study: &mut OpenStudy, words: &str, name: &str) -> CodingId {
    let (passage, code) = (passage(study, words), id(study, name));
    study.commit("coded", |draft| code_passage(draft, &passage, &[code])).unwrap()[0]
}

fn onto(passage: Passage) -> CodingWanted {
    CodingWanted { passage: Some(passage), ..CodingWanted::default() }
}

fn with(code: CodeId) -> CodingWanted {
    CodingWanted { code: Some(code), ..CodingWanted::default() }
}

/// The words of the codings that count, in the order of the text.
fn words(study: &OpenStudy) -> Vec<String> {
    let state = study.study();
    let mut words: Vec<(Span, String)> = state
        .codings()
        .iter()
        .map(|coding| {
            let excerpt = study.texts().excerpt(state, &state.passage_of(coding).unwrap()).unwrap();
            (excerpt.span, excerpt.words.to_owned())
        })
        .collect();
    words.sort();
    words.into_iter().map(|(_, words)| words).collect()
}

#[test]
fn one_passage_takes_several_codes_at_once_and_the_same_code_only_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let (passage, codes) = (passage(&study, "Nobody counts that."), [id(&study, "1.1"), id(&study, "1.2")]);
    let first = study.commit("coded", |draft| code_passage(draft, &passage, &codes)).unwrap();
    let second = study.commit("coded", |draft| code_passage(draft, &passage, &codes)).unwrap();
    assert_eq!(first, second);
    assert_eq!(counted(&study), 2);
    study.undo().unwrap();
    assert_eq!(counted(&study), 0);
}

#[test]
fn a_category_and_a_passage_without_words_cannot_be_coded() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let (whole, category) = (passage(&study, "Nobody counts that."), id(&study, "1"));
    assert!(study.commit("coded", |draft| code_passage(draft, &whole, &[category])).is_err());
    let empty = Passage { span: Span::at(3), ..whole };
    let code = id(&study, "1.1");
    assert!(study.commit("coded", |draft| code_passage(draft, &empty, &[code])).is_err());
}

#[test]
fn a_coding_is_resized_and_keeps_following_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let coding = coded(&mut study, "money", "1.1");
    let longer = passage(&study, "it is money");
    study.commit("resized", |draft| edit_coding(draft, coding, onto(longer))).unwrap();
    study.correct("P01", "Value is time with the patient.", "Value is time.").unwrap();
    let mut study = again(study);
    assert_eq!(words(&study), ["it is money"]);
    study.undo().unwrap();
    study.undo().unwrap();
    assert_eq!(words(&study), ["money"]);
}

#[test]
fn a_coding_is_recoded_and_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let coding = coded(&mut study, "money", "1.1");
    let (other, category) = (id(&study, "1.2"), id(&study, "1"));
    study.commit("recoded", |draft| edit_coding(draft, coding, with(other))).unwrap();
    assert_eq!(study.study().codings().get(coding).unwrap().code, other);
    assert!(study.commit("recoded", |draft| edit_coding(draft, coding, with(category))).is_err());
    study.commit("taken away", |draft| uncode(draft, coding)).unwrap();
    assert_eq!(counted(&again(study)), 0);
}

#[test]
fn a_coding_is_split_between_words_and_its_memo_stays_with_the_first_part() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let coding = coded(&mut study, "For the trust it is money. We trust nobody with the ledger.", "1.1");
    let about = Target::Coding(coding);
    study.commit("wrote", |draft| write_memo(draft, about.clone(), "two things", None)).unwrap();
    let second = passage(&study, " We trust nobody");
    let at = Passage { span: Span::at(second.span.start()), ..second };
    study.commit("split", |draft| split_coding(draft, coding, &at)).unwrap();
    assert_eq!(words(&study), ["For the trust it is money.", "We trust nobody with the ledger."]);
    assert_eq!(study.study().memos().iter().filter(|memo| memo.about == about).count(), 1);
    study.undo().unwrap();
    assert_eq!(words(&study).len(), 1);
}

#[test]
fn a_coding_is_not_split_at_its_ends_or_outside() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let coding = coded(&mut study, "money", "1.1");
    let place = passage(&study, "money");
    for at in [0, place.span.start(), place.span.end()] {
        let at = Passage { span: Span::at(at), ..place.clone() };
        assert!(study.commit("split", |draft| split_coding(draft, coding, &at)).is_err());
    }
    assert_eq!(words(&study), ["money"]);
}

#[test]
fn joining_keeps_all_that_was_written_about_either_coding() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let first = coded(&mut study, "For the trust it is money.", "1.1");
    let second = coded(&mut study, "We trust nobody with the ledger.", "1.1");
    study
        .commit("wrote", |draft| {
            write_memo(draft, Target::Coding(first), "money first", None)?;
            write_memo(draft, Target::Coding(second), "no trust", None)?;
            discuss(draft, &Target::Coding(second), "whose ledger?", "")?;
            let finding = add_finding(draft, "Trust follows money", None)?;
            add_evidence(draft, finding, Stance::For, EvidenceLink::Coding(first), "says so")
        })
        .unwrap();
    let kept = study.commit("joined", |draft| join_codings(draft, &[second, first])).unwrap();
    let study = again(study);
    assert_eq!(words(&study), ["For the trust it is money. We trust nobody with the ledger."]);
    let about = Target::Coding(kept);
    let memos: Vec<&str> =
        study.study().memos().iter().filter(|memo| memo.about == about).map(|memo| &*memo.text).collect();
    assert_eq!(memos.len(), 2, "{memos:?}");
    assert!(study.study().discussions().contains_key(&about));
    let evidence: Vec<_> = study.study().evidence().iter().map(|e| e.link.clone()).collect();
    assert_eq!(evidence, [EvidenceLink::Coding(kept)]);
}

#[test]
fn joining_what_another_code_or_another_coder_marked_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let one = coded(&mut study, "For the trust it is money.", "1.1");
    let other_code = coded(&mut study, "We trust nobody with the ledger.", "1.2");
    study.add_coder("Jo Marr", "JM", None, false).unwrap();
    study.choose_coder(Some("JM")).unwrap();
    let other_coder = coded(&mut study, "We trust nobody with the ledger.", "1.1");
    for ids in [vec![one, other_code], vec![one, other_coder], vec![one], vec![one, one], vec![]] {
        assert!(study.commit("joined", |draft| join_codings(draft, &ids)).is_err(), "{ids:?}");
    }
    assert_eq!(code(&mut study, "money", "1.1"), 1);
}
