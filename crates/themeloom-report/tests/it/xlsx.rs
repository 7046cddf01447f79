//! Workbooks read back as a spreadsheet program would.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use themeloom_report::model::{Block, Cell, Row};
use themeloom_report::{Report, render_xlsx};

use crate::{small, specimen};

pub fn open(report: &Report) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(render_xlsx(report).unwrap())).unwrap()
}

fn rows(workbook: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    workbook.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn the_matrix_is_the_first_sheet_and_the_provenance_the_last() {
    let names = open(&specimen::report()).sheet_names();
    assert_eq!(
        names,
        ["Matrix", "Themes", "Comparison", "Comparison (2)", "Passages", "Recommendations", "Read me"]
    );
}

#[test]
fn every_sheet_begins_with_the_banner() {
    let mut workbook = open(&specimen::report());
    for name in workbook.sheet_names() {
        let first = rows(&mut workbook, &name)[0][0].to_string();
        assert_eq!(first, "Synthetic sample study: no real person said any of this", "{name}");
    }
}

#[test]
fn a_matrix_sheet_reads_as_the_matrix_does() {
    let mut workbook = open(&specimen::report());
    let rows = rows(&mut workbook, "Matrix");
    let start: Vec<String> =
        rows[1..7].iter().map(|row| format!("{} | {} | {}", row[0], row[1], row[2])).collect();
    insta::assert_snapshot!(start.join("\n"));
}

#[test]
fn a_bare_count_is_a_number_and_a_count_of_people_is_words() {
    let mut workbook = open(&specimen::report());
    let rows = rows(&mut workbook, "Passages");
    assert_eq!(rows[3][1], Data::String("9 of 12".to_owned()));
    assert_eq!(rows[3][2], Data::Float(23.0));
}

#[test]
fn words_that_look_like_formulas_stay_words() {
    let mut table = small::table("=1+1", "@SUM(A1)");
    table.rows.push(Row::data(vec![Cell::text("+44"), Cell::text("-2")]));
    let mut workbook = open(&small::report(vec![Block::Table(table)]));
    assert!(
        workbook.worksheet_formula("Two cells").unwrap().cells().all(|(_, _, formula)| formula.is_empty())
    );
    let rows = rows(&mut workbook, "Two cells");
    assert_eq!(rows[2], [Data::String("=1+1".to_owned()), Data::String("@SUM(A1)".to_owned())]);
    assert_eq!(rows[3], [Data::String("+44".to_owned()), Data::String("-2".to_owned())]);
}

#[test]
fn a_cell_too_long_for_a_spreadsheet_is_cut_in_the_open() {
    let table = small::table("P01", &"long words ".repeat(10_000));
    let mut workbook = open(&small::report(vec![Block::Table(table)]));
    let cell = rows(&mut workbook, "Two cells")[2][1].to_string();
    assert!(cell.starts_with("long words long words"));
    assert!(cell.ends_with("the whole text is in the report]"));
    assert!(cell.encode_utf16().count() <= 32_767);
}
