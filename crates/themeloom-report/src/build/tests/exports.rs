//! Tables and files for other programs.

use std::collections::BTreeMap;

use proptest::prelude::*;
use themeloom_study::attribute::{AttributeDefinition, AttributeKind, AttributeOf, AttributeOwner};
use themeloom_study::consent::WithdrawalLevel;
use themeloom_study::memo::Target;
use themeloom_study::op::CodeEdit;
use themeloom_study::{AttributeId, Edit, Op, Study, Texts, Timestamp};

use super::sample::{Sample, sample};
use super::support::Builder;
use crate::build::{
    CodeMeasure, Times, cases_table, codebook_document, codings_csv, codings_table, data_file,
};
use crate::model::{DataFile, Datum, Table};
use crate::{CsvOptions, render_docx, spss_csv, spss_syntax, table_csv};

fn codings(study: &Study, texts: &Texts) -> (Table, String, Vec<String>) {
    let of_codings: BTreeMap<_, _> =
        study.codings().iter().take(2).map(|coding| (coding.id, Timestamp(0))).collect();
    let written = |_: Timestamp| "2026-11-23T10:41:07Z".to_owned();
    let times = Times { of_codings: &of_codings, written };
    let (table, left_out) = codings_table(study, texts, &times);
    let (bytes, also_left_out) = codings_csv(study, texts, &times, CsvOptions::default()).unwrap();
    assert_eq!(left_out, also_left_out);
    (table, String::from_utf8(bytes).unwrap(), left_out)
}

fn csv(table: &Table) -> String {
    String::from_utf8(table_csv(table, CsvOptions::default()).unwrap()).unwrap()
}

/// The sample with a memo, a correction, words that are gone, and a coding that nobody has read.
fn worked() -> Sample {
    let mut s = sample();
    let first = s.b.study.codings().iter().next().unwrap().id;
    s.b.apply(Op::WriteMemo {
        about: Target::Coding(first),
        text: "=1+1\nA second line".into(),
        reply_to: None,
    });
    s.b.coding(s.trust, s.sources[2], "the surgeons");
    s.b.correct(s.sources[2], "to the surgeons ", "");
    s.b.correct(s.sources[1], "both sides", "all");
    let coder = s.b.study.coders().iter().next().unwrap().id;
    s.b.coding_by(coder, s.trust, s.sources[4], "Nobody asked", false);
    s
}

#[test]
fn every_coding_is_a_row_with_its_place_words_and_memo_or_why_there_are_none() {
    let s = worked();
    let (table, written, left_out) = codings(&s.b.study, &s.b.texts);
    assert_eq!(csv(&table), written, "one by one or as a table");
    insta::assert_snapshot!(format!("{written}\n{left_out:#?}"));
}

#[test]
fn codings_of_one_who_withdrew_have_no_row_and_are_counted() {
    let mut s = worked();
    s.b.withdraw(s.people[1].0, WithdrawalLevel::StopUse);
    let (_, written, left_out) = codings(&s.b.study, &s.b.texts);
    assert!(!written.contains("P2") && !written.contains("blame us"), "{written}");
    assert_eq!(left_out[0], "P2: 2 codings without a row, because the account is not analysed");
    assert!(!csv(&cases_table(&s.b.study)).contains("P2"));
}

#[test]
fn the_cases_stand_with_their_people_and_what_is_recorded_of_them() {
    let mut s = sample();
    let trust = s.b.organisation("T1");
    let (person, _) = s.b.person("P11", Some(trust));
    let rating = s.b.choice(AttributeOf::Organisation, "Role Group", &["good", "poor"]);
    s.b.set(AttributeOwner::Organisation(trust), rating, "poor");
    s.b.set(AttributeOwner::Participant(person), s.role, "manager");
    s.b.case("Together", &[person, s.people[0].0]);
    insta::assert_snapshot!(csv(&cases_table(&s.b.study)));
}

fn for_spss() -> Builder {
    let mut s = sample();
    let text = |name: &str, kind| AttributeDefinition {
        of: AttributeOf::Participant,
        name: name.into(),
        kind,
        help: String::new(),
        judged: false,
    };
    let years = AttributeId(s.b.apply(Op::DefineAttribute(text("years' service", AttributeKind::Number))));
    let since = AttributeId(s.b.apply(Op::DefineAttribute(text("since", AttributeKind::Date))));
    let ward = AttributeId(s.b.apply(Op::DefineAttribute(text("Ward", AttributeKind::Text))));
    let who = AttributeOwner::Participant(s.people[0].0);
    let value = themeloom_study::attribute::AttributeValue::Number(-3.25);
    s.b.apply(Op::SetAttribute(who, years, Edit::new(None, Some(value))));
    s.b.set(who, since, "2019-04-01");
    s.b.set(who, ward, "=HYPERLINK(\"x\")\nsecond, line");
    s.b.case("Both", &[s.people[0].0, s.people[1].0]);
    s.b.person("P12", None);
    s.b
}

