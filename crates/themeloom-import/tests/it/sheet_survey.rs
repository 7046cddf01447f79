//! Answers to surveys that come as spreadsheets.

use themeloom_import::{ForeignStudy, Limits, SheetKind, read_survey, recognise_sheet};

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

/// What an export of a survey program is taken for and holds; it must be recognised as a survey.
fn of_a_program(rows: &[&[&str]]) -> String {
    for file in [csv(rows), workbook(&[("Sheet0", rows)])] {
        let recognised = recognise_sheet("Export", &file, &Limits::default()).unwrap().unwrap();
        assert_eq!(recognised.kind, SheetKind::Survey, "{}", recognised.reason);
    }
    told(&read(rows))
}

#[test]
fn an_export_of_qualtrics_has_three_rows_of_heads() {
    insta::assert_snapshot!(of_a_program(&[
        &["StartDate", "IPAddress", "Progress", "ResponseId", "RecipientEmail", "LocationLatitude", "Q1", "Q2_TEXT"],
        &["Start Date", "IP Address", "Progress", "Response ID", "Recipient Email", "Location Latitude", "Your role", "What would you change"],
        &[
            "{\"ImportId\":\"startDate\",\"timeZone\":\"Europe/London\"}", "{\"ImportId\":\"ipAddress\"}",
            "{\"ImportId\":\"progress\"}", "{\"ImportId\":\"_recordId\"}", "{\"ImportId\":\"recipientEmail\"}",
            "{\"ImportId\":\"locationLatitude\"}", "{\"ImportId\":\"QID1\"}", "{\"ImportId\":\"QID2_TEXT\"}",
        ],
        &["2026-03-01 10:00:00", "10.0.0.1", "100", "R_1", "", "51.5", "nurse", "I would have them come to the ward."],
        &["2026-03-01 11:00:00", "10.0.0.2", "100", "R_2", "", "51.4", "doctor", "Ask us before the rota is changed."],
    ]), @r#"
    a table of cases and answers | Survey | 
    attribute Your role: Choice(["doctor", "nurse"])
    case R_1 ["Your role=nurse"] ["R_1: What would you change"]
    case R_2 ["Your role=doctor"] ["R_2: What would you change"]
    source R_1: What would you change (What would you change): "I would have them come to the ward."
    source R_2: What would you change (What would you change): "Ask us before the rota is changed."
    lost: columns that say who somebody is IP Address, Location Latitude: names and addresses stay apart from what people said; record those you need as identities
    lost: columns of the survey program Start Date, Progress: they tell of the filling in and describe nobody; to keep one, give it another head
    lost: columns without a value Recipient Email: there is nothing in them
    "#);
}

#[test]
fn an_export_of_microsoft_forms_keeps_names_and_addresses_out() {
    insta::assert_snapshot!(of_a_program(&[
        &["ID", "Start time", "Completion time", "Email", "Name", "Role", "What would you change?"],
        &["1", "2026-03-01 10:00", "2026-03-01 10:05", "a@example.org", "Ann Other", "nurse", "I would have them come to the ward."],
        &["2", "2026-03-01 11:00", "2026-03-01 11:05", "anonymous", "", "doctor", "Ask us before the rota is changed."],
    ]), @r#"
    a table of cases and answers | Survey | 
    attribute Role: Choice(["doctor", "nurse"])
    case 1 ["Role=nurse"] ["1: What would you change?"]
    case 2 ["Role=doctor"] ["2: What would you change?"]
    source 1: What would you change? (What would you change?): "I would have them come to the ward."
    source 2: What would you change? (What would you change?): "Ask us before the rota is changed."
    lost: columns that say who somebody is Email, Name: names and addresses stay apart from what people said; record those you need as identities
    lost: columns of the survey program Start time, Completion time: they tell of the filling in and describe nobody; to keep one, give it another head
    "#);
}

#[test]
fn an_export_of_google_forms_is_known_by_its_timestamps_and_its_cases_are_rows() {
    insta::assert_snapshot!(of_a_program(&[
        &["Timestamp", "Role", "What would you change about how managers listen?"],
        &["2026/03/02 9:12:01 AM GMT", "nurse", "I would have them come to the ward."],
        &["2026/03/02 9:15:44 AM GMT", "doctor", "Ask us before the rota is changed."],
    ]), @r#"
    a table of cases and answers | Survey | 
    attribute Role: Choice(["doctor", "nurse"])
    case Row 2 ["Role=nurse"] ["Row 2: What would you change about how managers listen?"]
    case Row 3 ["Role=doctor"] ["Row 3: What would you change about how managers listen?"]
    source Row 2: What would you change about how managers listen? (What would you change about how managers listen?): "I would have them come to the ward."
    source Row 3: What would you change about how managers listen? (What would you change about how managers listen?): "Ask us before the rota is changed."
    lost: columns of the survey program Timestamp: they tell of the filling in and describe nobody; to keep one, give it another head
    "#);
}

#[test]
fn an_export_of_limesurvey_is_known_by_its_heads() {
    insta::assert_snapshot!(of_a_program(&[
        &["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Role", "A time when you felt heard"],
        &["1", "2026-03-02 10:00:00", "2", "en", "123", "nurse", "Once, when the lift was broken for a week."],
        &["2", "2026-03-02 11:00:00", "2", "en", "124", "doctor", "Never that I remember, not once in all the years."],
    ]), @r#"
    a table of cases and answers | Survey | 
    attribute Start language: Choice(["en"])
    attribute Role: Choice(["doctor", "nurse"])
    case 1 ["Start language=en", "Role=nurse"] ["1: A time when you felt heard"]
    case 2 ["Start language=en", "Role=doctor"] ["2: A time when you felt heard"]
    source 1: A time when you felt heard (A time when you felt heard): "Once, when the lift was broken for a week."
    source 2: A time when you felt heard (A time when you felt heard): "Never that I remember, not once in all the years."
    lost: columns of the survey program Date submitted, Last page, Seed: they tell of the filling in and describe nobody; to keep one, give it another head
    "#);
}

#[test]
fn an_export_of_surveymonkey_has_the_fields_of_each_question_below_it() {
    insta::assert_snapshot!(of_a_program(&[
        &["Respondent ID", "Collector ID", "Start Date", "Email Address", "What is your role?", "", "How did it go?", "Which of these?", ""],
        &["", "", "", "", "Response", "Other (please specify)", "Open-Ended Response", "rota", "beds"],
        &["118", "4", "2026-03-01", "", "nurse", "", "It went as well as it could have gone.", "rota", ""],
        &["119", "4", "2026-03-01", "", "other", "porter", "They did not ask us before they began.", "rota", "beds"],
    ]), @r#"
    a table of cases and answers | Survey | 
    attribute What is your role?: Choice(["nurse", "other"])
    attribute What is your role?: Other (please specify): Choice(["porter"])
    attribute Which of these?: rota: Choice(["rota"])
    attribute Which of these?: beds: Choice(["beds"])
    case 118 ["What is your role?=nurse", "Which of these?: rota=rota"] ["118: How did it go?"]
    case 119 ["What is your role?=other", "What is your role?: Other (please specify)=porter", "Which of these?: rota=rota", "Which of these?: beds=beds"] ["119: How did it go?"]
    source 118: How did it go? (How did it go?): "It went as well as it could have gone."
    source 119: How did it go? (How did it go?): "They did not ask us before they began."
    lost: columns of the survey program Collector ID, Start Date: they tell of the filling in and describe nobody; to keep one, give it another head
    lost: columns without a value Email Address: there is nothing in them
    "#);
}

#[test]
fn a_matrix_whose_codes_are_called_as_a_program_s_columns_stays_a_matrix() {
    let file = csv(&[
        &["Case", "Status", "Progress"],
        &[
            "P01",
            "She says that nobody knew where they stood.",
            "It went on slowly, she says, and then stopped.",
        ],
        &["P02", "He knew his place from the first day.", "Nothing said."],
    ]);
    let named = csv(&[
        &["Respondent ID", "Name", "Progress"],
        &[
            "P01",
            "Called after her aunt, she says, and glad of it.",
            "It went on slowly, she says, and then stopped.",
        ],
    ]);
    for file in [file, named] {
        let recognised = recognise_sheet("m.csv", &file, &Limits::default()).unwrap().unwrap();
        assert_eq!(recognised.kind, SheetKind::Matrix, "{}", recognised.reason);
    }
}
