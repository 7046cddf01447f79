//! A backup cut short: in memory at every place, and as a file at some of them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use themeloom_app::store::store::BlobRow;
use themeloom_app::store::{RestoreReport, SealedEnvelope, SqliteStore, Store};
use themeloom_app::{AppError, restore};

use super::{is_too_short, log_of, places, taken_apart};
use crate::torture::workers::in_two;
use crate::torture::{Effort, code_one, open_small, small_study};

/// Every how many-eth cut is restored into a file as well.
const AS_A_FILE: usize = 16;

/// What a backup was made of.
struct Original {
    stream: Vec<u8>,
    log: Vec<SealedEnvelope>,
    blobs: Vec<(BlobRow, Vec<Vec<u8>>)>,
}

pub(super) fn run(folder: &Path, effort: Effort) -> Result<String> {
    let original = original(folder)?;
    let length = original.stream.len();
    let places = places(length, effort);
    let tried = in_two(
        &places,
        |folder| Ok(folder.to_owned()),
        |folder, end| {
            let as_file = (end / effort.stride).is_multiple_of(AS_A_FILE);
            cut(folder, &original, end, as_file)
                .with_context(|| format!("backup of {length} bytes cut at {end}"))
        },
    )?;
    let refused = tried.iter().filter(|taken| taken.is_none()).count();
    let taken: Vec<(u64, u64)> = tried.into_iter().flatten().collect();
    ensure!(taken.is_sorted(), "a longer beginning gave less");
    Ok(format!("{} cuts of a backup, {refused} before its keys", places.len()))
}

fn original(folder: &Path) -> Result<Original> {
    let path = small_study(folder, 4_000)?;
    let mut study = open_small(&path)?;
    for start in 0..40 {
        code_one(&mut study, start)?;
    }
    let log = log_of(&mut SqliteStore::open_read_only(&path)?)?;
    let backup = folder.join("study.loombackup");
    study.back_up(&backup)?;
    study.close()?;
    let blobs = blobs_of(&mut SqliteStore::open_read_only(&path)?)?;
    Ok(Original { stream: std::fs::read(backup)?, log, blobs })
}

fn blobs_of(store: &mut dyn Store) -> Result<Vec<(BlobRow, Vec<Vec<u8>>)>> {
    let mut blobs = Vec::new();
    for row in store.blobs()? {
        let mut pieces = Vec::new();
        store.blob_pieces(&row.address, 0, u32::MAX, &mut |piece| {
            pieces.push(piece);
            Ok(())
        })?;
        blobs.push((row, pieces));
    }
    Ok(blobs)
}

/// How many changes and texts a beginning gave; nothing where it was refused.
fn cut(folder: &Path, original: &Original, end: usize, as_file: bool) -> Result<Option<(u64, u64)>> {
    let beginning = original.stream.get(..end).unwrap_or_default();
    let taken = match taken_apart(beginning) {
        Err(error) if is_too_short(&error) => None,
        Err(error) => bail!("refused with \"{error}\""),
        Ok((mut store, report)) => {
            let log = log_of(&mut store)?;
            ensure!(original.log.starts_with(&log), "the changes are not a beginning");
            ensure!(original.blobs.starts_with(&blobs_of(&mut store)?), "the texts are not a beginning");
            says_what_is_missing(&report, original)?;
            ensure!(report.envelopes.have == log.len() as u64, "said another number of changes");
            Some((report.envelopes.have, report.blobs.have))
        }
    };
    if as_file {
        restored(folder, beginning, original, taken)?;
    }
    Ok(taken)
}

fn says_what_is_missing(report: &RestoreReport, original: &Original) -> Result<()> {
    let promised = (report.envelopes.of, report.blobs.of);
    ensure!(!report.complete, "called complete");
    ensure!(promised == (original.log.len() as u64, original.blobs.len() as u64), "promised {promised:?}");
    Ok(())
}

/// The same by way of files, as a person does it.
fn restored(folder: &Path, beginning: &[u8], original: &Original, taken: Option<(u64, u64)>) -> Result<()> {
    let (backup, path): (PathBuf, PathBuf) = (folder.join("cut.loombackup"), folder.join("restored.loom"));
    std::fs::write(&backup, beginning)?;
    match (restore(&backup, &path), taken) {
        (Err(AppError::Store(error)), None) if is_too_short(&error) => {
            ensure!(!path.exists(), "a refused backup left a study behind");
            return Ok(());
        }
        (Ok(report), Some(taken)) => {
            ensure!((report.envelopes.have, report.blobs.have) == taken, "the file gave something else");
        }
        (other, _) => bail!("restoring the file came to {other:?}"),
    }
    let log = log_of(&mut SqliteStore::open_read_only(&path)?)?;
    ensure!(original.log.starts_with(&log), "the changes of the file are not a beginning");
    if !log.is_empty() {
        open_small(&path).context("the restored study does not open")?;
    }
    Ok(std::fs::remove_file(&path)?)
}
