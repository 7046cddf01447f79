//! Working on a study: coding, undoing, and hearing of what others do.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Browser, House};

const STUDY: &str = "/api/studies/many-rivers";

/// A browser with the sample study open, and the ids of its first source and an ordinary code.
fn at_work(house: &House) -> (Browser, String, String) {
    let browser = house.browser();
    assert_eq!(browser.post("/api/library/sample", &Value::Null).status, 200);
    let outline = browser.get(&format!("{STUDY}/outline")).json();
    let sources = outline["sources"].as_array().unwrap();
    let source = sources.iter().find(|s| s["erased"] == false && s["archived"] == false).unwrap();
    let codes = outline["codes"].as_array().unwrap();
    let code = codes.iter().find(|code| code["isCategory"] == false).unwrap();
    (browser, source["id"].as_str().unwrap().to_owned(), code["id"].as_str().unwrap().to_owned())
}

fn code_words(browser: &Browser, source: &str, code: &str, start: u32) -> crate::support::Answer {
    let text = browser.get(&format!("{STUDY}/sources/{source}/text")).json();
    let coded = json!({ "code": code, "start": start, "end": start + 12, "version": text["version"] });
    browser.post(&format!("{STUDY}/sources/{source}/codings"), &coded)
}

fn colleague(browser: &Browser, coder: &str) -> Browser {
    let other = browser.colleague();
    let open = json!({ "passphrase": null, "recoveryCode": null, "coder": coder });
    assert_eq!(other.post(&format!("{STUDY}/open"), &open).status, 200);
    other
}

#[test]
fn a_passage_is_coded_and_stands_among_the_codings_of_its_source() {
    let house = House::open();
    let (browser, source, code) = at_work(&house);
    let done = code_words(&browser, &source, &code, 200);
    assert_eq!(done.status, 200, "{}", done.text());
    let codings = browser.get(&format!("{STUDY}/sources/{source}/codings")).json();
    let made = codings.as_array().unwrap().iter().find(|coding| coding["id"] == done.json()["id"]).unwrap();
    assert_eq!((made["start"].as_u64(), made["end"].as_u64()), (Some(200), Some(212)));
}

#[test]
fn two_windows_hear_of_each_other_within_a_second() {
    let house = House::open();
    let (browser, source, code) = at_work(&house);
    let other = colleague(&browser, "JM");
    let mut follower = other.follow("many-rivers", None);
    let begun = Instant::now();
    let done = code_words(&browser, &source, &code, 300).json();
    let (kind, id, data) = follower.next().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1));
    let changed: Value = serde_json::from_str(&data).unwrap();
    assert_eq!((kind.as_str(), id), ("changed", done["seq"].as_u64()));
    assert_eq!(changed["codings"][0]["id"], done["id"]);
    assert_eq!(changed["did"], done["did"]);
}

#[test]
fn each_browser_works_and_undoes_as_its_own_coder() {
    let house = House::open();
    let (browser, source, code) = at_work(&house);
    let other = colleague(&browser, "JM");
    let mine = code_words(&browser, &source, &code, 400).json();
    let theirs = code_words(&other, &source, &code, 420).json();
    assert_eq!(browser.post(&format!("{STUDY}/undo"), &Value::Null).status, 200);
    let codings = browser.get(&format!("{STUDY}/sources/{source}/codings")).json();
    let has = |id: &Value| codings.as_array().unwrap().iter().find(|coding| coding["id"] == *id).cloned();
    assert!(has(&mine["id"]).is_none(), "undo takes back what this coder did last");
    let kept = has(&theirs["id"]).unwrap();
    assert_eq!(kept["coder"], other.get(&format!("{STUDY}/outline")).json()["me"]);
}

