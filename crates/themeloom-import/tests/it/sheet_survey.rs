//! Answers to surveys that come as spreadsheets.

use themeloom_import::{ForeignStudy, Limits, read_survey};

use crate::sheet_builder::{csv, told, workbook};

fn read(rows: &[&[&str]]) -> ForeignStudy {
    let of_text = read_survey("Survey.csv", &csv(rows), &Limits::default()).unwrap().unwrap();
    let of_workbook =
        read_survey("Survey.xlsx", &workbook(&[("Answers", rows)]), &Limits::default()).unwrap().unwrap();
    assert_eq!(told(&of_text), told(&of_workbook));
    of_workbook
}

#[test]
fn closed_columns_are_attributes_and_open_answers_are_sources_of_their_case() {
    let study = read(&[
        &["Respondent ID", "Role", "Years", "Filled in", "What would make the ward better for you?"],
        &["R1", "nurse", "4", "2026-11-02", "More beds and more people at night."],
        &["R2", "manager", "12", "2026-11-03", ""],
        &["R3", "nurse", "", "2026-11-03", "Nothing."],
        &["R4", "nurse", "9", "2026-11-04", "Somebody who listens to the staff on the ward."],
    ]);
    insta::assert_snapshot!(told(&study));
}

#[test]
fn without_a_named_column_cases_are_those_of_the_first_that_is_unique_or_of_their_row() {
    let unique = read(&[&["site", "number"], &["north", "17"], &["north", "18"]]);
    assert_eq!(unique.cases.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["17", "18"]);
    let none = read(&[&["site", "role"], &["north", "nurse"], &["north", "nurse"]]);
    assert_eq!(none.cases.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Row 2", "Row 3"]);
}

#[test]
fn a_name_that_comes_twice_is_told_apart_by_its_row() {
    let study = read(&[&["ID", "role"], &["1", "nurse"], &["1", "porter"]]);
    assert_eq!(study.cases.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["1", "1 (row 3)"]);
    assert_eq!(study.losses.len(), 1);
}

#[test]
fn questions_that_begin_alike_give_sources_of_different_names() {
    let question =
        |end: &str| format!("{} {end}", "Thinking of the last four weeks on this ward, ".repeat(2));
    let (first, second) = (question("why?"), question("how?"));
    let study = read(&[
        &["ID", &first, &second],
        &["1", "Because there were no beds left.", "By asking the others for their help."],
    ]);
    assert_ne!(study.sources[0].name, study.sources[1].name);
    assert_eq!(study.sources[1].description, second);
}

#[test]
fn a_table_without_rows_is_no_survey() {
    assert!(read_survey("s.csv", b"ID,role\n", &Limits::default()).unwrap().is_none());
    assert!(read_survey("s.csv", b"", &Limits::default()).unwrap().is_none());
}
