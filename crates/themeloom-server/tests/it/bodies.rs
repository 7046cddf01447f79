//! Bodies that are too large, and clients that are too slow.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{House, ask, read_answer};

#[test]
fn a_body_that_is_too_large_is_refused_before_it_is_read() {
    let house = House::open();
    let browser = house.browser();
    let head = format!(
        "{}Content-Type: application/json\r\nContent-Length: 90000000000\r\nConnection: close\r\n\r\n",
        browser.head("POST", "/api/library/studies")
    );
    let mut stream = TcpStream::connect(("127.0.0.1", house.port)).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let answer = read_answer(&mut stream);
    assert_eq!((answer.status, answer.code().as_str()), (413, "too-large"));
}

#[test]
fn a_body_without_a_length_is_cut_off_where_it_becomes_too_large() {
    let house = House::open();
    let browser = house.browser();
    let head = format!(
        "{}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
        browser.head("POST", "/api/library/studies")
    );
    let mut stream = TcpStream::connect(("127.0.0.1", house.port)).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"100000\r\n".as_slice(), &vec![b' '; 0x10_0000], b"\r\n"].concat();
    let sent = (0..64).take_while(|_| stream.write_all(&chunk).is_ok()).count();
    assert!(sent < 64, "the server took all of it");
}

#[test]
fn a_client_that_dribbles_its_head_is_cut_off() {
    let house = House::open();
    let mut stream = TcpStream::connect(("127.0.0.1", house.port)).unwrap();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(8) {
        if stream.write_all(b"G").is_err() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(begun.elapsed() < Duration::from_secs(6), "still connected");
}

#[test]
fn a_client_that_dribbles_its_body_is_answered_and_cut_off() {
    let house = House::open();
    let browser = house.browser();
    let head = format!(
        "{}Content-Type: application/json\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n",
        browser.head("POST", "/api/library/studies")
    );
    let mut stream = TcpStream::connect(("127.0.0.1", house.port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let mut dribbling = stream.try_clone().unwrap();
    std::thread::spawn(move || {
        while dribbling.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let answer = read_answer(&mut stream);
    assert_eq!((answer.status, answer.code().as_str()), (408, "too-slow"));
}

#[test]
fn slow_clients_do_not_keep_others_waiting() {
    let house = House::open();
    let browser = house.browser();
    let mut slow: Vec<TcpStream> =
        (0..50).map(|_| TcpStream::connect(("127.0.0.1", house.port)).unwrap()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    }
    let begun = Instant::now();
    assert_eq!(browser.get("/api/library").status, 200);
    assert!(begun.elapsed() < Duration::from_millis(500));
}

#[test]
fn what_is_not_json_is_refused_without_being_repeated() {
    let house = House::open();
    let browser = house.browser();
    let secret = "the words of a participant";
    let head = format!("{}Content-Type: application/json\r\n", browser.head("POST", "/api/library/studies"));
    let answer = ask(house.port, &head, secret.as_bytes());
    assert_eq!(answer.status, 400);
    assert!(!answer.text().contains(secret));
    let form = format!("{}Content-Type: text/plain\r\n", browser.head("POST", "/api/library/studies"));
    assert_eq!(
        ask(house.port, &form, json!({}).to_string().as_bytes()).status,
        400,
        "a form cannot pass as JSON"
    );
}
