//! Searching, coding, charting.

use themeloom_app::import::{read_cells, read_codings};
use themeloom_app::study::framework::CellState;

use crate::support::{TALK, again, begin, code, counted, import};

#[test]
fn what_a_search_finds_is_coded_as_one_change_and_survives_closing() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    assert_eq!(code(&mut study, "value OR money", "1.1"), 3);
    let mut study = again(study);
    assert_eq!(counted(&study), 3);
    study.undo().unwrap();
    assert_eq!(counted(&again(study)), 0);
}

#[test]
fn coding_the_same_again_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    let hits = study.search("money", 30).unwrap();
    let done = study.code_hits(&hits, "1.1", true).unwrap();
    assert_eq!((done.coded, done.already), (0, 1));
}

#[test]
fn passages_found_by_search_count_only_once_somebody_has_read_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let hits = study.search("money", 30).unwrap();
    study.code_hits(&hits, "1.1", false).unwrap();
    assert_eq!(counted(&study), 0);
    assert_eq!(study.mark_read(None).unwrap(), 1);
    assert_eq!(counted(&study), 1);
}

#[test]
fn quotations_are_located_by_their_words_and_reported_where_missing_or_ambiguous() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let table = "source,quotation,code,coder\n\
        P01,Nobody counts that.,1.1,AK\n\
        P01,Nobody said this.,1.1,AK\n\
        P01,trust,1.1,AK\n\
        P09,Nobody counts that.,1.1,AK\n\
        P01,Nobody counts that.,99,AK\n\
        P01,Nobody counts that.,1,AK\n";
    let done = study.code_rows(&read_codings("codings.csv", table.as_bytes()).unwrap()).unwrap();
    assert_eq!(done.coded, 1);
    insta::assert_snapshot!(done.problems.join("\n"), @r"
    row 3: the words stand nowhere in P01: they must stand there once
    row 4: the words stand 3 times in P01: they must stand there once
    row 5: there is no source called `P09` in this study
    row 6: there is no code called `99` in this study
    row 7: `1 Meaning of value` is a category: it groups codes and is not applied itself
    ");
}

#[test]
fn a_coding_follows_its_words_through_a_correction_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    let words = |study: &themeloom_app::OpenStudy| {
        let coding = study.study().codings().iter().next().unwrap();
        let passage = study.study().passage_of(coding).unwrap();
        let excerpt = study.texts().excerpt(study.study(), &passage).unwrap();
        (excerpt.words.to_owned(), excerpt.stale)
    };
    study.correct("P01", "Value is time with the patient.", "Value is time, time with the patient.").unwrap();
    assert_eq!(words(&study), ("money".to_owned(), false));
    study.correct("P01", "it is money", "it is the money that counts").unwrap();
    assert!(words(&study).1);
    study.undo().unwrap();
    let study = again(study);
    assert_eq!(words(&study), ("money".to_owned(), false));
}

#[test]
fn cells_are_charted_from_a_table_with_quotations_linked() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.fix_framework(None, "first", &["1.1".to_owned()]).unwrap();
    let table = "case,code,state,summary,note,unprompted,author,reader,quotations\n\
        P01,1.1,charted,Time that nobody counts,,yes,AK,,Nobody counts that.\n\
        P77,1.1,not asked,,,,,,\n";
    let done = study.chart_rows(&read_cells("cells.csv", table.as_bytes()).unwrap()).unwrap();
    assert_eq!((done.cells, done.problems.len()), (1, 1));
    let study = again(study);
    let cell = study.study().cells().values().next().unwrap();
    assert_eq!(cell.state, CellState::Charted);
    let words = study.texts().excerpt(study.study(), cell.quotations.first().unwrap()).unwrap().words;
    assert_eq!(words, "Nobody counts that.");
}

#[test]
fn filters_search_by_case_code_and_attribute() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", &TALK.replace("P01", "P02"));
    code(&mut study, "ledger case:P02", "1.1");
    assert_eq!(study.search("money", 30).unwrap().len(), 2);
    assert_eq!(study.search("money case:P02", 30).unwrap().len(), 1);
    assert_eq!(study.search("ledger code:1.1", 30).unwrap().len(), 1);
    assert!(study.search("money case:P03", 30).unwrap_err().to_string().contains("no case called `P03`"));
}
