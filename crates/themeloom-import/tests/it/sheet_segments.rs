//! Coded segments and codebooks that come as spreadsheets.

use themeloom_import::{CodedSegments, Limits, read_codebook_sheet, read_segments_sheet};

use crate::sheet_builder::{csv, workbook};

fn segments(rows: &[&[&str]]) -> CodedSegments {
    read_segments_sheet("s.xlsx", &workbook(&[("Coded segments", rows)]), &Limits::default())
        .unwrap()
        .unwrap()
}

#[test]
fn segments_of_maxqda_are_read_with_their_paths() {
    let found = segments(&[
        &[
            "Color",
            "Comment",
            "Document group",
            "Document name",
            "Code",
            "Begin",
            "End",
            "Weight score",
            "Segment",
            "Created by",
            "Created",
            "Area",
            "Coverage %",
        ],
        &[
            "●",
            "strong",
            "Site A",
            "P01",
            "Relations > Trust",
            "12",
            "14",
            "0",
            "We trust them.",
            "LM",
            "23.11.2026 10:15:00",
            "120",
            "1.5",
        ],
        &["●", "", "Site A", "P01", "Money", "3", "3", "50", "Too little.", "LM", "11/23/2026", "90", "1.1"],
        &["●", "", "Site A", "P02", "Money", "3", "3", "0", "", "LM", "", "90", "1.1"],
    ]);
    insta::assert_debug_snapshot!(found);
}

#[test]
fn segments_of_nvivo_are_read_from_their_folders() {
    let rows: &[&[&str]] = &[
        &["Exported on Monday"],
        &["File", "Code", "Coded text"],
        &["P01", "Nodes\\\\Relations\\Trust", "We trust them."],
        &["P01", "Money\nTime", "Both."],
    ];
    let found = segments(rows);
    let codes: Vec<Vec<String>> = found.rows.iter().map(|row| row.value.code.clone()).collect();
    assert_eq!(codes, [vec!["Relations", "Trust"], vec!["Money"], vec!["Time"]]);
    assert_eq!(found.rows[0].value.coding().code, "Trust");
    let of_text = read_segments_sheet("s.csv", &csv(&rows[1..]), &Limits::default()).unwrap().unwrap();
    assert_eq!(
        of_text.rows.iter().map(|r| &r.value).collect::<Vec<_>>(),
        found.rows.iter().map(|r| &r.value).collect::<Vec<_>>()
    );
}

#[test]
fn a_table_without_words_holds_no_segments() {
    let rows: &[&[&str]] = &[&["Document", "Code"], &["P01", "Trust"]];
    assert_eq!(read_segments_sheet("s.csv", &csv(rows), &Limits::default()), Ok(None));
}

#[test]
fn a_codebook_in_a_workbook_is_read_and_what_it_has_beside_is_said() {
    let rows: &[&[&str]] = &[
        &["Codebook of the ward study"],
        &["No", "Code", "Parent code", "Description", "Inclusion criteria", "Team"],
        &["1", "Relations", "", "Between people", "", ""],
        &["1.1", "Trust", "Relations", "Belief in others", "said of people", "LM"],
        &["", "", "", "no name", "", ""],
    ];
    let bytes = workbook(&[("Codes", rows), ("To do", &[&["merge codes"]])]);
    let found = read_codebook_sheet("c.xlsx", &bytes, &Limits::default()).unwrap().unwrap();
    let told: Vec<String> = found
        .rows
        .iter()
        .map(|row| {
            format!(
                "{}: {} {} < {}: {} / {}",
                row.row,
                row.value.number,
                row.value.name,
                row.value.parent,
                row.value.definition,
                row.value.use_when
            )
        })
        .chain(found.problems.iter().map(ToString::to_string))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}
