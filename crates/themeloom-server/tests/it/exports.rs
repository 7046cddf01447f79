//! Files that leave the study, and a codebook that comes in.

use serde_json::{Value, json};

use crate::support::{Browser, House};

const STUDY: &str = "/api/studies/many-rivers";

fn at_work(house: &House) -> Browser {
    let browser = house.browser();
    assert_eq!(browser.post("/api/library/sample", &Value::Null).status, 200);
    browser
}

#[test]
fn a_report_is_handed_out_in_each_format_and_the_study_records_each_copy() {
    let house = House::open();
    let browser = at_work(&house);
    for (format, begins) in
        [("docx", &b"PK"[..]), ("xlsx", b"PK"), ("html", b"<!doctype html>"), ("csv", b"\xef\xbb\xbf")]
    {
        let asked = json!({ "format": format, "parts": if format == "docx" { "whole" } else { "matrix" } });
        let answer = browser.post(&format!("{STUDY}/report"), &asked);
        assert_eq!(answer.status, 200, "{format}: {}", answer.head);
        assert!(answer.body[..begins.len()].eq_ignore_ascii_case(begins), "{format}");
        assert!(answer.header("content-disposition").unwrap().starts_with("attachment"), "{format}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{format}");
    }
    let history = browser.get(&format!("{STUDY}/history?limit=1")).json();
    assert_eq!(history["rows"][0]["did"], "downloaded many-rivers-matrix.csv");
}

#[test]
fn a_report_says_how_many_quotations_consent_kept_out_and_holds_none_of_them() {
    let house = House::open();
    let browser = at_work(&house);
    let answer = browser.post(&format!("{STUDY}/report"), &json!({ "format": "html" }));
    let left_out: usize = answer.header("x-left-out").unwrap().parse().unwrap();
    assert!(left_out > 0, "P07 of the sample did not agree to be quoted");
    assert!(answer.text().contains("SYNTHETIC"));
}

#[test]
fn every_export_is_handed_out_under_a_name_and_recorded() {
    let house = House::open();
    let browser = at_work(&house);
    let sources = browser.get(&format!("{STUDY}/outline")).json()["sources"].clone();
    let p03 =
        sources.as_array().unwrap().iter().find(|source| source["name"] == "P03").unwrap()["id"].clone();
    let asked = [
        (json!({ "what": "transcripts", "format": "docx", "source": p03 }), "many-rivers-P03-coded.docx"),
        (json!({ "what": "transcripts", "format": "html" }), "many-rivers-coded-transcripts.zip"),
        (json!({ "what": "codings", "format": "csv" }), "many-rivers-codings.csv"),
        (json!({ "what": "cases", "format": "xlsx" }), "many-rivers-cases.xlsx"),
        (json!({ "what": "matrix", "format": "csv" }), "many-rivers-matrix.csv"),
        (json!({ "what": "spss", "counts": true }), "many-rivers-spss.zip"),
        (json!({ "what": "codebook", "format": "docx" }), "many-rivers-codebook.docx"),
    ];
    for (asked, name) in asked {
        let answer = browser.post(&format!("{STUDY}/export"), &asked);
        assert_eq!(answer.status, 200, "{asked}: {}", answer.head);
        let disposition = answer.header("content-disposition").unwrap();
        assert!(disposition.contains(&format!("filename=\"{name}\"")), "{disposition}");
        assert!(!answer.body.is_empty());
        let history = browser.get(&format!("{STUDY}/history?limit=1")).json();
        assert_eq!(history["rows"][0]["did"], format!("downloaded {name}"));
        let left_out: usize = answer.header("x-left-out").unwrap().parse().unwrap();
        assert_eq!(left_out > 0, name.ends_with("codings.csv") || name.ends_with("matrix.csv"), "{name}");
    }
}

