//! A writer is killed at a moment that it does not choose; what it acknowledged must be there.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{Effort, code_one, open_small, small_study};
use crate::random::Random;

/// The writer: codes passages for ever, and prints the name of each coding once it is on the disk.
///
/// # Errors
/// When a commit fails or the output is closed.
pub fn write_for_ever(path: &Path) -> Result<()> {
    let mut study = open_small(path)?;
    let mut out = std::io::stdout().lock();
    for start in 0.. {
        let coding = code_one(&mut study, start % 1_000)?;
        writeln!(out, "{coding}")?;
        out.flush()?;
    }
    Ok(())
}

pub(super) fn run(program: &Path, folder: &Path, effort: Effort) -> Result<String> {
    let path = small_study(folder, 4_000)?;
    let mut random = Random::new(9);
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    let mut busy = 0;
    for round in 0..effort.kills {
        let mut writer = Command::new(program).arg("--write").arg(&path).stdout(Stdio::piped()).spawn()?;
        let said = writer.stdout.take().context("the writer has no output")?;
        let wait = Duration::from_micros(random.below(400_000) as u64);
        let reader = std::thread::spawn(move || -> Vec<String> {
            let mut said = BufReader::new(said);
            let mut names = Vec::new();
            let mut line = String::new();
            // A line that the kill cut short has no end, and acknowledges nothing.
            while said.read_line(&mut line).is_ok() && line.ends_with('\n') {
                names.push(line.trim_end().to_owned());
                line.clear();
            }
            names
        });
        std::thread::sleep(wait);
        writer.kill()?;
        writer.wait()?;
        let lines = reader.join().unwrap_or_default();
        busy += usize::from(!lines.is_empty());
        acknowledged.extend(lines);
        let mut study = open_small(&path)?;
        let there: BTreeSet<String> = study.study().codings().iter().map(|c| c.id.to_string()).collect();
        let lost = acknowledged.difference(&there).count();
        ensure!(lost == 0, "round {round}: {lost} acknowledged codings are gone");
        ensure!(study.check(None)?.is_sound(), "round {round}: the check found problems");
        study.close()?;
    }
    ensure!(busy > effort.kills / 4, "only {busy} of {} writers were killed while writing", effort.kills);
    let n = acknowledged.len();
    Ok(format!("{} kills, {busy} of them after a write, {n} acknowledged codings, 0 lost", effort.kills))
}
