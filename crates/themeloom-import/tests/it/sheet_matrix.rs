//! Framework matrices that were kept in spreadsheets.

use themeloom_import::{ForeignStudy, Limits, Said, SheetKind, read_matrix_sheet, recognise_sheet};

use crate::sheet_builder::{csv, merge, merge_down, one, remark, sheet, told, workbook};

fn read(file: &str, bytes: &[u8]) -> ForeignStudy {
    read_matrix_sheet(file, bytes, &Limits::default()).unwrap().unwrap()
}

const PLAIN: &[&[&str]] = &[
    &["Participant", "Role", "Trust", "Time"],
    &["P01", "consultant", "Trusts the board", "-"],
    &["P02", "manager", "Not asked", "Never enough"],
    &["P03", "consultant", "", "no data"],
];

#[test]
fn a_matrix_of_a_workbook_and_of_a_table_of_text_is_the_same() {
    let of_workbook = read("Matrix.xlsx", &workbook(&[("Sheet1", PLAIN)]));
    insta::assert_snapshot!(told(&of_workbook));
    assert_eq!(told(&read("Matrix.csv", &csv(PLAIN))), told(&of_workbook));
}

#[test]
fn an_empty_corner_and_a_merged_row_of_categories_are_understood() {
    let mut sheet = sheet(
        "Matrix",
        &[
            &["Ward study, charted by LM"],
            &[],
            &["", "Trust", "Blame", "Money", "Alone"],
            &["P01", "Believes them", "They pay", "Too little", "Nobody helps"],
        ],
    );
    merge(&mut sheet, 1, 1, 2, "Relations");
    sheet.write_string(1, 3, "Value").unwrap();
    let study = read("m.xlsx", &one(sheet));
    insta::assert_snapshot!(told(&study));
}

