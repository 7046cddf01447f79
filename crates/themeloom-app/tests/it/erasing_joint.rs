//! Erasing one of several who spoke together.

use std::path::{Path, PathBuf};

use themeloom_app::study::framework::{Cell, CellKey, CellState};
use themeloom_app::study::op::SourceEdit;
use themeloom_app::study::{CaseId, Edit, Op};
use themeloom_app::text::Splice;
use themeloom_app::{OpenStudy, add_participant, chart, correct, people, read_bytes};

use crate::support::{SAID, again, all_that_can_be_read, code, counted, empty, erasure};

const TALK: &str = "Interviewer: Who keeps the books?\n\n\
    P01: Nobody I know of. We trust nobody with the ledger.\n\n\
    P02: The board does, and it reports every quarter.\n\n\
    P01: That is what they say.\n";

/// A study with one interview of P01 and P02 together.
fn joint(folder: &Path) -> OpenStudy {
    let mut study = empty(folder);
    study
        .commit("added", |draft| {
            ["P01", "P02"].into_iter().try_for_each(|pseudonym| {
                let new = themeloom_app::NewParticipant {
                    pseudonym: pseudonym.to_owned(),
                    ..themeloom_app::NewParticipant::default()
                };
                add_participant(draft, &new).map(drop)
            })
        })
        .unwrap();
    let path = PathBuf::from("together.txt");
    let read = read_bytes(study.study(), &path, TALK.as_bytes().to_vec(), &[]).unwrap();
    study.import(&[read]).unwrap();
    assert_eq!(study.study().sources().rows()[0].participants().count(), 2);
    study
}

#[test]
fn what_a_colleague_coded_stands_on_its_words_when_another_speakers_corrections_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = joint(folder.path());
    study.correct("together", "Nobody I know of", "Nobody that I have ever met here").unwrap();
    assert_eq!(code(&mut study, "board", "1.1"), 1);
    study.correct("together", "every quarter", "each June").unwrap();
    study.erase_participant("P01", &erasure()).unwrap();
    let mut study = again(study);
    assert_eq!(counted(&study), 1);
    let state = study.study();
    let passage = state.passage_of(state.codings().iter().next().unwrap()).unwrap();
    assert_eq!(study.texts().excerpt(state, &passage).unwrap().words, "board");
    assert!(state.conflicts().is_empty(), "{:?}", state.conflicts());
    let text = study.texts().current(passage.source).unwrap().as_str();
    assert!(text.contains("each June") && !text.contains("Nobody") && text.contains('▒'), "{text}");
    assert!(!all_that_can_be_read(study.path()).contains("ever met here"));
    assert!(study.check(None).unwrap().is_sound());
}

#[test]
fn a_correction_of_two_speakers_at_once_loses_the_words_of_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = joint(folder.path());
    let source = people::source(study.study(), "together").unwrap().id;
    let text = study.texts().current(source).unwrap().clone();
    let splices = [("Nobody I know of", "Somebody or other"), ("every quarter", "each June")].map(
        |(words, replacement)| {
            let [found] = themeloom_app::text::find_quotation(&text, words)[..] else { panic!("{words}") };
            Splice { span: found.span, replacement: replacement.into() }
        },
    );
    study.commit("corrected", |draft| correct(draft, source, splices.to_vec())).unwrap();
    study.undo().unwrap();
    assert!(study.texts().current(source).unwrap().as_str().contains("every quarter"));
    study.redo().unwrap();
    study.erase_participant("P02", &erasure()).unwrap();
    let study = again(study);
    let text = study.texts().current(source).unwrap().as_str();
    assert!(text.contains("Somebody or other") && !text.contains("June"), "{text}");
}

#[test]
fn names_first_impressions_and_cells_of_what_was_said_together_lose_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = joint(folder.path());
    let state = study.study();
    let source = people::source(state, "together").unwrap().id;
    let both = ["P01", "P02"].map(|p| people::participant(state, p).unwrap().id).to_vec();
    let (code, me, said) =
        (people::code(state, "1.1").unwrap().id, study.me().unwrap(), format!("We {SAID}!"));
    let case = study
        .commit("wrote", |draft| {
            let name = SourceEdit::Name(Edit::new("together".to_owned(), said.clone()));
            draft.add(Op::EditSource(source, name))?;
            let impression = SourceEdit::FirstImpression(me, Edit::new(String::new(), said.clone()));
            draft.add(Op::EditSource(source, impression))?;
            let case = CaseId(draft.add(Op::AddCase { name: "both".to_owned(), participants: both })?);
            let cell = Cell { state: CellState::Charted, summary: said.clone(), ..Cell::default() };
            chart(draft, CellKey { case, code }, &cell)?;
            Ok(case)
        })
        .unwrap();
    let path = study.path().to_owned();
    assert!(all_that_can_be_read(&path).contains(SAID));
    study.erase_participant("P01", &erasure()).unwrap();
    let study = again(study);
    let row = study.study().sources().get(source).unwrap();
    assert_eq!((row.name.as_str(), row.first_impressions[&me].as_str()), ("[…]!", "[…]!"));
    assert_eq!(study.study().cells()[&CellKey { case, code }].summary, "[…]!");
    assert!(!all_that_can_be_read(&path).contains(SAID));
}
