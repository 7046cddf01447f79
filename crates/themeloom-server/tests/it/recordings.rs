//! Recordings beside transcripts: kept, played from any byte, refused, taken away.

use serde_json::{Value, json};

use crate::support::{Answer, Browser, House, ask};

const STUDY: &str = "/api/studies/many-rivers";

fn at_work(house: &House) -> Browser {
    let browser = house.browser();
    assert_eq!(browser.post("/api/library/sample", &Value::Null).status, 200);
    browser
}

fn source(browser: &Browser, name: &str) -> Value {
    let outline = browser.get(&format!("{STUDY}/outline")).json();
    outline["sources"].as_array().unwrap().iter().find(|s| s["name"] == name).unwrap().clone()
}

fn address(browser: &Browser, name: &str) -> String {
    format!("{STUDY}/sources/{}/recording", source(browser, name)["id"].as_str().unwrap())
}

/// Sound as far as its first bytes tell, of a length that needs several sealed pieces.
fn sound() -> Vec<u8> {
    let noise = (0..2_500_000_u32).map(|n| u8::try_from(n.wrapping_mul(2_654_435_761) >> 24).unwrap());
    b"ID3".iter().copied().chain(noise).collect()
}

fn send(browser: &Browser, at: &str, file: &str, bytes: &[u8]) -> Answer {
    let head = browser.head("PUT", &format!("{at}?name={file}"));
    ask(
        browser.port,
        &format!("{head}Content-Type: application/octet-stream\r\nContent-Length: {}\r\n", bytes.len()),
        bytes,
    )
}

fn range(browser: &Browser, at: &str, range: &str) -> Answer {
    ask(browser.port, &format!("{}Range: {range}\r\n", browser.head("GET", at)), b"")
}

#[test]
fn a_recording_is_kept_and_played_from_any_byte() {
    let house = House::open();
    let browser = at_work(&house);
    let (at, sound) = (address(&browser, "P01"), sound());
    assert_eq!(send(&browser, &at, "P01.mp3", &sound).status, 200);
    assert_eq!(source(&browser, "P01")["recording"], json!({ "file": "P01.mp3", "bytes": sound.len() }));

    let whole = browser.get(&at);
    assert_eq!((whole.status, whole.header("content-type")), (200, Some("audio/mpeg")));
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    assert_eq!(whole.header("cache-control"), Some("no-store"));
    assert!(whole.body == sound);

    let part = range(&browser, &at, "bytes=1048570-1048589");
    assert_eq!(part.status, 206);
    assert_eq!(part.header("content-range"), Some(format!("bytes 1048570-1048589/{}", sound.len()).as_str()));
    assert!(part.body == sound[1_048_570..1_048_590]);

    let beyond = range(&browser, &at, "bytes=9000000-");
    assert_eq!(beyond.status, 416);
    assert_eq!(beyond.header("content-range"), Some(format!("bytes */{}", sound.len()).as_str()));
}

#[test]
fn a_recording_is_taken_away_and_brought_back_by_undo() {
    let house = House::open();
    let browser = at_work(&house);
    let at = address(&browser, "P01");
    assert_eq!(browser.get(&at).code(), "no-recording");
    assert_eq!(send(&browser, &at, "P01.mp3", &sound()).status, 200);
    assert_eq!(browser.send("DELETE", &at, &Value::Null).status, 200);
    assert_eq!(browser.get(&at).code(), "no-recording");
    assert_eq!(browser.post(&format!("{STUDY}/undo"), &Value::Null).status, 200);
    assert_eq!(browser.get(&at).status, 200);
}

#[test]
fn what_is_no_recording_is_refused_and_nothing_is_changed() {
    let house = House::open();
    let browser = at_work(&house);
    let at = address(&browser, "P01");
    let before = browser.get(&format!("{STUDY}/outline")).json()["seq"].clone();
    let refused = send(&browser, &at, "P01.mp3", b"PK\x03\x04 a Word file");
    assert_eq!((refused.status, refused.code().as_str()), (400, "value-unfit"));
    assert_eq!(browser.get(&format!("{STUDY}/outline")).json()["seq"], before);
}
