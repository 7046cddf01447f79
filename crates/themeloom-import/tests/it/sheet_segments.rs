//! Coded segments and codebooks that come as spreadsheets.

use themeloom_import::{
    CodedSegments, Limits, SheetKind, open_study, open_table, read_codebook_sheet, read_segments_sheet,
};

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

#[test]
fn segments_with_german_heads_are_read_like_those_with_english_ones() {
    let heads: [&[&str]; 2] = [
        &[
            "Dokumentgruppe",
            "Dokumentname",
            "Code",
            "Segment",
            "Anfang",
            "Ende",
            "Gewichtungs-Score",
            "Autor",
            "Erstellungsdatum",
            "Kommentar",
            "Fläche",
            "Abdeckungsgrad %",
        ],
        &[
            "Dokumentgruppe",
            "Dokumentname",
            "Code",
            "Segment",
            "Anfang",
            "Ende",
            "Gewicht",
            "Bearbeitet von",
            "Erstellt am",
            "Kommentar",
            "Fläche",
            "Abdeckungsgrad %",
        ],
    ];
    for heads in heads {
        let row: &[&str] = &[
            "A",
            "P01",
            "Work > Time",
            "We trust them.",
            "4",
            "5",
            "50",
            "LM",
            "23.11.2026 10:15:00",
            "strong",
            "120",
            "1.5",
        ];
        let found = segments(&[heads, row]);
        let read = &found.rows[0].value;
        assert_eq!(
            (read.source.as_str(), read.code.join("/"), read.line),
            ("P01", "Work/Time".to_owned(), Some(4))
        );
        assert_eq!(
            (read.coder.as_str(), read.comment.as_str(), read.weight.as_str()),
            ("LM", "strong", "50")
        );
        assert!(read.at.is_some() && read.place == "4 to 5");
    }
}

#[test]
fn what_was_not_read_of_a_table_is_said_in_a_plain_sentence() {
    let rows: &[&[&str]] = &[&["Document", "Code", "Segment", "Area"], &["P01", "Trust", "Well then.", "12"]];
    let study = open_table("s.csv", &csv(rows), SheetKind::Segments, &Limits::default()).unwrap();
    let said: Vec<String> = study.losses.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["row 1 of the table: the column Area was not read"]);
}

#[test]
fn a_codebook_with_paths_is_a_hierarchy_and_its_code_memo_is_the_definition() {
    let read = |rows: &[&[&str]]| {
        let study = open_study("c.xlsx", &workbook(&[("Codes", rows)]), &Limits::default())
            .unwrap()
            .unwrap()
            .remove(0);
        let above =
            |code: &themeloom_import::ForeignCode| code.parent.map_or("", |p| study.codes[p.0].name.as_str());
        assert_eq!(study.program, "a codebook");
        study.codes.iter().map(|c| format!("{} < {}: {}", c.name, above(c), c.definition)).collect::<Vec<_>>()
    };
    let of_maxqda = read(&[
        &["Parent code", "Code", "Code memo", "Coded segments", "Documents"],
        &["", "Trust", "What it is", "3", "2"],
        &["Trust", "Time", "", "1", "1"],
        &["Trust > Time", "Years", "y", "1", "1"],
        &["", "Work", "", "1", "1"],
        &["Work", "Time", "w", "1", "1"],
        &["Work\\Time", "Days", "d", "1", "1"],
    ]);
    assert_eq!(
        of_maxqda,
        [
            "Trust < : What it is",
            "Time < Trust: ",
            "Years < Time: y",
            "Work < : ",
            "Time < Work: w",
            "Days < Time: d"
        ]
    );
    let of_nvivo = read(&[
        &["Name", "Description", "Files", "References"],
        &["Trust", "What it is", "2", "3"],
        &["Trust\\Time", "", "1", "1"],
        &["Total", "", "3", "4"],
    ]);
    assert_eq!(of_nvivo, ["Trust < : What it is", "Time < Trust: "]);
}