#[test]
fn a_study_goes_to_spss_as_cases_by_variables_with_labels_and_missing_values() {
    let b = for_spss();
    let data = data_file(&b.study, CodeMeasure::Coded);
    let csv = String::from_utf8(spss_csv(&data).unwrap()).unwrap();
    insta::assert_snapshot!(format!("{csv}\n{}", spss_syntax(&data, "a study's.csv")));
}

#[test]
fn counts_are_numbers_and_not_asked_is_missing_in_them_too() {
    let b = for_spss();
    let data = data_file(&b.study, CodeMeasure::Codings);
    let syntax = spss_syntax(&data, "a.csv");
    assert!(!syntax.contains("'not coded'"));
    assert!(syntax.contains("VALUE LABELS\n  c1_Money\n  c1_1_A_shared_language"), "{syntax}");
    let column = data.variables.iter().position(|v| v.label == "1.1 A shared language").unwrap();
    let case = data.rows.iter().position(|row| row[0] == Datum::Text("P10".into())).unwrap();
    assert_eq!(data.rows[case][column], Datum::Number(-7.0));
}

#[test]
fn the_codebook_is_a_document_with_a_heading_a_code() {
    let mut s = sample();
    let said = |text: &str| Edit::new(String::new(), text.to_owned());
    s.b.apply(Op::EditCode(s.blame, CodeEdit::UseWhen(said("Somebody is <blamed>."))));
    s.b.apply(Op::EditCode(s.blame, CodeEdit::NotWhen(said("Nobody is."))));
    s.b.apply(Op::EditCode(s.blame, CodeEdit::Example(said("It was them."))));
    let report = codebook_document(&s.b.study, None, Some("2026-11-23".into()));
    insta::assert_snapshot!(super::outline(&report));
    let bytes = render_docx(&report).unwrap();
    assert_eq!(bytes, render_docx(&report).unwrap());
}

/// Whether a name is one that SPSS takes.
fn is_a_name(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !name.ends_with('_')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_codes_and_cases_are_called_the_data_stay_a_rectangle_and_the_names_are_allowed(
        codes in prop::collection::vec("\\PC{0,90}|[=+@'\"\\\\.\n,-]{0,20}", 1..8),
        case in "\\PC{1,60}|[=+@'\"\n,-]{1,20}",
    ) {
        let mut b = Builder::new();
        for (number, name) in codes.iter().enumerate() {
            b.code(&format!("{}", number + 1), name, None);
        }
        b.person(&case, None);
        let data = data_file(&b.study, CodeMeasure::Coded);
        let bytes = spss_csv(&data).unwrap();
        let mut reader = ::csv::Reader::from_reader(&bytes["\u{FEFF}".len()..]);
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        prop_assert!(names.iter().all(|name| is_a_name(name)), "{names:?}");
        let mut folded: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        folded.sort();
        folded.dedup();
        prop_assert_eq!(folded.len(), names.len());
        for record in reader.records() {
            for field in &record.unwrap() {
                prop_assert!(!field.contains('\n'));
                prop_assert!(!field.starts_with(['=', '+', '@', '\t', '\r']), "{}", field);
                prop_assert!(!field.starts_with('-') || field.parse::<f64>().is_ok(), "{}", field);
            }
        }
        let syntax = spss_syntax(&data, &format!("{case}.csv"));
        prop_assert!(syntax.lines().all(|line| line.len() <= 256));
        // Quotation marks in words are plain there, and every literal ends where it began.
        for line in syntax.lines().filter(|line| line.starts_with("  /") || line.starts_with("    ")) {
            prop_assert_eq!(line.matches('\'').count() % 2, 0, "{}", line);
        }
    }
}

#[test]
fn a_file_without_rows_or_variables_is_written_too() {
    let empty = DataFile::default();
    assert_eq!(spss_csv(&empty).unwrap().len(), "\u{FEFF}\"\"\r\n".len());
}