#[test]
fn heads_and_cases_that_go_over_several_rows_are_one() {
    let mut sheet = sheet(
        "Matrix",
        &[
            &["", "", "", "", "Alone"],
            &["", "", "Trust", "Blame", ""],
            &["", "nurse", "Believes them", "They pay", "Nobody helps"],
            &["", "", "And says so", "", ""],
            &["P02", "manager", "", "Nobody", ""],
        ],
    );
    merge_down(&mut sheet, 0, 0, 1, "Participant");
    merge_down(&mut sheet, 1, 0, 1, "Role");
    merge(&mut sheet, 0, 2, 3, "Relations");
    merge_down(&mut sheet, 4, 0, 1, "Alone");
    merge_down(&mut sheet, 0, 2, 3, "P01");
    insta::assert_snapshot!(told(&read("m.xlsx", &one(sheet))), @r#"
    a framework matrix | m | 
    attribute Role: Choice(["manager", "nurse"])
    category [] Relations
    code [] Trust < Relations
    code [] Blame < Relations
    code [] Alone
    case P01 ["Role=nurse"] []
    case P02 ["Role=manager"] []
    P01 x Trust: Charted "Believes them\nAnd says so" ""
    P01 x Blame: Charted "They pay" ""
    P01 x Alone: Charted "Nobody helps" ""
    P02 x Blame: Charted "Nobody" ""
    "#);
}

#[test]
fn comments_are_notes_of_cells_and_memos_on_cases_and_codes() {
    let mut sheet = sheet("Matrix", PLAIN);
    remark(&mut sheet, 1, 2, "Ada", "Hear this again.");
    remark(&mut sheet, 3, 2, "Ada", "Ask her.");
    remark(&mut sheet, 2, 0, "Bo", "Second talk to come.");
    remark(&mut sheet, 0, 3, "Bo", "Too wide.");
    remark(&mut sheet, 9, 9, "Bo", "Nowhere.");
    let study = read("m.xlsx", &one(sheet));
    let notes: Vec<_> = study.cells.iter().map(|cell| cell.note.as_str()).filter(|n| !n.is_empty()).collect();
    assert_eq!(notes, ["Ada: Hear this again."]);
    let memos: Vec<_> = study.memos.iter().map(|memo| (memo.about, memo.text.as_str())).collect();
    insta::assert_debug_snapshot!(memos, @r#"
    [
        (
            Code(
                CodeIdx(
                    1,
                ),
            ),
            "Bo: Too wide.",
        ),
        (
            Case(
                CaseIdx(
                    1,
                ),
            ),
            "Bo: Second talk to come.",
        ),
        (
            Case(
                CaseIdx(
                    2,
                ),
            ),
            "On Trust: Ada: Ask her.",
        ),
    ]
    "#);
    insta::assert_snapshot!(study.losses.last().unwrap(), @"
    cells (1 with n/a or a word for it): they were taken for not asked; change them in the matrix where that is wrong
    ");
}

#[test]
fn categories_without_merged_cells_reach_to_the_next() {
    let study = read(
        "m.csv",
        &csv(&[
            &["", "Relations", "", "Value"],
            &["Case", "Trust", "Blame", "Money"],
            &["P01", "a b", "c d", "e f"],
        ]),
    );
    let parents: Vec<Option<&str>> = study
        .codes
        .iter()
        .filter(|c| !c.is_category)
        .map(|c| c.parent.map(|p| study.codes[p.0].name.as_str()))
        .collect();
    assert_eq!(parents, [Some("Relations"), Some("Relations"), Some("Value")]);
}

#[test]
fn sheets_are_joined_by_their_cases_with_their_names_as_categories() {
    let study = read(
        "m.xlsx",
        &workbook(&[
            ("Relations", &[&["Case", "Trust"], &["P01", "Believes them"], &["P02", "Doubts them"]]),
            ("Value", &[&["Case", "Money"], &["P02", "Too little"], &["P03", "Enough"]]),
            ("Notes", &[&["to do: chart P04"]]),
        ]),
    );
    insta::assert_snapshot!(told(&study));
}

#[test]
fn columns_of_short_values_that_come_back_are_attributes_of_cases() {
    let study = read(
        "m.csv",
        &csv(&[
            &["ID", "Where", "Trust"],
            &["P01", "north", "It grows"],
            &["P02", "north", "It shrinks"],
            &["P03", "south", "It stays"],
            &["P04", "South", "It is gone"],
        ]),
    );
    assert_eq!(study.attributes.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["Where"]);
    assert_eq!(study.codes.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Trust"]);
}

#[test]
fn a_table_of_counts_gives_codes_and_cases_and_says_that_it_sums_nothing_up() {
    let study = read(
        "Int01.xlsx",
        &workbook(&[(
            "Sheet1",
            &[&["", "A : Int01_ID731"], &["1 : Sees them as pests", "2"], &["2 : Admires them", "0"]],
        )]),
    );
    insta::assert_snapshot!(told(&study));
}

#[test]
fn rows_without_a_case_cells_without_a_head_and_errors_are_losses() {
    let mut sheet = sheet(
        "M",
        &[
            &["Case", "Trust"],
            &["P01", "Believes them", "", "a stray note"],
            &["", "Whose is this?"],
            &["P02", "x"],
        ],
    );
    sheet.write_formula(3, 1, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let study = read("m.xlsx", &one(sheet));
    insta::assert_snapshot!(told(&study));
}

#[test]
fn a_case_that_goes_over_several_rows_is_one() {
    let study = read(
        "m.csv",
        &csv(&[&["Case", "Trust"], &["P01", "First."], &["P02", "Else."], &["P01", "Second."]]),
    );
    assert_eq!(
        study.cells.iter().map(|c| c.summary.as_str()).collect::<Vec<_>>(),
        ["First.\nSecond.", "Else."]
    );
}

#[test]
fn our_own_matrix_comes_back() {
    let mut sheet = sheet(
        "Matrix",
        &[
            &["Framework matrix (First framework)"],
            &[],
            &["Participant", "1 Relations", "1.1 Trust", "1.1.2 Lost trust", "4 Money"],
            &["Clinician"],
            &[
                "P01",
                "raised (3 coded with the codes below)",
                "Believes them.\n“We trust them.\nAll.” (P01, consultant)\nAnalyst’s note: early",
                "text changed since\nLost it.\nraised without being asked",
                "not asked",
            ],
            &["P02", "", "nothing said", "not yet charted", "not yet charted\n2 coded, to be charted"],
            &[
                "All",
                "1 of 2 raised it; 0 coded",
                "1 of 2 raised it; 3 coded",
                "1 of 2 raised it; 3 coded",
                "0 of 2 raised it; 2 coded",
            ],
            &["The analyst's notes are kept apart from what people said."],
        ],
    );
    merge(&mut sheet, 1, 1, 3, "1 Relations");
    insta::assert_snapshot!(told(&read("matrix.xlsx", &one(sheet))));
    let table = csv(&[
        &["group", "Participant", "1 Trust"],
        &["Clinician", "P01", "'- a list\nraised without being asked"],
        &["", "All", "1 of 1 raised it; 0 coded"],
    ]);
    let study = read("matrix.csv", &table);
    assert_eq!(study.cells[0].summary, "- a list");
    assert_eq!(study.cells[0].said, Said::Unprompted);
    assert_eq!(study.cases[0].values[0].1, "Clinician");
}

#[test]
fn tables_of_other_things_are_no_matrix() {
    let none =
        |rows: &[&[&str]]| read_matrix_sheet("t.csv", &csv(rows), &Limits::default()).unwrap().is_none();
    assert!(none(&[&["timestamp", "speaker", "words"], &["0:01", "P01", "Well"], &["0:05", "I", "Yes?"]]));
    assert!(none(&[
        &["participant", "text"],
        &["P01", "a"],
        &["I", "b"],
        &["P01", "c"],
        &["I", "d"],
        &["P01", "e"]
    ]));
    assert!(none(&[&["interview_num", "refinement_type", "refinement"], &["6", "add", "Why?"]]));
    assert!(none(&[&["only one column"], &["a"]]));
    assert!(
        read_matrix_sheet("m.docx", b"\x00\x01\x02\x00\x00\x00\x00", &Limits::default()).unwrap().is_none()
    );
}

fn codes(study: &ForeignStudy) -> Vec<String> {
    let above = |code: &themeloom_import::ForeignCode| {
        code.parent.map(|p| format!(" < {}", study.codes[p.0].name)).unwrap_or_default()
    };
    study.codes.iter().map(|code| format!("{}{}", code.name, above(code))).collect()
}

fn cases(study: &ForeignStudy) -> Vec<&str> {
    study.cases.iter().map(|case| case.name.as_str()).collect()
}

fn kinds(study: &ForeignStudy) -> Vec<&str> {
    study.losses.iter().map(|loss| loss.kind).collect()
}

#[test]
fn totals_and_remarks_below_the_table_are_neither_cases_nor_codes_and_are_named() {
    let rows = csv(&[
        &["Case", "Trust", "Time", "Total"],
        &["P01", "Believes them", "Never enough", "2"],
        &["P02", "", "Too little", "1"],
        &["Total", "1", "2", "3"],
        &["Source: our study", "", "", ""],
    ]);
    let study = read("m.csv", &rows);
    assert_eq!((cases(&study), codes(&study)), (vec!["P01", "P02"], vec!["Trust".into(), "Time".into()]));
    assert_eq!(kinds(&study), ["row of totals", "remark", "column of totals"]);
    let words =
        read("m.csv", &csv(&[&["Case", "Trust", "Summary"], &["P01", "a b", "In all she trusts them"]]));
    assert_eq!(codes(&words), ["Trust", "Summary"], "a column of words is not thrown away");
}

#[test]
fn totals_beside_the_cases_do_not_hide_that_cases_stand_in_the_heads() {
    let rows = csv(&[
        &["Theme", "P01", "P02", "Total"],
        &["Trust", "Believes them", "Doubts", "2"],
        &["Time", "Never", "", "1"],
    ]);
    let study = read("m.csv", &rows);
    assert_eq!((cases(&study), codes(&study)), (vec!["P01", "P02"], vec!["Trust".into(), "Time".into()]));
}

#[test]
fn a_table_of_summaries_of_maxqda_has_its_documents_as_cases() {
    for head in ["Document", "Document name", "Dokument", "Dokumentname"] {
        let rows = csv(&[
            &["Document group", head, "Role", "Trust"],
            &["Site A", "P01", "nurse", "Says that it takes years"],
            &["Site A", "P02", "manager", "Never met anybody"],
        ]);
        let kind = recognise_sheet("m.csv", &rows, &Limits::default()).unwrap().unwrap().kind;
        assert_eq!(kind, SheetKind::Matrix, "{head}");
        let study = read("m.csv", &rows);
        assert_eq!((cases(&study), codes(&study)), (vec!["P01", "P02"], vec!["Trust".to_owned()]));
    }
}

#[test]
fn heads_that_are_paths_are_codes_below_others() {
    let study = read(
        "m.csv",
        &csv(&[&["Case", "Trust", "Trust > Time", "2 : Work\\Beds"], &["P01", "a b", "c d", "e f"]]),
    );
    assert_eq!(codes(&study), ["Trust", "Time < Trust", "Work", "Beds < Work"]);
}

#[test]
fn a_code_on_sheets_of_different_cases_is_one_code_and_one_that_a_case_fills_twice_is_two() {
    let book = workbook(&[
        ("Site A", &[&["ID", "Trust", "Beds"], &["P01", "a b", "c d"]]),
        ("Site B", &[&["ID", "Trust", "Beds"], &["P02", "e f", "g h"]]),
    ]);
    let study = read("m.xlsx", &book);
    assert_eq!((codes(&study), study.cells.len()), (vec!["Trust".into(), "Beds".into()], 4));
    let themes = workbook(&[
        ("Relations", &[&["ID", "Other"], &["P01", "a b"]]),
        ("Value", &[&["ID", "Other"], &["P01", "c d"]]),
    ]);
    assert_eq!(codes(&read("m.xlsx", &themes)), ["Relations", "Other < Relations", "Value", "Other < Value"]);
}
