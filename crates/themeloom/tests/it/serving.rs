//! `themeloom serve`, killed in the middle of the work.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::support::Desk;

/// The running program, and a browser's way in.
struct Serving {
    child: Child,
    host: String,
    cookie: String,
}

impl Serving {
    fn start(desk: &Desk) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_themeloom"));
        command.args(["--json", "serve", "--no-browser", "--library", "."]).current_dir(desk.path());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: serde_json::Value = serde_json::from_str(&line).unwrap();
        let host = said["address"].as_str().unwrap().trim_start_matches("http://").to_owned();
        let path = said["link"].as_str().unwrap().split_once(&host).unwrap().1.to_owned();
        let mut serving = Self { child, host, cookie: String::new() };
        let answer = serving.ask("GET", &path, "");
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        cookie.split(';').next().unwrap().clone_into(&mut serving.cookie);
        serving
    }

    /// The whole answer, head and body.
    fn ask(&self, method: &str, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let Self { host, cookie, .. } = self;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn open(&self) {
        let who = r#"{"passphrase":null,"recoveryCode":null,"coder":null}"#;
        assert!(self.ask("POST", "/api/studies/s/open", who).starts_with("HTTP/1.1 200"));
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn a_memo_that_was_acknowledged_survives_the_killing_of_the_server() {
    let desk = Desk::with_study();
    let serving = Serving::start(&desk);
    serving.open();
    let memo =
        r#"{"about":{"kind":"study","id":null,"code":null,"passage":null},"text":"kept","replyTo":null}"#;
    assert!(serving.ask("POST", "/api/studies/s/memos", memo).starts_with("HTTP/1.1 200"));
    // `Child::kill` is SIGKILL: nothing is closed and nothing is flushed.
    drop(serving);
    let again = Serving::start(&desk);
    again.open();
    assert!(again.ask("GET", "/api/studies/s/memos", "").contains("\"kept\""));
    drop(again);
    desk.ok(&["check", "s.loom"]);
}
