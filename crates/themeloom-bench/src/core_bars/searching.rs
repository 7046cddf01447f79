//! Searching all words, beside the `regex` crate on the same bytes and beside ripgrep on files.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use regex::Regex;
use themeloom_app::OpenStudy;
use themeloom_app::text::{SearchText, Text, Vocabulary, compile, parse_query, search};

use super::{line, median_of, timed};

const RUNS: usize = 5;

/// A query, and the pattern that finds the same in the `regex` crate.
const QUERIES: [(&str, &str, &str); 3] = [
    ("search-word", "ledger", r"(?i)\bledger\b"),
    ("search-phrase", "\"shared language\"", r"(?i)\bshared\s+language\b"),
    (
        "search-regex",
        r"/(budget|theatre)s? (wait|cost|target)\w*/",
        r"(budget|theatre)s? (wait|cost|target)\w*",
    ),
];

pub(super) fn measure(study: &OpenStudy, folder: &Path) -> Result<()> {
    let texts: Vec<&Text> =
        study.study().sources().iter().filter_map(|source| study.texts().current(source.id)).collect();
    let (cold, vocabulary) = timed(|| Ok(Vocabulary::of(texts.iter().copied())))?;
    line("vocabulary-one-thread", cold, "s", None)?;
    for (name, query, pattern) in QUERIES {
        let regex = Regex::new(pattern)?;
        let compiled = compile(&parse_query(query)?, &vocabulary)?;
        let ours = || {
            Ok(shared(&texts, |text| {
                search(&SearchText { text, turns: &[] }, &compiled, &mut |_, _| true).len()
            }))
        };
        let theirs = || Ok(shared(&texts, |text| regex.find_iter(text.as_str()).count()));
        let (found, expected) = (ours()?, theirs()?);
        ensure!(found == expected, "{query} found {found}, the regex crate {expected}");
        let (value, against) = (median_of(RUNS, ours)?, median_of(RUNS, theirs)?);
        line(name, value, "s", Some(against))?;
        let hits = median_of(RUNS, || Ok(study.search(query, 40)?))?;
        line(&format!("{name}-in-context"), hits, "s", Some(against))?;
    }
    stems(study)?;
    ripgrep(&texts, folder)
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
    for (name, _, pattern) in QUERIES {
        let found = || Ok(Command::new("rg").args(["--count-matches", pattern]).arg(&files).output()?);
        match median_of(RUNS, found) {
            Ok(time) => line(&format!("{name}-ripgrep"), time, "s", None)?,
            Err(_) => line(&format!("{name}-ripgrep"), f64::NAN, "s", None)?,
        }
    }
    Ok(())
}
