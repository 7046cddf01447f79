//! What a command has to say, for people and for programs.

use std::io::Write;
use std::process::ExitCode;

use serde_json::{Value, json};
use themeloom_app::{Explained, Kind};

use crate::args::Global;

/// What came of a command.
#[derive(Debug)]
pub struct Said {
    /// For people.
    pub words: String,
    /// For programs.
    pub data: Value,
    /// Whether it must be shown even where quiet was asked for: what is shown once and never again.
    pub once: bool,
    /// The exit code: 0 unless what was found is bad news.
    pub exit: u8,
}

impl Said {
    /// Something said to people and to programs.
    pub fn new(words: impl Into<String>, data: Value) -> Self {
        Self { words: words.into(), data, once: false, exit: 0 }
    }

    /// The same, shown whatever was asked for.
    pub fn once(self) -> Self {
        Self { once: true, ..self }
    }

    /// The same, ending with an exit code.
    pub fn with_exit(self, exit: u8) -> Self {
        Self { exit, ..self }
    }

    /// Prints it as asked.
    pub fn print(&self, global: &Global) {
        if global.json {
            put(&format!("{:#}", self.data));
        } else if (self.once || !global.quiet) && !self.words.is_empty() {
            put(self.words.trim_end());
        }
    }
}

/// Prints lines. A reader that has seen enough, as `head` has, is no fault of ours: what was done is done.
fn put(words: &str) {
    drop(writeln!(std::io::stdout(), "{words}"));
}

/// Prints an error as asked.
pub fn print_error(error: &Explained, global: &Global) {
    if global.json {
        let kind = kind_word(error.kind);
        let error =
            json!({ "kind": kind, "code": error.code, "message": error.message, "hints": error.hints });
        put(&format!("{:#}", json!({ "error": error })));
        return;
    }
    eprintln!("error: {}", error.message);
    for hint in &error.hints {
        let mut lines = hint.lines();
        if let Some(first) = lines.next() {
            eprintln!("  hint: {first}");
        }
        for line in lines {
            eprintln!("        {line}");
        }
    }
}

/// Prints help, or what is wrong with what was asked: for programs where they asked for JSON.
pub fn usage(error: &clap::Error) -> ExitCode {
    let for_programs = std::env::args().any(|word| word == "--json");
    if error.use_stderr() && for_programs {
        let message = error.to_string();
        let error = json!({ "kind": "invalid", "code": "usage", "message": message.trim_end(), "hints": [] });
        put(&format!("{:#}", json!({ "error": error })));
    } else if error.print().is_err() {
        return ExitCode::FAILURE;
    }
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Invalid => "invalid",
        Kind::NotFound => "not_found",
        Kind::Forbidden => "forbidden",
        Kind::Conflict => "conflict",
        Kind::Unavailable => "unavailable",
        Kind::Damaged => "damaged",
        Kind::Internal => "internal",
    }
}

/// Rows as columns that line up. The last column is not padded.
pub fn columns(rows: &[Vec<String>]) -> String {
    let n = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..n).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A number with its noun.
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// Lines under a heading; nothing where there are none.
pub fn listed(heading: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| format!("\n  {line}")).collect();
    format!("\n{heading}{lines}")
}
