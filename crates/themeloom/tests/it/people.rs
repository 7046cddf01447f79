//! People from tables, and who they are.

use crate::support::{Desk, shown};

const ORGANISATIONS: &[u8] =
    b"organisation,CQC rating,CQC rating date,CQC level,financial position\nT1,good,2024-11-05,trust,surplus\n";
const PEOPLE: &[u8] =
    b"pseudonym,organisation,role group,profession\nP01,T1,clinician,doctor\nP02,T1,Manager,\n";

fn desk() -> Desk {
    let desk = Desk::with_study();
    desk.write("organisations.csv", ORGANISATIONS);
    desk.write("people.csv", PEOPLE);
    desk
}

#[test]
fn tables_of_people_are_previewed_taken_in_and_change_nothing_a_second_time() {
    let desk = desk();
    let take = ["people", "s.loom", "table", "people.csv", "organisations.csv"];
    let preview = desk.ok(&[&take[..], &["--preview"]].concat());
    assert_eq!(desk.json(&["people", "s.loom"])["participants"].as_array().unwrap().len(), 1);
    let taken = desk.ok(&take);
    let again = desk.ok(&take);
    insta::assert_snapshot!([preview, taken, again, desk.ok(&["people", "s.loom"])].join("\n"));
    assert_eq!(desk.json(&take)["unchanged"], 3);
    desk.ok(&["undo", "s.loom"]);
    assert_eq!(desk.json(&["people", "s.loom"])["participants"].as_array().unwrap().len(), 1);
}

#[test]
fn a_table_with_bad_rows_is_refused_as_a_whole_and_says_where_each_is_bad() {
    let desk = desk();
    desk.write(
        "bad.csv",
        b"pseudonym,organisation,role group,clinical background,rolegruop,CQC rating\n\
        P01,,clinician,perhaps,,\nP02,T9,porter,,,\nP03,,manager,,,\n,,manager,,,\nP03,,executive,,,\n",
    );
    desk.ok(&["people", "s.loom", "table", "organisations.csv"]);
    let refused = desk.fails(&["people", "s.loom", "table", "bad.csv"]);
    assert_eq!(desk.json(&["people", "s.loom"])["participants"].as_array().unwrap().len(), 1);
    let skipped = desk.ok(&["people", "s.loom", "table", "bad.csv", "--skip-bad-rows"]);
    desk.write("no.csv", b"who,what\nP01,x\n");
    let no_people = desk.fails(&["people", "s.loom", "table", "no.csv"]);
    insta::assert_snapshot!([refused, skipped, no_people].join("\n\n"));
}

#[test]
fn people_written_to_tables_are_taken_in_again_without_a_change() {
    let desk = desk();
    desk.ok(&["people", "s.loom", "table", "people.csv", "organisations.csv"]);
    assert_eq!(desk.json(&["people", "s.loom", "table", "--export", "p.csv"])["rows"], 2);
    desk.ok(&["people", "s.loom", "table", "--export", "o.csv", "--organisations"]);
    let again = desk.json(&["people", "s.loom", "table", "p.csv", "o.csv"]);
    assert_eq!((&again["unchanged"], again["changed"].as_array().unwrap().len()), (&3.into(), 0));
    let read = |file| std::fs::read_to_string(desk.path().join(file)).unwrap();
    insta::assert_snapshot!([read("p.csv"), read("o.csv")].join("\n"));
}

#[test]
fn who_somebody_is_comes_from_standard_input_and_is_shown_only_when_asked_for() {
    let desk = Desk::with_study();
    let recorded =
        desk.type_in("Wilhelmina Ashgrove\nwil@example.org\n", &["people", "s.loom", "identity", "P01"]);
    assert!(recorded.status.success(), "{}", String::from_utf8_lossy(&recorded.stderr));
    let everything_else = [
        String::from_utf8(recorded.stdout).unwrap(),
        desk.ok(&["people", "s.loom"]),
        desk.ok(&["log", "s.loom", "--json"]),
        desk.ok(&["status", "s.loom", "--json"]),
    ];
    for printed in everything_else {
        assert!(!printed.contains("Ashgrove") && !printed.contains("wil@"), "{printed}");
    }
    desk.ok(&["people", "s.loom", "identity", "P01", "--contact", "020 7946 0000"]);
    let shown = desk.json(&["people", "s.loom", "identity", "P01", "--show"]);
    assert_eq!((&shown["name"], &shown["contact"]), (&"Wilhelmina Ashgrove".into(), &"020 7946 0000".into()));
}

#[test]
fn identities_from_a_table_are_all_taken_in_or_none_and_no_error_repeats_them() {
    let desk = Desk::with_study();
    desk.write(
        "bad.csv",
        b"pseudonym,name,e-mail,phone\nP01,Wil Ashgrove,w@example.org,1\nP77,Una Sorrel,,2\n",
    );
    let refused = desk.fails(&["people", "s.loom", "identity", "--csv", "bad.csv"]);
    assert!(!refused.contains("Sorrel"), "{refused}");
    let nobody = desk.ok(&["people", "s.loom", "identity", "P01", "--show"]);
    desk.write("good.csv", b"pseudonym,name,e-mail,phone\nP01,Wil Ashgrove,w@example.org,1\n");
    let taken = desk.ok(&["people", "s.loom", "identity", "--csv", "good.csv"]);
    let somebody = desk.ok(&["people", "s.loom", "identity", "P01", "--show"]);
    assert_eq!(desk.json(&["people", "s.loom", "identity", "--csv", "good.csv"])["changed"], 0);
    let unknown = shown(&desk.run(&["people", "s.loom", "identity", "P10", "--show"]));
    insta::assert_snapshot!([refused, nobody, taken, somebody, unknown].join("\n"));
}

#[test]
fn a_coder_without_the_identity_key_neither_sees_nor_writes_who_somebody_is() {
    let desk = Desk::empty();
    let run = |pass: &str, words: &[&str]| desk.run_with(Some(pass), words);
    assert!(
        run("one", &["new", "s.loom", "--coder", "Ada Kettle", "--initials", "AK", "--quiet"])
            .status
            .success()
    );
    desk.write("two.txt", b"two");
    let add = ["keys", "s.loom", "add", "Jo Marr", "--initials", "JM", "--new-passphrase-file", "two.txt"];
    assert!(run("one", &add).status.success());
    assert!(run("one", &["people", "s.loom", "add", "P01", "--as", "Ada Kettle"]).status.success());
    let mine = ["people", "s.loom", "identity", "P01", "--name", "Wil", "--as", "Ada Kettle"];
    assert!(run("one", &mine).status.success());
    for what in [["--show", "--quiet"], ["--name", "Una"]] {
        let words = [&["people", "s.loom", "identity", "P01", "--as", "Jo Marr"][..], &what[..]].concat();
        let said = shown(&run("two", &words));
        assert!(said.starts_with("exit 4"), "{said}");
        assert!(!said.contains("Wil"), "{said}");
    }
}
