//! Tables that people made in other programs or by hand are taken in for what they are.

use themeloom_app::{
    AppError, NewStudy, OpenStudy, StudyTaken, begin_from, read_study_bytes, study_templates,
};

use crate::support::{begin, counted, empty, noon};

fn take(study: &mut OpenStudy, file: &str, bytes: &[u8]) -> Result<StudyTaken, AppError> {
    let mut read = read_study_bytes(file, bytes)?.unwrap();
    study.take_study(&read.remove(0))
}

const SEGMENTS: &str = "Document name,Code,Segment,Created by,Comment,Weight score,Beginning\n\
    P01.docx,Worth > Time,Value is time with the patient,Bo Lund,said first,0,3\n\
    P01,Worth > Money,for the trust it is money,Bo Lund,,50,5\n\
    P01,Worth > Money,nobody ever said this,Bo Lund,,0,6\n\
    P09,Worth > Time,Value is time with the patient,Bo Lund,,0,1\n";

#[test]
fn coded_segments_are_found_by_their_words_in_the_sources_that_the_study_has() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let before = counted(&study);
    let read = read_study_bytes("segments.csv", SEGMENTS.as_bytes()).unwrap().unwrap();
    let seen = study.preview(&read[0]).codings;
    assert_eq!((seen.found, seen.reanchored, seen.lost), (4, 2, 2));
    let taken = take(&mut study, "segments.csv", SEGMENTS.as_bytes()).unwrap();
    assert_eq!(taken.codings, seen);
    assert_eq!((counted(&study) - before, taken.codes, taken.coders, taken.memos), (2, 3, 1, 1));
    insta::assert_snapshot!(taken.losses.join("\n"));
    let again = take(&mut study, "segments.csv", SEGMENTS.as_bytes()).unwrap();
    assert!(again.losses.iter().any(|loss| loss.ends_with("it is there already")), "{:?}", again.losses);
    assert_eq!(counted(&study) - before, 2, "a table taken in twice codes once");
}

#[test]
fn segments_of_which_none_is_found_change_nothing_and_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    let error = take(&mut study, "segments.csv", SEGMENTS.as_bytes()).unwrap_err();
    assert!(matches!(error, AppError::NothingPlaced { .. }));
    let hints = error.explain().hints;
    assert!(hints.iter().any(|hint| hint.contains("import the transcript")), "{hints:?}");
    assert!(study.study().coder_named("Bo Lund").is_none());
}

#[test]
fn a_codebook_in_a_table_is_taken_in_with_what_stands_above_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    let table = "Code name,Description,Parent code\nNight shifts,Work at night,Work\nWork,All about work,\n";
    let taken = take(&mut study, "codebook.csv", table.as_bytes()).unwrap();
    assert_eq!((taken.codes, taken.program.as_str()), (2, "a codebook"));
    let state = study.study();
    let night = state.codes_named("Night shifts")[0];
    assert_eq!(night.content.parent, Some(state.codes_named("Work")[0].id));
    assert_eq!(night.content.definition, "Work at night");
}

#[test]
fn a_table_of_cases_and_what_is_recorded_about_them_becomes_attributes_and_no_matrix() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    let table = "case,Age,gender,interest\nID4,56,f,netball\nID5,73,m,gardening\nID6,29,f,soccer\n";
    let taken = take(&mut study, "cases.csv", table.as_bytes()).unwrap();
    assert_eq!((taken.participants, taken.attributes, taken.cells, taken.codes), (3, 3, 0, 0));
}

#[test]
fn a_study_begins_with_what_another_program_made_and_leaves_nothing_behind_where_that_fails() {
    let folder = tempfile::tempdir().unwrap();
    let protocol = study_templates::find("plain").unwrap();
    let path = folder.path().join("new.loom");
    let new = NewStudy {
        path: &path,
        title: "Cases",
        protocol: &protocol,
        sensitising: &[],
        coder: ("Ada Kettle", "AK"),
        passphrase: None,
        cost: themeloom_app::store::KdfCost::test(),
        clock: noon,
    };
    let nowhere = read_study_bytes("segments.csv", SEGMENTS.as_bytes()).unwrap().unwrap();
    assert!(begin_from(&new, &nowhere).is_err());
    assert!(!path.exists());
    let matrix =
        "case,Trust,Money\nP01,they trusted nobody at all,it was never enough\nP02,-,they had plenty of it\n";
    let read = read_study_bytes("matrix.csv", matrix.as_bytes()).unwrap().unwrap();
    let (study, _, taken) = begin_from(&new, &read).unwrap();
    assert_eq!((taken[0].cells, study.study().codes().iter().count()), (4, 2));
}
