//! The library: begin, open, lock, back up, restore; several people on one computer.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Browser, House};

fn open(
    browser: &Browser,
    study: &str,
    passphrase: Option<&str>,
    coder: Option<&str>,
) -> crate::support::Answer {
    let wanted = json!({ "passphrase": passphrase, "recoveryCode": null, "coder": coder });
    browser.post(&format!("/api/studies/{study}/open"), &wanted)
}

fn begin(browser: &Browser, name: &str, passphrase: Option<&str>) -> Value {
    let new = json!({ "name": name, "template": null, "passphrase": passphrase, "coder": "Ada Kettle", "initials": "AK" });
    let made = browser.post("/api/library/studies", &new);
    assert_eq!(made.status, 200, "{}", made.text());
    made.json()
}

#[test]
fn a_study_is_begun_locked_and_opened_with_its_passphrase() {
    let house = House::open();
    let browser = house.browser();
    let made = begin(&browser, "Value in our trust", Some("a long passphrase"));
    assert_eq!(made["study"], "Value-in-our-trust");
    assert_eq!(made["recoveryCode"].as_str().map(str::len), Some(39));
    assert_eq!(browser.post("/api/studies/Value-in-our-trust/lock", &Value::Null).status, 204);
    let row = &browser.get("/api/library").json()["studies"][0];
    assert_eq!((row["isProtected"].as_bool(), row["isOpen"].as_bool()), (Some(true), Some(false)));
    assert_eq!(open(&browser, "Value-in-our-trust", None, None).code(), "passphrase-needed");
    assert_eq!(open(&browser, "Value-in-our-trust", Some("wrong"), None).code(), "wrong-passphrase");
    assert_eq!(open(&browser, "Value-in-our-trust", Some("a long passphrase"), None).status, 200);
}

#[test]
fn the_recovery_code_opens_a_study() {
    let house = House::open();
    let browser = house.browser();
    let made = begin(&browser, "Recovered", Some("forgotten"));
    browser.post("/api/studies/Recovered/lock", &Value::Null);
    let wanted = json!({ "passphrase": null, "recoveryCode": made["recoveryCode"], "coder": null });
    assert_eq!(browser.post("/api/studies/Recovered/open", &wanted).status, 200);
}

#[test]
fn a_second_browser_has_to_say_who_it_is() {
    let house = House::open();
    let browser = house.browser();
    assert_eq!(browser.post("/api/library/sample", &Value::Null).status, 200);
    let other = browser.colleague();
    assert_eq!(other.get("/api/studies/many-rivers/events").code(), "study-locked");
    let unnamed = open(&other, "many-rivers", None, None);
    assert_eq!((unnamed.status, unnamed.code().as_str()), (400, "who-is-working"));
    let named = open(&other, "many-rivers", None, Some("JM"));
    assert_eq!(named.status, 200);
    let first = open(&browser, "many-rivers", None, Some("AK"));
    assert_ne!(named.json()["me"], first.json()["me"]);
}

#[test]
fn an_open_study_still_asks_each_person_for_their_own_passphrase() {
    let house = House::open();
    let browser = house.browser();
    begin(&browser, "Shared", Some("of ada"));
    let other = browser.colleague();
    assert_eq!(open(&other, "Shared", None, Some("Ada Kettle")).code(), "passphrase-needed");
    assert_eq!(open(&other, "Shared", Some("a guess"), Some("Ada Kettle")).code(), "wrong-passphrase");
    assert_eq!(open(&other, "Shared", Some("of ada"), None).status, 200);
}

#[test]
fn locking_takes_the_study_from_this_browser_only_while_others_work() {
    let house = House::open();
    let browser = house.browser();
    browser.post("/api/library/sample", &Value::Null);
    let other = browser.colleague();
    open(&other, "many-rivers", None, Some("JM"));
    let mut follower = browser.follow("many-rivers", None);
    let mut others = other.follow("many-rivers", None);
    browser.post("/api/studies/many-rivers/lock", &Value::Null);
    assert_eq!(follower.next().unwrap().0, "locked");
    assert_eq!(browser.post("/api/studies/many-rivers/backup", &Value::Null).status, 423);
    assert_eq!(other.post("/api/studies/many-rivers/backup", &Value::Null).status, 200);
    other.post("/api/studies/many-rivers/lock", &Value::Null);
    assert!(std::iter::from_fn(|| others.next()).any(|(kind, ..)| kind == "locked"));
    assert!(!house.folder().join("many-rivers.loom.lock").exists(), "the file is released");
}

