//! Workbooks that are made to exhaust a computer, or are broken.

use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;
use themeloom_import::{ImportError, Limits, read_matrix_sheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::sheet_builder::workbook;

const ROWS: &[&[&str]] = &[&["Case", "Trust", "Age"], &["P01", "Believes them", "44"], &["P02", "n/a", "51"]];

/// A workbook with one of its parts altered.
fn altered(part: &str, alter: impl Fn(String) -> String) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(workbook(&[("M", ROWS)]))).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut entry = old.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            bytes = alter(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

fn read(bytes: &[u8]) -> Result<usize, ImportError> {
    read_matrix_sheet("m.xlsx", bytes, &Limits::default())
        .map(|study| study.map_or(0, |study| study.cells.len()))
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_stated_dimension_is_not_believed() {
    let bytes = altered(SHEET, |xml| xml.replace("ref=\"A1:C3\"", "ref=\"A1:XFD1048576\""));
    assert_eq!(read(&bytes), Ok(4));
}

#[test]
fn a_false_number_of_strings_is_refused() {
    let bytes =
        altered("xl/sharedStrings.xml", |xml| xml.replace("uniqueCount=\"", "uniqueCount=\"99999999999999"));
    assert!(matches!(read(&bytes), Err(ImportError::Damaged { .. })));
}

#[test]
fn cells_at_the_end_of_a_huge_sheet_do_not_fill_the_memory() {
    let far: String =
        (4..2000).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    let bytes = altered(SHEET, |xml| xml.replace("</sheetData>", &format!("{far}</sheetData>")));
    assert!(matches!(read(&bytes), Err(ImportError::Bomb { .. })));
    let beyond = "<row r=\"9999999\"><c r=\"ZZZZZZ9999999\"><v>1</v></c></row></sheetData>";
    assert!(matches!(
        read(&altered(SHEET, |xml| xml.replace("</sheetData>", beyond))),
        Err(ImportError::Damaged { .. })
    ));
}

#[test]
fn one_long_string_shown_in_many_cells_does_not_fill_the_memory() {
    let limits = Limits { expanded_bytes: 1 << 20, ..Limits::default() };
    let cells: String =
        (4..9000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let bytes = altered(SHEET, |xml| xml.replace("</sheetData>", &format!("{cells}</sheetData>")));
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut entry = old.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        if name == "xl/sharedStrings.xml" {
            text = text.replacen("Case", &"Case ".repeat(2000), 1);
        }
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    let bytes = new.finish().unwrap().into_inner();
    let read = read_matrix_sheet("m.xlsx", &bytes, &limits);
    assert!(matches!(read, Err(ImportError::Bomb { .. })), "{read:?}");
}

#[test]
fn a_part_that_unpacks_to_far_more_is_refused() {
    let bytes = altered("xl/theme/theme1.xml", |_| " ".repeat(300 << 20));
    assert!(matches!(read(&bytes), Err(ImportError::Bomb { .. })));
}

#[test]
fn one_part_that_is_named_as_a_thousand_sheets_is_refused() {
    let bytes = altered("xl/workbook.xml", |xml| {
        let sheets: String =
            (2..3000).map(|n| format!("<sheet name=\"S{n}\" sheetId=\"{n}\" r:id=\"rId1\"/>")).collect();
        xml.replace("</sheets>", &format!("{sheets}</sheets>"))
    });
    assert!(matches!(read(&bytes), Err(ImportError::Bomb { .. })));
}

#[test]
fn formulas_are_read_by_their_last_value_and_never_run() {
    let bytes = altered(SHEET, |xml| {
        xml.replace("</sheetData>", "<row r=\"4\"><c r=\"A4\" t=\"str\"><f>HYPERLINK(\"x\")</f><v>P03</v></c><c r=\"B4\" t=\"e\"><f>A1#</f><v>#SPILL!</v></c><c r=\"C4\"><v>7</v></c></row></sheetData>")
    });
    assert_eq!(read(&bytes), Ok(5));
}

#[test]
fn a_workbook_cut_anywhere_is_an_error() {
    let whole = workbook(&[("M", ROWS)]);
    for length in (4..whole.len()).step_by(37) {
        assert!(read(&whole[..length]).is_err(), "cut at {length}");
    }
}

#[test]
fn a_table_of_text_with_a_million_columns_or_cells_is_refused() {
    let mut text = "Case".to_owned();
    text.push_str(&",code".repeat(1_000_000));
    text.push_str("\nP01,summary\n");
    let refused = read_matrix_sheet("m.csv", text.as_bytes(), &Limits::default());
    assert!(matches!(refused, Err(ImportError::Bomb { .. })));
    let many = ",x".repeat(1000) + "\n";
    assert!(matches!(
        read_matrix_sheet("m.csv", many.repeat(6000).as_bytes(), &Limits::default()),
        Err(ImportError::Bomb { .. })
    ));
}

#[test]
fn wide_and_long_tables_are_read_in_the_time_that_their_size_takes() {
    // As wide as a sheet can be, in the three shapes that invite going over it once for each column.
    let heads = |head: &str| format!("Case{}\n", format!(",{head}").repeat(16_000));
    let limits = Limits::default();
    let roles = heads("role") + &"P1,a\n".repeat(600);
    assert!(read_matrix_sheet("m.csv", roles.as_bytes(), &limits).is_ok());
    let grouped = format!("{}\n{}P1,words\n", ",x".repeat(16_000), heads("y"));
    assert!(read_matrix_sheet("m.csv", grouped.as_bytes(), &limits).is_ok());
    let sum = ",0 of 1 raised it; 0 coded".repeat(3);
    let own = format!("Case,1 a,1.1 b,1.1 c\nP1,\"{}\"\nAll{sum}\n", "\u{201c}x\n".repeat(200_000));
    assert!(read_matrix_sheet("m.csv", own.as_bytes(), &limits).is_ok());
}

#[test]
fn the_old_and_the_binary_workbook_are_named() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.bin", SimpleFileOptions::default()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let error = read(&bytes).unwrap_err().to_string();
    insta::assert_snapshot!(error);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever bytes are flipped, in the packed file or in the XML within, reading ends in a value or an error.
    #[test]
    fn flipped_bytes_never_break_the_reader(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut packed = workbook(&[("M", ROWS)]);
        for (at, byte) in &flips {
            let at = at.index(packed.len());
            packed[at] = *byte;
        }
        let _ = read(&packed);
    }

    #[test]
    fn letters_flipped_in_any_part_never_break_the_reader(
        part in prop::sample::select(vec![SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]),
        flips in prop::collection::vec((any::<prop::sample::Index>(), "[ -~]"), 1..6),
    ) {
        let bytes = altered(part, |xml| {
            let mut letters: Vec<char> = xml.chars().collect();
            for (at, letter) in &flips {
                let at = at.index(letters.len());
                letters[at] = letter.chars().next().unwrap_or(' ');
            }
            letters.into_iter().collect()
        });
        let _ = read(&bytes);
    }
}
