//! Tables that people made in other programs or by hand are taken in for what they are.

use themeloom_app::{
    AppError, ExportWanted, NewStudy, OpenStudy, ReportFormat, StudyTaken, TableWanted, begin_from,
    read_study_bytes, study_templates,
};
use themeloom_import::ForeignStudy;

use crate::support::{begin, code, counted, empty, import, noon};

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

#[test]
fn words_that_stand_several_times_are_found_by_the_paragraph_in_which_they_begin() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let text = "I: What is trust?\nP1: Nobody asked us.\nI: And you?\nP1: Nobody asked us.\n";
    import(&mut study, "Twice.txt", text);
    let table = "Document name,Code,Beginning,End,Segment\n\
        Twice,Work,2,2,Nobody asked us.\nTwice,Work,4,4,Nobody asked us.\nTwice,Work,3,3,Nobody asked us.\n";
    let taken = take(&mut study, "segments.csv", table.as_bytes()).unwrap();
    assert_eq!((taken.codings.reanchored, taken.codings.lost), (2, 1), "{:?}", taken.losses);
}

/// What an export of a study is read for when it comes back.
fn comes_back(study: &mut OpenStudy, wanted: &ExportWanted) -> ForeignStudy {
    let file = study.export(wanted).unwrap().files.remove(0);
    read_study_bytes(&file.name, &file.bytes).unwrap().unwrap().remove(0)
}

#[test]
fn our_own_tables_of_codings_cases_and_codes_come_back_as_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "time", "Time and staffing");
    let codes: Vec<String> = study.study().codebook().iter().map(|code| code.label()).collect();
    for format in [ReportFormat::Csv, ReportFormat::Xlsx] {
        let codings = comes_back(&mut study, &ExportWanted::Table(TableWanted::Codings, format));
        assert!(codings.cases.is_empty() && codings.cells.is_empty());
        let told =
            codings.segments.len() + codings.losses.iter().filter(|l| l.name.contains("withheld")).count();
        assert_eq!(told, counted(&study), "{:?}", codings.losses);
        let cases = comes_back(&mut study, &ExportWanted::Table(TableWanted::Cases, format));
        assert_eq!((cases.cases.len(), cases.codes.len(), cases.cells.len()), (1, 0, 0), "{cases:?}");
        let names: Vec<&str> = cases.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
        assert!(!names.contains(&"codings") && !names.contains(&"sources"), "{names:?}");
        let book = comes_back(&mut study, &ExportWanted::Codebook(format));
        let label = |number: String, name: &str| format!("{number} {name}").trim().to_owned();
        let back: Vec<String> = book.codes.iter().map(|c| label(c.number.to_string(), &c.name)).collect();
        assert_eq!((back, book.cells.len()), (codes.clone(), 0));
    }
}

#[test]
fn our_codebook_as_a_document_comes_back_with_all_that_it_says_of_each_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let book = comes_back(&mut study, &ExportWanted::Codebook(ReportFormat::Docx));
    let back: Vec<_> = book
        .codes
        .iter()
        .map(|code| {
            let above = code.parent.map(|above| book.codes[above.0].number.to_string()).unwrap_or_default();
            let said = [&code.definition, &code.use_when, &code.not_when, &code.example].map(Clone::clone);
            (code.number.to_string(), code.name.clone(), above, said, code.is_category)
        })
        .collect();
    let there: Vec<_> = study
        .codebook_rows()
        .into_iter()
        .map(|code| {
            let said = [code.definition, code.use_when, code.not_when, code.example];
            (code.number.to_string(), code.name, code.parent, said, code.is_category)
        })
        .collect();
    assert_eq!((back, book.losses.len(), book.sources.len()), (there, 0, 0));
}
