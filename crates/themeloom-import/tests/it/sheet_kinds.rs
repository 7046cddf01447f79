//! What a spreadsheet is taken for.

use themeloom_import::{Limits, SheetKind, open_study, recognise_sheet};

use crate::sheet_builder::{csv, workbook};

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
fn a_workbook_that_is_a_matrix_opens_as_a_study_and_others_do_not() {
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
        None
    );
}
