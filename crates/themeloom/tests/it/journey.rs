//! A study from its beginning to its report.

use crate::support::{Desk, TALK};

#[test]
fn a_person_goes_from_a_transcript_to_a_matrix_a_comparison_and_a_report() {
    let desk = Desk::with_study();
    desk.write("P02.txt", TALK.replace("P01", "P02").as_bytes());
    desk.write("map.csv", b"file,speaker,participant\nP02.txt,Interviewer,\nP02.txt,P02,P02\n");
    desk.ok(&["import", "s.loom", "P02.txt", "--map", "map.csv"]);
    desk.ok(&["people", "s.loom", "set", "P01", "role group=clinician"]);
    desk.ok(&["people", "s.loom", "set", "P02", "role group=manager"]);
    desk.ok(&["people", "s.loom", "consent", "P01", "quotation", "given"]);
    desk.ok(&["people", "s.loom", "consent", "P02", "quotation", "refused"]);
    let coded = desk.json(&["code", "s.loom", "--query", "ledger OR money", "--code", "1.2", "--read"]);
    assert_eq!(coded["coded"], 4);
    desk.write("q.csv", b"source,quotation,code,coder\nP01,Nobody counts that.,1.1,AK\n");
    assert_eq!(desk.json(&["code", "s.loom", "--csv", "q.csv"])["coded"], 1);
    desk.ok(&["codebook", "s.loom", "fix", "1.1", "1.2"]);
    for case in ["P01", "P02"] {
        desk.ok(&["chart", "s.loom", case, "1.2", "--summary", "Money", "--quote", "it is money"]);
    }
    let matrix = desk.json(&["matrix", "s.loom"]);
    assert_eq!(matrix["cells"].as_array().unwrap().len(), 4);
    let compared = desk.json(&["compare", "s.loom"]);
    assert_eq!(compared["codes"][1]["groups"][0]["raised"], 1);
    desk.ok(&["report", "s.loom", "--out", "report.html"]);
    let html = std::fs::read_to_string(desk.path().join("report.html")).unwrap();
    assert!(html.contains("P02 did not agree"), "the refusal is told");
    for file in ["report.docx", "matrix.xlsx", "matrix.csv"] {
        desk.ok(&["matrix", "s.loom", "--out", file]);
        assert!(desk.path().join(file).metadata().unwrap().len() > 100);
    }
    let status = desk.json(&["status", "s.loom"]);
    assert_eq!((&status["cells"]["charted"], &status["sources"]), (&2.into(), &2.into()));
}

#[test]
fn steps_are_undone_and_done_again_from_one_run_to_the_next() {
    let desk = Desk::with_study();
    desk.ok(&["code", "s.loom", "--query", "money", "--code", "1.2", "--read"]);
    desk.ok(&["undo", "s.loom"]);
    assert_eq!(desk.json(&["codebook", "s.loom"])["codes"][2]["codings"], 0);
    desk.ok(&["redo", "s.loom"]);
    assert_eq!(desk.json(&["codebook", "s.loom"])["codes"][2]["codings"], 1);
    let log = desk.ok(&["log", "s.loom", "--limit", "2"]);
    assert!(log.contains("did again: coded 1 passage as 1.2"), "{log}");
}

#[test]
fn two_copies_merge_with_one_conflict_that_can_be_settled() {
    let desk = Desk::with_study();
    std::fs::copy(desk.path().join("s.loom"), desk.path().join("copy.loom")).unwrap();
    desk.ok(&["codebook", "s.loom", "rename", "1.1", "Time"]);
    desk.ok(&["codebook", "copy.loom", "rename", "1.1", "Attention"]);
    let merged = desk.json(&["merge", "s.loom", "copy.loom"]);
    let change = merged["conflicts"][0]["change"].as_str().unwrap();
    desk.ok(&["settle", "s.loom", change, "keep"]);
    assert_eq!(desk.json(&["conflicts", "s.loom"])["conflicts"][0]["settled"], true);
}

