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

#[test]
fn answers_to_consent_statements_are_recorded_for_several_people_as_one_change() {
    let house = House::open();
    let (browser, _) = at_work(&house);
    let new = |name: &str| {
        let done = browser.post(&format!("{STUDY}/participants"), &json!({ "pseudonym": name })).json();
        done["id"].as_str().unwrap().to_owned()
    };
    let people = [new("P20"), new("P21")];
    let statements = browser.get(&format!("{STUDY}/consent")).json();
    let names: Vec<_> = statements.as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert!(names.contains(&json!("quotation")), "{names:?}");
    let sent = json!({ "participants": people, "statements": names, "answer": "given", "mode": "written", "on": "2026-11-20" });
    let done = browser.post(&format!("{STUDY}/consent"), &sent);
    assert_eq!(done.status, 200, "{}", done.text());
    let outline = browser.get(&format!("{STUDY}/outline")).json();
    for name in ["P20", "P21"] {
        let consents = find(&outline["participants"], "pseudonym", name)["consents"].clone();
        assert_eq!(consents.as_array().unwrap().len(), names.len());
        assert_eq!(find(&consents, "name", "quotation")["state"], "given");
    }
    assert_eq!(browser.post(&format!("{STUDY}/undo"), &Value::Null).status, 200);
    let outline = browser.get(&format!("{STUDY}/outline")).json();
    assert_eq!(find(&outline["participants"], "pseudonym", "P21")["consents"], json!([]));
}

#[test]
fn a_day_that_is_none_is_refused_and_no_answer_is_recorded() {
    let house = House::open();
    let (browser, outline) = at_work(&house);
    let person = id(find(&outline["participants"], "pseudonym", "P01"));
    let sent = json!({ "participants": [person], "statements": ["quotation"], "answer": "refused", "mode": "written", "on": "31 February" });
    assert_eq!(browser.post(&format!("{STUDY}/consent"), &sent).code(), "value-unfit");
    assert_eq!(browser.get(&format!("{STUDY}/outline")).json()["seq"], outline["seq"]);
}

#[test]
fn a_withdrawal_is_recorded_and_stops_quotation() {
    let house = House::open();
    let (browser, outline) = at_work(&house);
    let person = id(find(&outline["participants"], "pseudonym", "P01"));
    let sent = json!({ "level": "stop-use", "on": "2026-11-20", "note": "by telephone" });
    let done = browser.send("PUT", &format!("{STUDY}/participants/{person}/withdrawal"), &sent);
    assert_eq!(done.status, 200, "{}", done.text());
    let outline = browser.get(&format!("{STUDY}/outline")).json();
    let said = find(&outline["participants"], "pseudonym", "P01")["withdrawal"].clone();
    assert_eq!(said, "nothing is used any more (2026-11-20)");
    let themes = browser.get(&format!("{STUDY}/tables/themes")).json();
    let refused = |row: &Value| row["refused"].as_array().unwrap().iter().any(|one| one["who"] == "P01");
    assert!(themes["rows"].as_array().unwrap().iter().any(refused), "{themes}");
}
