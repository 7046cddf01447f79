//! What is recorded of participants, organisations and cases, changed from the browser.

use serde_json::{Value, json};

use crate::support::{Browser, House};

const STUDY: &str = "/api/studies/many-rivers";

fn at_work(house: &House) -> (Browser, Value) {
    let browser = house.browser();
    assert_eq!(browser.post("/api/library/sample", &Value::Null).status, 200);
    let outline = browser.get(&format!("{STUDY}/outline")).json();
    (browser, outline)
}

fn find<'a>(rows: &'a Value, field: &str, value: &str) -> &'a Value {
    rows.as_array().unwrap().iter().find(|row| row[field] == value).unwrap()
}

fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap()
}

#[test]
fn a_value_is_set_and_taken_away_again() {
    let house = House::open();
    let (browser, outline) = at_work(&house);
    let attribute = id(find(&outline["attributes"], "name", "profession"));
    let path = format!("{STUDY}/participants/{}", id(find(&outline["participants"], "pseudonym", "P01")));
    let value = |browser: &Browser| {
        let outline = browser.get(&format!("{STUDY}/outline")).json();
        let person = find(&outline["participants"], "pseudonym", "P01").clone();
        let values = person["values"].as_array().unwrap().clone();
        values.iter().find(|value| value["attribute"] == attribute).map(|value| value["value"].clone())
    };
    for (set, found) in [("midwife", Some(json!("midwife"))), ("", None)] {
        let sent = json!({ "values": [{ "attribute": attribute, "value": set }] });
        let done = browser.send("PATCH", &path, &sent);
        assert_eq!(done.status, 200, "{}", done.text());
        assert_eq!(value(&browser), found);
    }
}

#[test]
fn a_pseudonym_that_is_taken_is_refused_and_nothing_is_changed() {
    let house = House::open();
    let (browser, outline) = at_work(&house);
    let attribute = id(find(&outline["attributes"], "name", "profession"));
    let path = format!("{STUDY}/participants/{}", id(find(&outline["participants"], "pseudonym", "P01")));
    let sent = json!({ "pseudonym": "P02", "values": [{ "attribute": attribute, "value": "midwife" }] });
    assert_eq!(browser.send("PATCH", &path, &sent).code(), "name-taken");
    assert_eq!(browser.get(&format!("{STUDY}/outline")).json()["seq"], outline["seq"]);
}

#[test]
fn a_participant_is_added_with_an_organisation_and_a_case() {
    let house = House::open();
    let (browser, _) = at_work(&house);
    let place = browser.post(&format!("{STUDY}/organisations"), &json!({ "name": "Fenwick Vale" })).json();
    let person = json!({ "pseudonym": "P20", "organisation": place["id"] });
    let done = browser.post(&format!("{STUDY}/participants"), &person);
    assert_eq!(done.status, 200, "{}", done.text());
    let outline = browser.get(&format!("{STUDY}/outline")).json();
    assert_eq!(find(&outline["participants"], "pseudonym", "P20")["organisation"], place["id"]);
    assert_eq!(find(&outline["cases"], "name", "P20")["participants"][0], done.json()["id"]);
}

#[test]
fn an_organisation_without_a_name_is_refused() {
    let house = House::open();
    let (browser, _) = at_work(&house);
    assert_eq!(browser.post(&format!("{STUDY}/organisations"), &json!({ "name": "  " })).status, 400);
}

#[test]
fn a_case_is_renamed_and_others_hear_of_it() {
    let house = House::open();
    let (browser, outline) = at_work(&house);
    let mut follower = browser.follow("many-rivers", None);
    let case = id(find(&outline["cases"], "name", "P03"));
    let done =
        browser.send("PATCH", &format!("{STUDY}/cases/{case}"), &json!({ "name": "The third account" }));
    assert_eq!(done.status, 200, "{}", done.text());
    let (_, _, data) = follower.next().unwrap();
    let changed: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(changed["cases"][0]["name"], "The third account");
}