#[test]
fn a_study_that_nobody_uses_locks_itself() {
    let house = House::with(|options| options.lock_after = Duration::from_millis(400));
    let browser = house.browser();
    begin(&browser, "Left alone", None);
    let mut follower = browser.follow("Left-alone", None);
    let begun = Instant::now();
    assert_eq!(follower.next().unwrap().0, "locked");
    assert!(begun.elapsed() < Duration::from_secs(3));
    assert_eq!(browser.get("/api/studies/Left-alone/events").status, 423);
}

#[test]
fn a_backup_comes_back_as_a_study() {
    let house = House::open();
    let browser = house.browser();
    browser.post("/api/library/sample", &Value::Null);
    let backup = browser.post("/api/studies/many-rivers/backup", &Value::Null);
    assert_eq!(backup.header("content-disposition").unwrap().split(';').next(), Some("attachment"));
    let restored = browser.post_bytes("/api/library/restore?name=again", &backup.body);
    assert_eq!(restored.status, 200, "{}", restored.text());
    assert_eq!(open(&browser, "again", None, Some("AK")).status, 200);
    assert_eq!(
        browser.post_bytes("/api/library/restore?name=again", &backup.body).status,
        409,
        "nothing is overwritten"
    );
    assert_eq!(browser.post_bytes("/api/library/restore?name=other", b"no backup").status, 400);
    let left: Vec<_> = std::fs::read_dir(house.folder())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .filter(|name| name.to_string_lossy().starts_with('.'))
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}

#[test]
fn a_script_in_a_name_stays_text() {
    let house = House::open();
    let browser = house.browser();
    let made = begin(&browser, "<script>alert(1)</script>", None);
    assert_eq!(made["study"], "script-alert-1-script");
    std::fs::write(house.folder().join("<img src=x onerror=alert(1)>.loom"), b"no study").unwrap();
    let list = browser.get("/api/library");
    assert_eq!(list.header("content-type"), Some("application/json"));
    assert_eq!(list.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(
        list.json()["studies"].as_array().map(Vec::len),
        Some(1),
        "a file that no path can name is left out"
    );
}

#[test]
fn each_kind_of_failure_has_its_status() {
    let house = House::open();
    let browser = house.browser();
    assert_eq!(open(&browser, "nowhere", None, None).status, 404);
    std::fs::write(house.folder().join("letter.loom"), b"Dear Sir").unwrap();
    assert_eq!(open(&browser, "letter", None, None).status, 400);
    begin(&browser, "Twice", None);
    let again =
        json!({ "name": "Twice", "template": null, "passphrase": null, "coder": "A", "initials": "A" });
    assert_eq!(browser.post("/api/library/studies", &again).status, 409);
    let kept = themeloom_app::create(&themeloom_app::NewStudy {
        path: &house.folder().join("elsewhere.loom"),
        title: "Open elsewhere",
        protocol: &themeloom_app::study_templates::find("nhs-clinician-manager-engagement").unwrap(),
        sensitising: &[],
        coder: ("A", "A"),
        passphrase: None,
        cost: themeloom_app::store::KdfCost::test(),
        clock: themeloom_app::system,
    });
    assert_eq!(open(&browser, "elsewhere", None, None).status, 503, "another program has it");
    drop(kept);
}

#[test]
fn stopping_the_server_closes_studies_and_ends_those_who_follow() {
    let mut house = House::open();
    let browser = house.browser();
    browser.post("/api/library/sample", &Value::Null);
    let mut follower = browser.follow("many-rivers", None);
    let begun = Instant::now();
    house.stop();
    assert!(begun.elapsed() < Duration::from_secs(3));
    assert!(std::iter::from_fn(|| follower.next()).all(|(kind, ..)| kind != "changed"));
    let files: Vec<_> = std::fs::read_dir(house.folder()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(files, ["many-rivers.loom"], "nothing but the study is left");
}
