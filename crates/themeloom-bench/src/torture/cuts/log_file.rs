//! The write-ahead log beside a study, cut short.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use themeloom_app::store::{Note, SealedEnvelope, SqliteStore, Unlock, Vault};

use super::{log_of, places};
use crate::torture::workers::in_two;
use crate::torture::{Effort, code_one, open_small, small_study};

/// A study in the middle of writing: its two files, and what it held after each commit.
struct Written {
    study: Vec<u8>,
    log: Vec<u8>,
    /// The length of the write-ahead log in bytes, and the changes, after each commit.
    commits: Vec<(usize, usize)>,
    changes: Vec<SealedEnvelope>,
}

pub(super) fn run(folder: &Path, effort: Effort) -> Result<String> {
    let written = write(folder)?;
    let places = places(written.log.len(), effort);
    let open = in_two(
        &places,
        |folder| Ok(folder.join("study.loom")),
        |path, end| cut(path, &written, end).with_context(|| format!("write-ahead log cut at byte {end}")),
    )?;
    let fewest = open.iter().min().context("nothing was cut")?;
    let (all, cuts) = (written.changes.len(), places.len());
    Ok(format!("{cuts} cuts of a write-ahead log: {fewest} to {} of {all} changes", all - 1))
}

fn log_beside(study: &Path) -> PathBuf {
    study.with_extension("loom-wal")
}

fn write(folder: &Path) -> Result<Written> {
    let path = small_study(folder, 2_000)?;
    let mut study = open_small(&path)?;
    let mut commits = Vec::new();
    for start in 0..12 {
        code_one(&mut study, start)?;
        let length = std::fs::metadata(log_beside(&path))?.len();
        let changes = log_of(&mut SqliteStore::open_read_only(&path)?)?.len();
        commits.push((usize::try_from(length)?, changes));
    }
    let changes = log_of(&mut SqliteStore::open_read_only(&path)?)?;
    let (study_file, log) = (std::fs::read(&path)?, std::fs::read(log_beside(&path))?);
    ensure!(commits.is_sorted() && commits.last().is_some_and(|last| last.0 == log.len()), "it did not grow");
    study.close()?;
    Ok(Written { study: study_file, log, commits, changes })
}

/// Opens the study beside a log that was cut, and gives how many changes it has.
fn cut(path: &Path, written: &Written, end: usize) -> Result<usize> {
    std::fs::write(path, &written.study)?;
    std::fs::write(log_beside(path), written.log.get(..end).unwrap_or_default())?;
    let whole = written.commits.iter().take_while(|(length, _)| *length <= end).last();
    let (length, changes) = *whole.context("the cut lies before the first commit")?;
    let mut store = SqliteStore::open(path, "a cut")?;
    let log = log_of(&mut store)?;
    ensure!(written.changes.get(..changes) == Some(&log), "not the first {changes} changes");
    let mut vault = Vault::unlock(Box::new(store), &Unlock::Unprotected)?;
    let unfinished = vault.notes().iter().find_map(|note| match note {
        Note::UnfinishedWrite { bytes } => Some(*bytes),
        _ => None,
    });
    let expected = Some((end - length) as u64).filter(|bytes| *bytes > 0);
    ensure!(unfinished == expected, "said {unfinished:?} bytes were dropped, not {expected:?}");
    ensure!(vault.check(None)?.is_sound(), "the check found problems");
    Ok(changes)
}
