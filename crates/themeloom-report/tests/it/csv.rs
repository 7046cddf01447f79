//! Tables as comma-separated values.

use themeloom_report::model::{Cell, Row};
use themeloom_report::{CsvOptions, table_csv};

use crate::small;

fn written(table: &themeloom_report::model::Table) -> String {
    String::from_utf8(table_csv(table, CsvOptions::default()).unwrap()).unwrap()
}

#[test]
fn fields_with_commas_quotes_and_line_ends_are_quoted() {
    let table = small::table("P01", "a, \"b\"\nc");
    assert_eq!(written(&table), "Case,Said\r\nP01,\"a, \"\"b\"\"\nc\"\r\n");
}

#[test]
fn a_group_heading_becomes_a_column() {
    let mut table = small::table("P01", "yes");
    table.rows.insert(0, Row::group("Managers"));
    assert_eq!(written(&table), "group,Case,Said\r\nManagers,P01,yes\r\n");
}

#[test]
fn a_row_that_is_too_short_is_filled() {
    let mut table = small::table("P01", "yes");
    table.rows.push(Row::data(vec![Cell::text("P02")]));
    assert!(written(&table).ends_with("P02,\r\n"));
}

#[test]
fn no_field_can_start_a_formula() {
    for words in ["=1+1", "+44", "-2", "@cmd", "\tx", "\r=x", "\u{0}=1"] {
        let field = written(&small::table(words, "")).lines().nth(1).unwrap().replace('"', "");
        assert!(field.starts_with('\''), "{words:?} became {field:?}");
    }
    assert!(written(&small::table("P01", "a=b")).contains(",a=b"));
}

#[test]
fn the_byte_order_mark_is_written_only_where_asked_for() {
    let table = small::table("P01", "é");
    let marked = table_csv(&table, CsvOptions { byte_order_mark: true }).unwrap();
    assert!(marked.starts_with("\u{FEFF}Case".as_bytes()));
    assert!(written(&table).starts_with("Case"));
}
