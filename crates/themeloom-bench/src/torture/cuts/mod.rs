//! Files that end too early: cut at every byte of their last 64 kB, each gives the beginning of what
//! was there and says what is missing, or is refused with the error that says why.

mod backup;
mod log_file;
mod merge;

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::Result;
use themeloom_app::store::{
    MemoryStore, Restore, RestoreReport, SealedEnvelope, Sequence, Store, StoreError,
};

use super::Effort;

/// How much of the end is cut, in bytes.
const LAST: usize = 64 * 1024;

/// Where a file of so many bytes is cut.
fn places(length: usize, effort: Effort) -> Vec<usize> {
    (length.saturating_sub(LAST)..length).step_by(effort.stride).collect()
}

/// Cuts a write-ahead log, a backup, and what is merged from.
///
/// # Errors
/// When a cut gave anything but a beginning, or was refused otherwise than by its typed error.
pub fn run(_: &Path, folder: &Path, effort: Effort) -> Result<String> {
    let trials = [log_file::run, backup::run, merge::run];
    let said = trials.iter().enumerate().map(|(number, trial)| {
        let folder = folder.join(number.to_string());
        std::fs::create_dir(&folder)?;
        trial(&folder, effort)
    });
    Ok(said.collect::<Result<Vec<_>>>()?.join("; "))
}

/// All changes of a log, sealed as they are.
fn log_of(store: &mut dyn Store) -> Result<Vec<SealedEnvelope>> {
    let mut log = Vec::new();
    store.read(Sequence::START, u64::MAX, &mut |_, envelope| {
        log.push(envelope);
        ControlFlow::Continue(())
    })?;
    Ok(log)
}

/// What a backup stream holds, taken apart in memory.
fn taken_apart(mut stream: &[u8]) -> Result<(MemoryStore, RestoreReport), StoreError> {
    let restore = Restore::begin(&mut stream)?;
    let mut store = MemoryStore::new(restore.study());
    let report = restore.into_store(&mut store)?;
    Ok((store, report))
}

/// Whether this is how a stream that ends before its keys is refused.
fn is_too_short(error: &StoreError) -> bool {
    matches!(error, StoreError::StreamTooShort | StoreError::NotAStream)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cut_short_gives_a_beginning_or_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let effort = Effort { stride: 1_499, ..Effort::QUICK };
        println!("{}", run(Path::new(""), folder.path(), effort).unwrap());
    }
}