#[test]
fn a_backup_restores_and_a_printed_state_shows_that_nothing_was_changed() {
    let desk = Desk::with_study();
    let backup = desk.json(&["backup", "s.loom", "b.loombackup"]);
    let state = backup["printed_state"].as_str().unwrap();
    desk.ok(&["code", "s.loom", "--query", "money", "--code", "1.2", "--read"]);
    assert!(
        desk.ok(&["check", "s.loom", "--against", state])
            .contains("nothing that the printed state covers was changed")
    );
    desk.ok(&["restore", "b.loombackup", "r.loom"]);
    assert_eq!(desk.json(&["status", "r.loom"])["sources"], 1);
}

#[test]
fn the_demo_makes_the_sample_study_and_its_report() {
    let desk = Desk::empty();
    let made = desk.json(&["demo", "--to", "sample", "--no-serve"]);
    assert_eq!(made["made"]["sources"], 11);
    assert!(desk.path().join("sample/report.docx").exists());
    let themes = desk.ok(&["themes", "sample/many-rivers.loom"]);
    assert!(themes.contains("[left out: P07 did not agree"), "{themes}");
    assert!(desk.ok(&["search", "sample/many-rivers.loom", "ledger"]).contains("[ledger]"));
}

#[test]
fn a_protected_study_opens_with_its_passphrase_alone() {
    let desk = Desk::empty();
    let made = desk.run_with(Some("correct horse"), &["new", "s.loom", "--json"]);
    assert!(made.status.success());
    assert!(desk.run_with(Some("correct horse"), &["status", "s.loom"]).status.success());
    assert_eq!(desk.run_with(Some("wrong"), &["status", "s.loom"]).status.code(), Some(4));
}

#[test]
fn a_study_leaves_as_a_folder_and_another_begins_with_it_or_with_a_project() {
    let desk = Desk::with_study();
    desk.ok(&["code", "s.loom", "--query", "trust", "--code", "1.1", "--read"]);
    desk.ok(&["export", "s.loom", "folder", "--to", "out"]);
    let said = desk.ok(&["new", "again.loom", "--from", "out", "--no-passphrase"]);
    assert!(said.starts_with("Made the study"), "{said}");
    assert!(desk.ok(&["search", "again.loom", "ledger"]).contains("trust nobody"));
    let refused = desk.fails(&["import", "s.loom", "out"]);
    assert!(refused.contains("themeloom new STUDY --from FOLDER"), "{refused}");
    desk.ok(&["export", "s.loom", "project", "--to", "s.qdpx"]);
    let begun = desk.json(&["new", "foreign.loom", "--from", "s.qdpx", "--no-passphrase"]);
    assert_eq!(begun["studies"][0]["codings"]["lost"], 0);
    desk.write("notes.txt", b"no project");
    assert!(
        desk.fails(&["new", "none.loom", "--from", "notes.txt", "--no-passphrase"])
            .contains("themeloom import")
    );
    assert!(!desk.path().join("none.loom").exists());
}

#[test]
fn coded_segments_are_reported_and_a_dry_run_changes_nothing() {
    let desk = Desk::with_study();
    desk.write(
        "segments.csv",
        b"Document,Code,Segment\nP01,Worth,Value is time with the patient\nP01,Worth,never said\n",
    );
    let before = desk.ok(&["log", "s.loom"]);
    let seen = desk.json(&["import", "s.loom", "segments.csv", "--dry-run"]);
    let codings = |data: &serde_json::Value| data["codings"].to_string();
    assert_eq!(codings(&seen), r#"{"exact":0,"found":2,"lost":1,"reanchored":1}"#);
    assert_eq!(desk.ok(&["log", "s.loom"]), before);
    let taken = desk.json(&["import", "s.loom", "segments.csv"]);
    assert_eq!((codings(&taken), &taken["imported"]), (codings(&seen), &serde_json::json!(1)));
    desk.write("lost.csv", b"Document,Code,Segment\nP09,Worth,Value is time\n");
    assert!(desk.fails(&["import", "s.loom", "lost.csv"]).contains("import the transcript"));
}
