//! A server on a free port, and a client so plain that it can misbehave.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use themeloom_app::store::KdfCost;
use themeloom_server::{Options, Server};

/// A running server and its library folder.
pub struct House {
    home: TempDir,
    pub port: u16,
    first_link: String,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl House {
    pub fn open() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Options)) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut options = Options::new(home.path().join("library"));
        options.cost = KdfCost::test();
        options.patience = Duration::from_millis(700);
        change(&mut options);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let (tell, told) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(async {
                let server = Server::bind(options).await.unwrap();
                tell.send((server.address(), server.link().unwrap())).unwrap();
                server.run(async { drop(stopped.await) }).await.unwrap();
            });
        });
        let (address, first_link) = told.recv().unwrap();
        let port = address.rsplit(':').next().unwrap().parse().unwrap();
        Self { home, port, first_link, stop: Some(stop), thread: Some(thread) }
    }

    /// The library folder.
    pub fn folder(&self) -> PathBuf {
        self.home.path().join("library")
    }

    /// The token of the link that the program prints.
    pub fn token(&self) -> String {
        self.first_link.split("token=").nth(1).unwrap().to_owned()
    }

    /// A browser that came in by the first link.
    pub fn browser(&self) -> Browser {
        Browser::enter(self.port, &self.token())
    }

    /// Stops the server, as Ctrl-C does.
    pub fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let line = self
            .head
            .lines()
            .find(|line| line.split_once(':').is_some_and(|(known, _)| known.eq_ignore_ascii_case(name)))?;
        line.split_once(':').map(|(_, value)| value.trim())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("not JSON: {} {}", self.head, self.text()))
    }

    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// One browser with its cookie.
pub struct Browser {
    pub port: u16,
    pub cookie: String,
}

impl Browser {
    /// Comes in by a link's token.
    pub fn enter(port: u16, token: &str) -> Self {
        let answer = ask(port, &format!("GET /?token={token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"), b"");
        assert_eq!(answer.status, 303, "{}", answer.head);
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        Self { port, cookie }
    }

    /// Another browser, let in by this one.
    pub fn colleague(&self) -> Self {
        let link = self.post("/api/links", &Value::Null);
        let url = link.json()["url"].as_str().unwrap().to_owned();
        Self::enter(self.port, url.split("token=").nth(1).unwrap())
    }

    pub fn head(&self, method: &str, path: &str) -> String {
        let Self { port, cookie } = self;
        format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        )
    }

    pub fn get(&self, path: &str) -> Answer {
        ask(self.port, &self.head("GET", path), b"")
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, body)
    }

    pub fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        let head = format!("{}Content-Type: application/json\r\n", self.head(method, path));
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        ask(self.port, &head, &body)
    }

    pub fn post_bytes(&self, path: &str, body: &[u8]) -> Answer {
        ask(self.port, &self.head("POST", path), body)
    }

    /// Follows a study from now on, or from what it heard last.
    pub fn follow(&self, study: &str, last: Option<u64>) -> Follower {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let mut head = self.head("GET", &format!("/api/studies/{study}/events"));
        if let Some(last) = last {
            head.push_str(&format!("Last-Event-ID: {last}\r\n"));
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        let mut follower = Follower { lines: BufReader::new(stream) };
        while follower.line().unwrap() != ": following" {}
        follower
    }
}

/// Somebody who follows a study.
pub struct Follower {
    lines: BufReader<TcpStream>,
}

impl Follower {
    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        match self.lines.read_line(&mut line) {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(line.trim_end().to_owned()),
        }
    }

    /// The next event: its kind, id and data.
    pub fn next(&mut self) -> Option<(String, Option<u64>, String)> {
        let (mut kind, mut id, mut data) = (String::new(), None, String::new());
        loop {
            let line = self.line()?;
            if let Some(value) = line.strip_prefix("event: ") {
                value.clone_into(&mut kind);
            } else if let Some(value) = line.strip_prefix("id: ") {
                id = value.parse().ok();
            } else if let Some(value) = line.strip_prefix("data: ") {
                value.clone_into(&mut data);
            } else if line.is_empty() && !kind.is_empty() {
                return Some((kind, id, data));
            }
        }
    }
}

/// Sends one request and reads the answer to its end.
pub fn ask(port: u16, head: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let length = if body.is_empty() && head.starts_with("GET") {
        String::new()
    } else {
        format!("Content-Length: {}\r\n", body.len())
    };
    stream.write_all(format!("{head}{length}Connection: close\r\n\r\n").as_bytes()).unwrap();
    // A server that refuses a body may close before all of it was sent.
    drop(stream.write_all(body));
    read_answer(&mut stream)
}

/// Reads an answer until the server closes.
pub fn read_answer(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    drop(stream.read_to_end(&mut bytes));
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Answer { status: 0, head: String::new(), body: bytes };
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut body = bytes[end + 4..].to_vec();
    if head.to_lowercase().contains("transfer-encoding: chunked") {
        body = unchunked(&body);
    }
    Answer { status, head, body }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            break;
        }
        whole.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 4 + length..];
    }
    whole
}
