//! Searching all words, beside the `regex` crate on the same bytes and beside ripgrep on files.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use regex::Regex;
use themeloom_app::OpenStudy;
use themeloom_app::text::{SearchText, Text, Vocabulary, compile, parse_query, search};

use super::{line, median_of, timed};

const RUNS: usize = 5;

/// A query, and the patterns that find the same in the `regex` crate: it is timed with the fastest.
///
/// `(?-u:\b)` is the border of an ASCII word, which the crate's fast engines know; `\b` that of a word in any
/// script, which they do not.
const QUERIES: [(&str, &str, &[&str]); 3] = [
    ("search-word", "ledger", &[r"(?i)\bledger\b", r"(?i)(?-u:\b)ledger(?-u:\b)", r"(?i-u)\bledger\b"]),
    (
        "search-phrase",
        "\"shared language\"",
        &[
            r"(?i)\bshared\s+language\b",
            r"(?i)(?-u:\b)shared\s+language(?-u:\b)",
            r"(?i-u)\bshared\s+language\b",
            r"(?i-u)\bshared language\b",
        ],
    ),
    (
        "search-regex",
        r"/(budget|theatre)s? (wait|cost|target)\w*/",
        &[r"(budget|theatre)s? (wait|cost|target)\w*", r"(budget|theatre)s? (wait|cost|target)(?-u:\w)*"],
    ),
];

pub(super) fn measure(study: &OpenStudy, folder: &Path) -> Result<()> {
    let texts: Vec<&Text> =
        study.study().sources().iter().filter_map(|source| study.texts().current(source.id)).collect();
    let (cold, vocabulary) = timed(|| Ok(Vocabulary::of(texts.iter().copied())))?;
    line("vocabulary-one-thread", cold, "s", None)?;
    for (name, query, patterns) in QUERIES {
        let compiled = compile(&parse_query(query)?, &vocabulary)?;
        let ours = || {
            Ok(shared(&texts, |text| {
                search(&SearchText { text, turns: &[] }, &compiled, &mut |_, _| true).len()
            }))
        };
        let found = ours()?;
        let value = median_of(RUNS, ours)?;
        let against = fastest(&texts, patterns, found)?;
        line(name, value, "s", Some(against))?;
        let hits = median_of(RUNS, || Ok(study.search(query, 40)?))?;
        line(&format!("{name}-in-context"), hits, "s", Some(against))?;
    }
    stems(study)?;
    ripgrep(&texts, folder)
}

/// The time of the `regex` crate with the fastest of some patterns, each of which must find as many matches.
fn fastest(texts: &[&Text], patterns: &[&str], expected: usize) -> Result<f64> {
    let mut best = f64::INFINITY;
    for pattern in patterns {
        let regex = Regex::new(pattern)?;
        let run = || Ok(shared(texts, |text| regex.find_iter(text.as_str()).count()));
        let found = run()?;
        ensure!(found == expected, "{pattern} found {found} instead of {expected}");
        best = best.min(median_of(RUNS, run)?);
    }
    Ok(best)
}

/// The first search after an opening gathers the words of the texts; the next ones have them.
fn stems(study: &OpenStudy) -> Result<()> {
    let path = study.path().to_owned();
    let copy = path.with_file_name("fresh.loom");
    std::fs::copy(&path, &copy).context("cannot copy the study")?;
    let fresh = super::opening::open_large(&copy)?;
    let (cold, _) = timed(|| Ok(fresh.search("~manage", 40)?))?;
    drop(fresh);
    std::fs::remove_file(&copy)?;
    line("search-stem-cold", cold, "s", None)?;
    line("search-stem", median_of(RUNS, || Ok(study.search("~manage", 40)?))?, "s", None)
}

/// Sums over all texts, on as many threads as there are processors.
fn shared(texts: &[&Text], count: impl Fn(&Text) -> usize + Sync) -> usize {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = texts.len().div_ceil(threads).max(1);
    let count = &count;
    std::thread::scope(|scope| {
        let running: Vec<_> = texts
            .chunks(share)
            .map(|share| scope.spawn(move || share.iter().map(|text| count(text)).sum::<usize>()))
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_default()).sum()
    })
}

fn ripgrep(texts: &[&Text], folder: &Path) -> Result<()> {
    let files = folder.join("texts");
    std::fs::create_dir_all(&files)?;
    for (number, text) in texts.iter().enumerate() {
        std::fs::write(files.join(format!("{number}.txt")), text.as_str())?;
    }
    for (name, _, patterns) in QUERIES {
        let pattern = patterns.first().context("there is no pattern")?;
        let found = || Ok(Command::new("rg").args(["--count-matches", pattern]).arg(&files).output()?);
        match median_of(RUNS, found) {
            Ok(time) => line(&format!("{name}-ripgrep"), time, "s", None)?,
            Err(_) => line(&format!("{name}-ripgrep"), f64::NAN, "s", None)?,
        }
    }
    Ok(())
}
