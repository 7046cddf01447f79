//! A study file is copied, both copies are written to, and merging loses nothing.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, ensure};
use themeloom_app::store::Unlock;

use super::{Effort, code_one, open_small, small_study};
use crate::random::Random;

pub(super) fn run(_: &Path, folder: &Path, effort: Effort) -> Result<String> {
    let here = small_study(folder, 4_000)?;
    let there = folder.join("copy.loom");
    let mut random = Random::new(11);
    let mut made: BTreeSet<String> = BTreeSet::new();
    for round in 0..effort.merges {
        std::fs::copy(&here, &there)?;
        for path in [&here, &there] {
            let mut study = open_small(path)?;
            for _ in 0..=random.below(8) {
                let start = u32::try_from(random.below(3_000))?;
                made.insert(code_one(&mut study, start)?.to_string());
            }
            study.close()?;
        }
        let mut study = open_small(&here)?;
        study.merge(&there, &Unlock::Unprotected)?;
        let kept: BTreeSet<String> = study.study().codings().iter().map(|c| c.id.to_string()).collect();
        ensure!(made.is_subset(&kept), "round {round}: the merge lost codings");
        ensure!(study.check(None)?.is_sound(), "round {round}: the check found problems");
        study.close()?;
        std::fs::remove_file(&there)?;
    }
    Ok(format!("{} merges, {} codings, 0 lost", effort.merges, made.len()))
}