#[test]
fn an_export_of_an_unknown_kind_or_of_no_source_is_refused() {
    let house = House::open();
    let browser = at_work(&house);
    for (asked, status) in [
        (json!({ "what": "poem" }), 400),
        (json!({ "what": "codings" }), 400),
        (json!({ "what": "codings", "format": "docx" }), 400),
        (json!({ "what": "transcripts", "format": "docx", "source": "00000000000000aa.3" }), 409),
    ] {
        assert_eq!(browser.post(&format!("{STUDY}/export"), &asked).status, status, "{asked}");
    }
}

#[test]
fn a_report_of_an_unknown_kind_is_refused_and_nothing_is_recorded() {
    let house = House::open();
    let browser = at_work(&house);
    let before = browser.get(&format!("{STUDY}/outline")).json()["seq"].clone();
    for asked in [json!({ "format": "pdf" }), json!({ "format": "docx", "parts": "poem" })] {
        let answer = browser.post(&format!("{STUDY}/report"), &asked);
        assert_eq!((answer.status, answer.code().as_str()), (400, "request-unreadable"));
    }
    assert_eq!(browser.get(&format!("{STUDY}/outline")).json()["seq"], before);
}

#[test]
fn a_preview_names_the_files_and_what_does_not_travel_and_records_nothing() {
    let house = House::open();
    let browser = at_work(&house);
    let before = browser.get(&format!("{STUDY}/outline")).json()["seq"].clone();
    let held = browser.post(&format!("{STUDY}/export/preview"), &json!({ "what": "project" })).json();
    assert_eq!(held["files"][0]["name"], "project.qdpx");
    assert!(held["files"][0]["bytes"].as_u64().unwrap() > 1000);
    let left_out = held["leftOut"].as_array().unwrap();
    assert!(left_out.iter().any(|line| line.as_str().unwrap().starts_with("recommendations (")), "{held}");
    assert_eq!(browser.get(&format!("{STUDY}/outline")).json()["seq"], before);
    let wrong = browser.post(&format!("{STUDY}/export/preview"), &json!({ "what": "poem" }));
    assert_eq!(wrong.status, 400);
}

#[test]
fn a_codebook_goes_out_and_comes_in_again_unchanged() {
    let house = House::open();
    let browser = at_work(&house);
    let out = browser.post(&format!("{STUDY}/codes/export"), &Value::Null);
    assert_eq!(out.status, 200);
    let count = browser.get(&format!("{STUDY}/outline")).json()["codes"].as_array().unwrap().len();
    let back = browser.post_bytes(&format!("{STUDY}/codes/import?name=codebook.csv"), &out.body).json();
    assert_eq!(back["did"], format!("0 codes added, 0 changed, {count} as they were"));
    assert_eq!(back["notes"], json!([]));
}

#[test]
fn a_codebook_with_a_broken_row_is_taken_in_without_it_and_says_so() {
    let house = House::open();
    let browser = at_work(&house);
    let table = b"number,name,parent\n,Corridor talk,\n,Orphan,no such code\n";
    let done = browser.post_bytes(&format!("{STUDY}/codes/import?name=more.csv"), table).json();
    assert_eq!(done["did"], "1 code added, 0 changed, 0 as they were");
    assert_eq!(done["notes"].as_array().unwrap().len(), 1, "{done}");
    let undone = browser.post(&format!("{STUDY}/undo"), &Value::Null);
    assert_eq!(undone.status, 200);
    let codes = browser.get(&format!("{STUDY}/outline")).json()["codes"].clone();
    assert!(codes.as_array().unwrap().iter().all(|c| c["name"] != "Corridor talk" || c["archived"] == true));
}

#[test]
fn what_is_no_codebook_is_refused_with_the_reason() {
    let house = House::open();
    let browser = at_work(&house);
    let answer = browser.post_bytes(&format!("{STUDY}/codes/import?name=x.csv"), b"colour,size\nred,4\n");
    assert_eq!(answer.status, 400, "{}", answer.text());
    assert!(answer.json()["message"].as_str().unwrap().contains("name"), "{}", answer.text());
}
