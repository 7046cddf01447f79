//! A person's words in what others wrote: in other copies, under other people's keys, in every kind of
//! text.

use themeloom_app::store::Unlock;
use themeloom_app::study::comment::NewComment;
use themeloom_app::study::memo::Target;
use themeloom_app::study::op::{CodeEdit, ParticipantEdit};
use themeloom_app::study::participant::Identity;
use themeloom_app::study::worksheet::ElementContent;
use themeloom_app::study::{Edit, Op};
use themeloom_app::{OpenOptions, OpenStudy, add_element, comment, open, people, write_memo};

use crate::support::{SAID, again, all_that_can_be_read, begin, erasure, import, noon};

/// A memo about something, quoting P01.
fn note(study: &mut OpenStudy, about: Target) {
    study.commit("wrote", |draft| write_memo(draft, about, &format!("We {SAID}!"), None).map(drop)).unwrap();
}

#[test]
fn what_a_copy_wrote_after_it_was_copied_loses_the_words_in_the_merge() {
    for erased_merges_other in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let study = begin(folder.path());
        let (path, copy) = (study.path().to_owned(), folder.path().join("copy.loom"));
        study.close().unwrap();
        std::fs::copy(&path, &copy).unwrap();
        let options = OpenOptions { clock: noon, ..OpenOptions::default() };
        let mut other = open(&copy, &options).unwrap();
        note(&mut other, Target::Study);
        other.close().unwrap();
        let mut study = open(&path, &options).unwrap();
        study.erase_participant("P01", &erasure()).unwrap();
        study.close().unwrap();
        let (into, from) = if erased_merges_other { (&path, &copy) } else { (&copy, &path) };
        let mut merged = open(into, &options).unwrap();
        merged.merge(from, &Unlock::Unprotected).unwrap();
        assert!(merged.check(None).unwrap().is_sound());
        let merged = again(merged);
        let memos: Vec<&str> = merged.study().memos().iter().map(|memo| memo.text.as_str()).collect();
        assert_eq!(memos, ["[…]!"]);
        assert!(!all_that_can_be_read(into).contains(SAID));
    }
}

#[test]
fn what_was_written_about_somebody_else_loses_the_words_and_stays_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", "P02: Value is what my budget says it is, every spring.\n");
    let other = people::participant(study.study(), "P02").unwrap().id;
    note(&mut study, Target::Participant(other));
    let path = study.path().to_owned();
    assert!(all_that_can_be_read(&path).contains(SAID));
    let done = study.erase_participant("P01", &erasure()).unwrap();
    assert_eq!(done.rewrite.len(), 1, "{:?}", done.rewrite);
    let mut study = again(study);
    assert_eq!(study.study().memos().iter().next().unwrap().text, "[…]!");
    assert!(!all_that_can_be_read(&path).contains(SAID));
    study.erase_participant("P02", &erasure()).unwrap();
    assert_eq!(again(study).study().memos().iter().count(), 0);
}

#[test]
fn what_somebody_else_said_in_the_same_words_stays_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", "P02: Who checks the books, and when do they do so?\n");
    study.correct("P02", "Who checks the books", "We trust nobody with the ledger").unwrap();
    study.erase_participant("P01", &erasure()).unwrap();
    assert_eq!(study.search("ledger", 9).unwrap().len(), 1);
}

#[test]
fn a_name_and_an_address_are_taken_out_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let id = people::participant(study.study(), "P01").unwrap().id;
    let identity = Identity { name: "Jane Roe".into(), contact: "jane.roe@example.org".into() };
    let edit = ParticipantEdit::Identity(Edit::new(None, Some(identity)));
    study.commit("named", |draft| draft.add(Op::EditParticipant(id, edit)).map(drop)).unwrap();
    study.rename_code("1.1", "Ask Jane ROE (jane.roe@example.org)").unwrap();
    let path = study.path().to_owned();
    study.erase_participant("P01", &erasure()).unwrap();
    assert_eq!(study.study().codes_named("1.1")[0].content.name, "Ask […])");
    let left = all_that_can_be_read(&path);
    assert!(!left.contains("jane roe") && !left.contains("jane.roe"));
}

#[test]
fn words_that_a_correction_replaced_are_taken_out_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.rename_code("1.1", &format!("We {SAID}")).unwrap();
    study.correct("P01", "We trust nobody with the ledger", "Accounts are shared").unwrap();
    let path = study.path().to_owned();
    study.erase_participant("P01", &erasure()).unwrap();
    assert!(!all_that_can_be_read(&path).contains(SAID));
}

#[test]
fn definitions_examples_comments_and_worksheets_lose_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let code = people::code(study.study(), "1.1").unwrap();
    let (code, content, said) = (code.id, code.content.clone(), format!("We {SAID}!"));
    study
        .commit("wrote", |draft| {
            let definition = CodeEdit::Definition(Edit::new(content.definition, said.clone()));
            draft.add(Op::EditCode(code, definition))?;
            draft.add(Op::EditCode(code, CodeEdit::Example(Edit::new(content.example, said.clone()))))?;
            let new = NewComment { about: Target::Code(code), to: None, text: said.clone(), reply_to: None };
            comment(draft, new)?;
            let element = ElementContent { text: said.clone(), dimension: said, cases: Vec::new() };
            add_element(draft, code, element).map(drop)
        })
        .unwrap();
    let path = study.path().to_owned();
    study.erase_participant("P01", &erasure()).unwrap();
    let state = study.study();
    let content = &state.codes().get(code).unwrap().content;
    assert_eq!((content.definition.as_str(), content.example.as_str()), ("[…]!", "[…]!"));
    assert_eq!(state.comments().iter().next().unwrap().content.text, "[…]!");
    let element = &state.elements().iter().next().unwrap().content;
    assert_eq!((element.text.as_str(), element.dimension.as_str()), ("[…]!", "[…]!"));
    assert!(!all_that_can_be_read(&path).contains(SAID));
}

#[test]
fn an_erasure_that_was_cut_short_is_finished_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    note(&mut study, Target::Study);
    let id = people::participant(study.study(), "P01").unwrap().id;
    let written = study.history(9, &mut |_, _| true).unwrap().remove(0).changes.remove(0);
    let Op::WriteMemo { about, reply_to, .. } = written.op.clone() else { panic!("{written:?}") };
    let op = Op::WriteMemo { about, reply_to, text: "[…]!".to_owned() };
    let restated = themeloom_app::study::Change { op, gesture: None, ..written };
    study
        .commit("erased P01", |draft| {
            draft.add(Op::Erase(id, erasure()))?;
            draft.add(Op::Restate(Box::new(restated))).map(drop)
        })
        .unwrap();
    let path = study.path().to_owned();
    assert!(all_that_can_be_read(&path).contains(SAID), "what the erasure left before it was cut short");
    let study = again(study);
    assert_eq!(study.study().memos().iter().next().unwrap().text, "[…]!");
    assert_eq!(study.study().sources().iter().count(), 0);
    assert!(!all_that_can_be_read(&path).contains(SAID));
}
