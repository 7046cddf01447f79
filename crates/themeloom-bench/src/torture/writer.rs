//! The writer that is watched: it does what a person does, and says each thing once it is done.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use themeloom_app::study::consent::Erasure;
use themeloom_app::{OpenStudy, read_bytes, restore};

use super::{code_one, open_small};
use crate::large_study::transcript;
use crate::random::Random;

/// The name of the backup that the writer makes beside the study.
pub(super) const BACKUP: &str = "study.loombackup";

/// The name of the study that the writer makes of the backup.
pub(super) const RESTORED: &str = "restored.loom";

/// Codes passages, brings in a text, makes a backup, makes a study of the backup, closes the study,
/// opens it again, goes on, and at last erases a participant. Each line on the standard output acknowledges what it names.
///
/// # Errors
/// When anything fails.
pub fn write_some(path: &Path, commits: u32) -> Result<()> {
    let mut study = open_small(path)?;
    code(&mut study, 0..commits / 2)?;
    let text = transcript(&mut Random::new(2), "P02", 9_000).into_bytes();
    let mut read = read_bytes(study.study(), Path::new("P02.txt"), text, &[])?;
    read.set_participant("P02");
    study.import(&[read])?;
    let source = study.study().sources().iter().last().context("no text was brought in")?.id;
    say(&format!("source {source}"))?;
    study.back_up(&path.with_file_name(BACKUP))?;
    say("backup")?;
    restore(&path.with_file_name(BACKUP), &path.with_file_name(RESTORED))?;
    say("restored")?;
    study.close()?;
    say("closed")?;
    let mut study = open_small(path)?;
    code(&mut study, commits / 2..commits)?;
    study
        .erase_participant("P02", &Erasure { on: "2026-11-23".to_owned(), reason: "asked for".to_owned() })?;
    say("erased")?;
    code(&mut study, 0..1)?;
    // Left without closing: what is acknowledged does not wait for that.
    std::process::exit(0)
}

fn code(study: &mut OpenStudy, starts: std::ops::Range<u32>) -> Result<()> {
    for start in starts {
        let coding = code_one(study, start % 1_000)?;
        say(&format!("coding {coding}"))?;
    }
    Ok(())
}

fn say(line: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
