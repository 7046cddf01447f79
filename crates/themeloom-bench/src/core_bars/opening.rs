//! How long a study takes to open, and what its codings weigh in memory.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use themeloom_app::store::{SqliteStore, Unlock, Vault};
use themeloom_app::{OpenOptions, OpenStudy, open};

use super::{line, timed};
use crate::large_study::{PASSPHRASE, Size};

/// Opens a study that was made for measuring.
///
/// # Errors
/// When it cannot be opened.
pub fn open_large(path: &Path) -> Result<OpenStudy> {
    let options = OpenOptions { passphrase: Some(PASSPHRASE), ..OpenOptions::default() };
    Ok(open(path, &options)?)
}

/// Opens it, sums over all codings and searches once: only then is it there to be worked with.
fn open_and_use(path: &Path, size: Size) -> Result<OpenStudy> {
    let study = open_large(path)?;
    let codings = study.study().codings().iter().filter(|coding| study.study().counts(coding)).count();
    ensure!(codings >= size.codings, "{codings} codings instead of {}", size.codings);
    ensure!(!study.search("\"shared language\"", 20)?.is_empty(), "the search found nothing");
    Ok(study)
}

/// Measures the openings, and answers the study open.
pub(super) fn measure(uncoded: &Path, coded: &Path, size: Size) -> Result<OpenStudy> {
    let unlock = Unlock::Passphrase { name: None, passphrase: PASSPHRASE };
    let mut vault = Vault::unlock(Box::new(SqliteStore::open(coded, "bench")?), &unlock)?;
    vault.drop_snapshot()?;
    vault.close();
    let (replayed, study) = timed(|| open_and_use(coded, size))?;
    study.close()?;
    line("open-replay", replayed, "s", None)?;
    let (with, without) = (memory_of(coded)?, memory_of(uncoded)?);
    line("memory-per-coding", (with - without) / size.codings as f64, "bytes", None)?;
    let (snapped, study) = timed(|| open_and_use(coded, size))?;
    line("open-snapshot", snapped, "s", None)?;
    Ok(study)
}

/// The resident bytes of a process that has a study open.
fn memory_of(study: &Path) -> Result<f64> {
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg("--resident").arg(study).output()?;
    let text = String::from_utf8(output.stdout)?;
    text.trim().parse().with_context(|| format!("no memory was measured: {text}"))
}

/// Opens a study and answers the resident bytes of this process, from Linux's `/proc`.
///
/// # Errors
/// When the study cannot be opened, or there is no `/proc`.
pub fn resident_with(path: &Path) -> Result<u64> {
    const PAGE: u64 = 4_096;
    let study = open_large(path)?;
    let statm = std::fs::read_to_string("/proc/self/statm").context("memory is measured on Linux only")?;
    drop(study);
    let pages: u64 = statm.split_whitespace().nth(1).context("statm has no second field")?.parse()?;
    Ok(pages * PAGE)
}
