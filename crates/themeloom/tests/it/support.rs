//! A folder in which the program is run.

use std::path::Path;
use std::process::{Command, Output, Stdio};

pub const TALK: &str = "Interviewer: What does value mean to you?\n\n\
    P01: Value is time with the patient. Nobody counts that.\n\n\
    Interviewer: And for the trust?\n\n\
    P01: For the trust it is money. We trust nobody with the ledger.\n";

/// A folder for one test.
pub struct Desk(tempfile::TempDir);

impl Desk {
    /// An empty folder.
    pub fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with a study without a passphrase, `s.loom`, that holds one transcript of P01.
    pub fn with_study() -> Self {
        let desk = Self::empty();
        desk.write("P01.txt", TALK.as_bytes());
        desk.ok(&["new", "s.loom", "--no-passphrase", "--coder", "Ada Kettle", "--initials", "AK"]);
        desk.ok(&["import", "s.loom", "P01.txt", "--as-participant", "P01"]);
        desk
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).unwrap();
    }

    /// Runs the program; the passphrase, if any, comes from the environment.
    pub fn run_with(&self, passphrase: Option<&str>, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_themeloom"));
        command.args(words).current_dir(self.path()).env_remove("THEMELOOM_PASSPHRASE").env("NO_COLOR", "1");
        if let Some(passphrase) = passphrase {
            command.env("THEMELOOM_PASSPHRASE", passphrase);
        }
        command.output().unwrap()
    }

    /// Runs the program with something typed into it.
    pub fn type_in(&self, typed: &str, words: &[&str]) -> Output {
        use std::io::Write;
        let mut command = Command::new(env!("CARGO_BIN_EXE_themeloom"));
        command.args(words).current_dir(self.path()).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.run_with(None, words)
    }

    /// What the program printed, where it must succeed.
    pub fn ok(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// One JSON document, where the program must succeed.
    pub fn json(&self, words: &[&str]) -> serde_json::Value {
        let mut words = words.to_vec();
        words.push("--json");
        serde_json::from_str(&self.ok(&words)).unwrap()
    }

    /// Exit code and error, where the program must fail.
    pub fn fails(&self, words: &[&str]) -> String {
        shown(&self.run(words))
    }
}

/// Exit code and what was said on standard error, without the notes of every opening.
pub fn shown(output: &Output) -> String {
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    let said: Vec<&str> = said.lines().filter(|line| !line.starts_with("note:")).collect();
    format!("exit {}\n{}", output.status.code().unwrap(), said.join("\n"))
}
