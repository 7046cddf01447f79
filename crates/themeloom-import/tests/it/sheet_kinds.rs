//! What a spreadsheet is taken for.

use insta::assert_snapshot;
use themeloom_import::{Limits, SheetKind, open_codebook, open_study, open_table, recognise_sheet};

use crate::docx_builder::{document, p};
use crate::sheet_builder::{csv, told, workbook};

fn kind(rows: &[&[&str]]) -> SheetKind {
    recognise_sheet("t.csv", &csv(rows), &Limits::default()).unwrap().unwrap().kind
}

#[test]
fn spreadsheets_are_told_apart_by_their_heads() {
    assert_eq!(kind(&[&["Case", "Trust"], &["P01", "Believes them"]]), SheetKind::Matrix);
    assert_eq!(kind(&[&["Document", "Code", "Segment"], &["P01", "Trust", "words"]]), SheetKind::Segments);
    assert_eq!(kind(&[&["Code", "Definition"], &["Trust", "Belief"]]), SheetKind::Codebook);
    assert_eq!(kind(&[&["Start", "Speaker", "Words"], &["0:01", "P01", "Well"]]), SheetKind::Turns);
    assert_eq!(kind(&[&["ID", "How are you?", "And why?"], &["1", "well", "rest"]]), SheetKind::Survey);
    assert_eq!(kind(&[&["one", "two"], &["1", "2"]]), SheetKind::Unknown);
    assert_eq!(recognise_sheet("t.bin", b"\0\x01\x02\xff\0\0\0\x07", &Limits::default()), Ok(None));
}

#[test]
fn a_spreadsheet_that_is_a_matrix_opens_as_a_study_and_one_of_turns_does_not() {
    let opens = |rows: &[&[&str]]| {
        open_study("m.xlsx", &workbook(&[("S", rows)]), &Limits::default())
            .unwrap()
            .map(|studies| studies.len())
    };
    assert_eq!(opens(&[&["Case", "Trust"], &["P01", "Believes them"]]), Some(1));
    assert_eq!(opens(&[&["Start", "Speaker", "Words"], &["0:01", "P01", "Well"]]), None);
    assert_eq!(
        open_study("m.csv", &csv(&[&["Case", "Trust"], &["P01", "x y"]]), &Limits::default())
            .unwrap()
            .map(|s| s.len()),
        Some(1)
    );
}

#[test]
fn a_document_that_is_the_table_of_a_codebook_is_told_from_a_transcript() {
    let table = |rows: &[&[&str]]| {
        let cell = |words: &&str| format!("<w:tc>{}</w:tc>", p(words));
        let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
    };
    let opens = |body: &str| open_study("a.docx", &document(body), &Limits::default()).unwrap();
    let codes = table(&[
        &["Name", "Description", "Files", "References"],
        &["Trust", "Belief that others mean well", "3", "12"],
        &["Money", "What it costs, and who counts", "5", "30"],
    ]);
    let studies = opens(&format!("{}{codes}", p("Nodes"))).unwrap();
    let read: Vec<_> = studies[0].codes.iter().map(|c| (c.name.as_str(), c.definition.as_str())).collect();
    assert_eq!(read, [("Trust", "Belief that others mean well"), ("Money", "What it costs, and who counts")]);
    let turns = table(&[&["Speaker", "Words"], &["P01", "Well, it was a long day."]]);
    assert!(opens(&turns).is_none());
    let talk =
        p("P01: A long talk about trust and money, and about who counts it, and when, and why at all.");
    assert!(
        opens(&format!("{}{talk}{talk}{talk}", codes)).is_none(),
        "a table in a talk is part of the talk"
    );
}

#[test]
fn codes_that_stand_further_in_are_below_the_one_before_them() {
    let cell = |indent: usize, words: &str| {
        format!(
            r#"<w:tc><w:p><w:pPr><w:ind w:left="{indent}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"#
        )
    };
    let row = |indent: usize, name: &str| {
        format!("<w:tr>{}{}</w:tr>", cell(indent, name), cell(0, "What it means"))
    };
    let rows = [
        row(0, "Name"),
        row(0, "Trust"),
        row(284, "Up"),
        row(568, "The board"),
        row(284, "Down"),
        row(0, "Money"),
    ];
    let heads = rows[0].replace("What it means", "Description");
    let body = format!("<w:tbl>{heads}{}</w:tbl>", rows[1..].concat());
    let of_document = open_codebook("a.docx", &document(&body), &Limits::default()).unwrap();
    let table = "Name,Description\nTrust,a\n  Up,b\n    The board,c\n  Down,d\nMoney,e\n";
    let of_table = open_codebook("a.csv", table.as_bytes(), &Limits::default()).unwrap();
    for read in [of_document, of_table] {
        let codes: Vec<_> =
            read.rows.iter().map(|row| (row.value.name.as_str(), row.value.parent.as_str())).collect();
        assert_eq!(
            codes,
            [("Trust", ""), ("Up", "Trust"), ("The board", "Up"), ("Down", "Trust"), ("Money", "")]
        );
    }
}

/// A heading of a level, from 0.
fn heading(level: u8, words: &str) -> String {
    format!(r#"<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
}

#[test]
fn a_document_with_a_heading_for_each_code_is_a_codebook_if_it_calls_itself_so() {
    let codes = [
        heading(0, "Contents"),
        heading(0, "1 Trust"),
        p("Belief that others mean well."),
        p("In people or in numbers."),
        p("Use it: Somebody says so."),
        heading(1, "Other"),
        p("Example: I check my wallet."),
        heading(0, "Money"),
        heading(1, "Other"),
    ]
    .concat();
    let titled = document(&[p("Our study"), p(""), p("Codebook"), codes.clone()].concat());
    let studies = open_study("a.docx", &titled, &Limits::default()).unwrap().unwrap();
    assert_snapshot!(told(&studies[0]), @"
    a codebook | a | 
    code [1] Trust
    code [] Other < Trust
    code [] Money
    code [] Other < Money
    ");
    let untitled = document(&codes);
    assert!(open_study("a.docx", &untitled, &Limits::default()).unwrap().is_none());
    let rows = open_codebook("a.docx", &untitled, &Limits::default()).unwrap().rows;
    let parents: Vec<_> =
        rows.iter().map(|row| (row.value.name.as_str(), row.value.parent.as_str())).collect();
    assert_eq!(parents, [("Trust", ""), ("Other", "1"), ("Money", ""), ("Other", "Money")]);
}

#[test]
fn a_table_is_read_for_what_somebody_says_that_it_is() {
    let table = csv(&[
        &["Case", "Age", "freetext"],
        &["ID4", "24", "I wanted to do some more studies but then I lost the interest"],
        &["ID6", "67", "I am mainly enjoying being away from work and gardening"],
    ]);
    let read = |kind| open_table("survey.csv", &table, kind, &Limits::default());
    let (matrix, survey) = (read(SheetKind::Matrix).unwrap(), read(SheetKind::Survey).unwrap());
    assert_eq!((matrix.cells.len(), matrix.sources.len()), (2, 0));
    assert_eq!((survey.cells.len(), survey.sources.len(), survey.cases.len()), (0, 2, 2));
    let error = read(SheetKind::Codebook).unwrap_err().to_string();
    assert!(error.starts_with("`survey.csv` cannot be read as a codebook"), "{error}");
}
