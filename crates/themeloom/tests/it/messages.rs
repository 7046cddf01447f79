//! What the program says when something is wrong, as a person reads it.

use crate::support::{Desk, shown};

#[test]
fn a_wrong_passphrase_a_corrupted_file_and_other_files_are_told_apart() {
    let desk = Desk::empty();
    assert!(desk.run_with(Some("right"), &["new", "s.loom", "--quiet"]).status.success());
    let wrong = shown(&desk.run_with(Some("wrong"), &["status", "s.loom"]));
    let mut bytes = std::fs::read(desk.path().join("s.loom")).unwrap();
    let middle = bytes.len() / 4;
    bytes[middle..middle * 3].fill(0x5a);
    desk.write("damaged.loom", &bytes);
    let damaged = shown(&desk.run_with(Some("right"), &["status", "damaged.loom"]));
    desk.write("noise.loom", &[7; 3000]);
    let noise = desk.fails(&["status", "noise.loom"]);
    let missing = desk.fails(&["status", "nowhere.loom"]);
    let taken = shown(&desk.run_with(Some("right"), &["new", "s.loom"]));
    insta::assert_snapshot!([wrong, damaged, noise, missing, taken].join("\n\n"));
}

#[test]
fn documents_that_cannot_be_read_say_why_and_change_nothing() {
    let desk = Desk::with_study();
    desk.write("program.docx", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0");
    desk.write("empty.txt", b"");
    desk.write("broken.pdf", b"%PDF-1.7\nnothing more of it");
    desk.write("words.csv", b"when,who\n1,2\n");
    let files = ["program.docx", "empty.txt", "broken.pdf", "words.csv", "nowhere.txt"];
    let all: Vec<String> = files.iter().map(|file| desk.fails(&["import", "s.loom", file])).collect();
    assert_eq!(desk.json(&["status", "s.loom"])["sources"], 1);
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn a_table_with_broken_rows_is_read_as_far_as_it_can_be_and_says_which_rows() {
    let desk = Desk::with_study();
    desk.write(
        "rows.csv",
        b"timestamp,speaker,words\n[0:01],DB,\"Hello\n[0:02],RA,Hi there,extra,fields\n,,\n[0:03],DB,Fine.\n",
    );
    insta::assert_snapshot!(desk.ok(&["import", "s.loom", "rows.csv", "--dry-run"]));
}

#[test]
fn names_that_nothing_has_come_with_names_that_are_like_them() {
    let desk = Desk::with_study();
    let all = [
        desk.fails(&["code", "s.loom", "--query", "money", "--code", "Trsut"]),
        desk.fails(&["code", "s.loom", "--query", "money", "--code", "1"]),
        desk.fails(&["search", "s.loom", "(money AND"]),
        desk.fails(&["search", "s.loom", "money case:P99"]),
        desk.fails(&["chart", "s.loom", "P01", "1.1", "--quote", "words that nobody said", "--summary", "x"]),
        desk.fails(&["redo", "s.loom"]),
        desk.fails(&["report", "s.loom", "--out", "report.pdf"]),
    ];
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn an_error_for_programs_has_a_kind_a_code_a_message_and_hints() {
    let desk = Desk::with_study();
    let output = desk.run(&["code", "s.loom", "--query", "money", "--code", "Trsut", "--json"]);
    let error: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(error["error"]["code"], "name-not-found");
    assert_eq!(error["error"]["kind"], "not_found");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_program_that_erases_has_to_say_yes() {
    let desk = Desk::with_study();
    let erase = ["people", "s.loom", "erase", "P01", "--reason", "asked", "--json"];
    assert_eq!(desk.run(&erase).status.code(), Some(2));
    assert_eq!(desk.json(&["status", "s.loom"])["erased"], 0);
    let erased = desk.json(&["people", "s.loom", "erase", "P01", "--reason", "asked", "--yes"]);
    assert_eq!(erased["pseudonym"], "P01");
    assert_eq!(desk.json(&["status", "s.loom"])["sources"], 0);
}

#[test]
fn the_recovery_code_is_shown_even_where_quiet_was_asked_for() {
    let desk = Desk::empty();
    let made = desk.run_with(Some("right"), &["new", "s.loom", "--quiet"]);
    assert!(String::from_utf8_lossy(&made.stdout).contains("Recovery code"));
}

#[test]
fn what_cannot_be_asked_is_an_error_for_programs_too() {
    let desk = Desk::empty();
    let output = desk.run(&["nosuchcommand", "--json"]);
    let error: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&error["error"]["code"], output.status.code()), (&"usage".into(), Some(2)));
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let desk = Desk::with_study();
    let path = desk.path().join("s.loom");
    let first =
        themeloom_app::open(&path, &themeloom_app::OpenOptions { coder: Some("AK"), ..Default::default() });
    let first = first.unwrap();
    let said = desk.fails(&["undo", "s.loom"]);
    assert!(said.contains("is open for writing by Themeloom, process "), "{said}");
    assert!(desk.run(&["status", "s.loom"]).status.success(), "reading goes on meanwhile");
    assert!(desk.run(&["backup", "s.loom", "b.loombackup"]).status.success(), "a backup is made meanwhile");
    assert!(desk.run(&["check", "s.loom"]).status.success(), "a check is made meanwhile");
    first.close().unwrap();
}
