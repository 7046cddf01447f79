//! Merging from a copy that was cut short: a backup, and a study file.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use themeloom_app::store::{MemoryStore, OpenedEnvelope, SqliteStore, Store, StoreError, Unlock, Vault};
use themeloom_app::{AppError, OpenStudy, read_bytes};

use super::{is_too_short, log_of, places, taken_apart};
use crate::large_study::transcript;
use crate::random::Random;
use crate::torture::workers::in_two;
use crate::torture::{Effort, code_one, open_small, small_study};

/// Every how many-eth cut is merged by way of files as well.
const AS_A_FILE: usize = 64;

/// Two copies that went on apart.
struct Copies {
    /// The study that takes in, as a file and in memory.
    here: Vec<u8>,
    target: MemoryStore,
    /// What it says after merging the whole other copy.
    after: Vec<OpenedEnvelope>,
    backup: Vec<u8>,
    file: Vec<u8>,
}

pub(super) fn run(folder: &Path, effort: Effort) -> Result<String> {
    let copies = copies(folder)?;
    let (mut cuts, mut said) = (0, Vec::new());
    for (name, bytes) in [("backup", &copies.backup), ("study file", &copies.file)] {
        let places = places(bytes.len(), effort);
        let merged = in_two(
            &places,
            |folder| Ok(folder.to_owned()),
            |folder, end| {
                let as_file = (end / effort.stride).is_multiple_of(AS_A_FILE);
                cut(folder, &copies, bytes.get(..end).unwrap_or_default(), as_file)
                    .with_context(|| format!("merging from a {name} cut at byte {end} of {}", bytes.len()))
            },
        )?;
        cuts += places.len();
        said.push(format!("{} of a {name} refused", merged.iter().filter(|merged| !**merged).count()));
    }
    Ok(format!("{cuts} cuts of what is merged from, {}", said.join(", ")))
}

fn copies(folder: &Path) -> Result<Copies> {
    let path = small_study(folder, 2_000)?;
    let other = folder.join("other.loom");
    std::fs::copy(&path, &other)?;
    let mut here = open_small(&path)?;
    code_one(&mut here, 7)?;
    let target_backup = folder.join("here.loombackup");
    here.back_up(&target_backup)?;
    here.close()?;
    let mut there = open_small(&other)?;
    for start in 0..20 {
        code_one(&mut there, start)?;
    }
    bring_in(&mut there)?;
    let backup = folder.join("other.loombackup");
    there.back_up(&backup)?;
    there.close()?;
    let (target, _) = taken_apart(&std::fs::read(target_backup)?)?;
    let backup = std::fs::read(backup)?;
    let (whole, _) = taken_apart(&backup)?;
    let before = Vault::unlock(Box::new(target.clone()), &Unlock::Unprotected)?.read_all()?;
    let after = merged(&target, Box::new(whole))??;
    ensure!(after.len() > before.len() + 20, "the merge brought too little");
    Ok(Copies { here: std::fs::read(&path)?, target, after, backup, file: std::fs::read(&other)? })
}

fn bring_in(study: &mut OpenStudy) -> Result<()> {
    let text = transcript(&mut Random::new(2), "P02", 3_000).into_bytes();
    let mut read = read_bytes(study.study(), Path::new("P02.txt"), text, &[])?;
    read.set_participant("P02");
    study.import(&[read])?;
    Ok(())
}

/// What the target says after a merge. Where the merge was refused, the target says what it said.
fn merged(target: &MemoryStore, other: Box<dyn Store>) -> Result<Result<Vec<OpenedEnvelope>, StoreError>> {
    let mut vault = Vault::unlock(Box::new(target.clone()), &Unlock::Unprotected)?;
    let before = vault.read_all()?;
    let came = Vault::unlock(other, &Unlock::Unprotected).and_then(|mut other| vault.merge_from(&mut other));
    let said = vault.read_all()?;
    ensure!(vault.check(None)?.is_sound(), "the check found problems");
    ensure!(said.starts_with(&before), "what was here before changed");
    ensure!(came.is_ok() || said == before, "a refused merge changed the study");
    Ok(came.map(|_| said))
}

/// Whether anything was merged from a copy that was cut; where not, it was refused as it should.
fn cut(folder: &Path, copies: &Copies, bytes: &[u8], as_file: bool) -> Result<bool> {
    let path = folder.join("cut");
    std::fs::write(&path, bytes)?;
    let other: Result<Box<dyn Store>, StoreError> = if copies.backup.starts_with(bytes) {
        taken_apart(bytes).map(|(store, _)| Box::new(store) as Box<dyn Store>)
    } else {
        SqliteStore::open_read_only(&path).map(|store| Box::new(store) as Box<dyn Store>)
    };
    let came = match other {
        Ok(other) => merged(&copies.target, other)?,
        Err(error) => Err(error),
    };
    let taken = match came {
        Ok(said) => {
            ensure!(copies.after.starts_with(&said), "what came is not a beginning");
            true
        }
        Err(error) => {
            ensure!(is_refusal(&error), "refused with \"{error}\"");
            false
        }
    };
    if as_file {
        by_files(folder, copies, &path, taken)?;
    }
    Ok(taken)
}

/// Whether this is how a copy that ends too early is refused.
fn is_refusal(error: &StoreError) -> bool {
    use StoreError::{Corrupted, DamagedPart, NotAStudy};
    is_too_short(error) || matches!(error, Corrupted { .. } | DamagedPart { .. } | NotAStudy { .. })
}

/// The same by way of files, as a person does it.
fn by_files(folder: &Path, copies: &Copies, cut: &Path, expected: bool) -> Result<()> {
    let path = folder.join("here.loom");
    std::fs::write(&path, &copies.here)?;
    let before = log_of(&mut SqliteStore::open_read_only(&path)?)?;
    let mut study = open_small(&path)?;
    let came = study.merge(cut, &Unlock::Unprotected);
    ensure!(study.check(None)?.is_sound(), "the check found problems");
    study.close()?;
    let after = log_of(&mut SqliteStore::open_read_only(&path)?)?;
    match (came, expected) {
        (Ok(merged), true) => {
            ensure!(merged.missing.is_some(), "did not say what is missing");
            ensure!(after.starts_with(&before), "what was here before changed");
            ensure!(after.len() == before.len() + merged.changes, "said another number of changes");
        }
        (Err(AppError::Store(error)), false) if is_refusal(&error) => {
            ensure!(after == before, "a refused merge changed the study");
        }
        (other, _) => bail!("merging the file came to {other:?}"),
    }
    open_small(&path).map(drop).context("the study does not open after the merge")
}
