//! The worksheet of a column, kept in the study.

use serde_json::{Value, json};

use crate::support::{Browser, House};

const STUDY: &str = "/api/studies/many-rivers";

fn at_work(house: &House) -> (Browser, String, String) {
    let browser = house.browser();
    assert_eq!(browser.post("/api/library/sample", &Value::Null).status, 200);
    let outline = browser.get(&format!("{STUDY}/outline")).json();
    let code = outline["frameworks"][0]["columns"][0]["code"].as_str().unwrap().to_owned();
    let case = outline["cases"][0]["id"].as_str().unwrap().to_owned();
    (browser, code, case)
}

fn listed(browser: &Browser, code: &str) -> Vec<Value> {
    browser.get(&format!("{STUDY}/worksheet?code={code}")).json().as_array().unwrap().clone()
}

#[test]
fn an_element_is_listed_sorted_renamed_and_archived() {
    let house = House::open();
    let (browser, code, case) = at_work(&house);
    let before = listed(&browser, &code).len();
    let new = json!({ "code": code, "text": " a seat at the table ", "dimension": "", "cases": [case] });
    let made = browser.post(&format!("{STUDY}/worksheet"), &new);
    assert_eq!(made.status, 200, "{}", made.text());
    let path = format!("{STUDY}/worksheet/{}", made.json()["id"].as_str().unwrap());
    assert_eq!(browser.send("PATCH", &path, &json!({ "dimension": "being heard" })).status, 200);
    let renamed = json!({ "code": code, "from": "being heard", "to": "having a voice" });
    assert_eq!(browser.post(&format!("{STUDY}/worksheet/rename"), &renamed).status, 200);
    let elements = listed(&browser, &code);
    let element = elements.iter().find(|element| element["id"] == made.json()["id"]).unwrap();
    assert_eq!(
        (&element["text"], &element["dimension"]),
        (&json!("a seat at the table"), &json!("having a voice"))
    );
    assert_eq!(element["cases"], json!([case]));
    assert_eq!(browser.send("PATCH", &path, &json!({ "archived": true })).status, 200);
    assert_eq!(listed(&browser, &code).len(), before);
}

#[test]
fn an_element_that_says_nothing_is_refused() {
    let house = House::open();
    let (browser, code, _) = at_work(&house);
    let new = json!({ "code": code, "text": " ", "dimension": "", "cases": [] });
    assert_eq!(browser.post(&format!("{STUDY}/worksheet"), &new).status, 400);
}
