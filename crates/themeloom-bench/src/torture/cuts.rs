//! A backup that was cut anywhere in its last 64 kB restores to a prefix that says what is missing.

use std::path::Path;

use anyhow::{Result, ensure};
use themeloom_app::store::{MemoryStore, Restore, Store};

use super::{Effort, code_one, open_small, small_study};

const LAST: usize = 64 * 1024;

pub(super) fn run(_: &Path, folder: &Path, effort: Effort) -> Result<String> {
    let path = small_study(folder, 120_000)?;
    let mut study = open_small(&path)?;
    for start in 0..200 {
        code_one(&mut study, start)?;
    }
    let backup = folder.join("study.loombackup");
    study.back_up(&backup)?;
    let bytes = std::fs::read(&backup)?;
    let (mut cuts, mut refused) = (0, 0);
    for end in (bytes.len().saturating_sub(LAST)..bytes.len()).step_by(effort.stride) {
        let mut input = bytes.get(..end).unwrap_or_default();
        cuts += 1;
        let Ok(restore) = Restore::begin(&mut input) else {
            refused += 1;
            continue;
        };
        let mut store = MemoryStore::new(restore.study());
        let report = restore.into_store(&mut store)?;
        ensure!(!report.complete, "cut at byte {end} of {}: called complete", bytes.len());
        let there = store.head()?.sequence.0;
        ensure!(there == report.envelopes.have, "cut at byte {end}: {there} changes, said otherwise");
    }
    ensure!(refused == 0, "{refused} of {cuts} cuts gave no prefix at all");
    Ok(format!("{cuts} cuts of a backup of {} bytes", bytes.len()))
}