#[test]
fn a_lost_connection_is_made_good() {
    let house = House::open();
    let (browser, source, code) = at_work(&house);
    let seq = browser.get(&format!("{STUDY}/outline")).json()["seq"].as_u64().unwrap();
    let done: Vec<u64> = [500, 520, 540]
        .into_iter()
        .map(|start| code_words(&browser, &source, &code, start).json()["seq"].as_u64().unwrap())
        .collect();
    let mut back = browser.follow("many-rivers", Some(seq));
    let heard: Vec<u64> = (0..3).map(|_| back.next().unwrap().1.unwrap()).collect();
    assert_eq!(heard, done);
    let mut halfway = browser.follow("many-rivers", Some(done[1]));
    assert_eq!(halfway.next().unwrap().1, Some(done[2]));
    let mut long_gone = browser.follow("many-rivers", Some(1));
    assert_eq!(long_gone.next().unwrap().0, "reload");
}

#[test]
fn what_is_asked_wrongly_is_refused_with_the_status_of_its_kind() {
    let house = House::open();
    let (browser, source, _) = at_work(&house);
    let wrong = browser.get(&format!("{STUDY}/search?q=%22open"));
    assert_eq!((wrong.status, wrong.code().as_str()), (400, "query-wrong"));
    assert_eq!(browser.get(&format!("{STUDY}/sources/nonsense/text")).status, 400);
    assert_eq!(
        code_words(&browser, &source, "0000000000000001.9", 10).status,
        409,
        "a code that is not there"
    );
    assert_eq!(browser.post(&format!("{STUDY}/redo"), &Value::Null).code(), "nothing-to-undo");
    let sources = browser.get(&format!("{STUDY}/outline")).json()["sources"].clone();
    let other = sources.as_array().unwrap().iter().find(|other| other["id"] != source.as_str()).unwrap();
    let renamed =
        browser.send("PATCH", &format!("{STUDY}/sources/{source}"), &json!({ "name": other["name"] }));
    assert_eq!((renamed.status, renamed.code().as_str()), (409, "name-taken"));
}

#[test]
fn a_script_in_what_people_write_comes_back_as_data() {
    let house = House::open();
    let (browser, _, _) = at_work(&house);
    let script = "<script>alert(document.cookie)</script>";
    let about = json!({ "kind": "study", "id": null, "code": null, "passage": null });
    browser.post(&format!("{STUDY}/memos"), &json!({ "about": about, "text": script, "replyTo": null }));
    browser.post(&format!("{STUDY}/codes"), &json!({ "name": script, "parent": null }));
    for path in ["memos", "outline", "history", "overview"] {
        let answer = browser.get(&format!("{STUDY}/{path}"));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/json"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
    assert_eq!(
        browser
            .get(&format!("{STUDY}/memos"))
            .json()
            .as_array()
            .unwrap()
            .iter()
            .filter(|memo| memo["text"] == script)
            .count(),
        1
    );
}

#[test]
fn every_view_of_the_sample_can_be_asked_for() {
    let house = House::open();
    let (browser, source, code) = at_work(&house);
    let outline = browser.get(&format!("{STUDY}/outline")).json();
    let case = outline["cases"][0]["id"].as_str().unwrap();
    let by =
        outline["attributes"].as_array().unwrap().iter().find(|a| a["name"] == "role group").unwrap()["id"]
            .as_str()
            .unwrap();
    for path in [
        "overview".to_owned(),
        format!("sources/{source}/memos"),
        format!("codes/{code}/excerpts"),
        "search?q=trust&width=40&limit=5".to_owned(),
        "matrix".to_owned(),
        format!("matrix?group={by}&columns=all"),
        format!("matrix/cell?case={case}&code={code}"),
        format!("compare?by={by}"),
        format!("compare/code?by={by}&code={code}"),
        "tables/themes".to_owned(),
        "tables/recommendations".to_owned(),
        "history?limit=5".to_owned(),
        "conflicts".to_owned(),
        "milestones".to_owned(),
        "comments".to_owned(),
    ] {
        let answer = browser.get(&format!("{STUDY}/{path}"));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
}
