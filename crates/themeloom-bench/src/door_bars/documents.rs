//! Documents of Word, read to text one after the other, beside pandoc.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use themeloom_app::import::{Limits, open_document};
use themeloom_app::read_file;

use crate::core_bars::{line, timed};
use crate::documents::{docx, of_words};

const WORDS: usize = 10_000;

/// Both read every file, one at a time, and write its words beside it. Pandoc is a process for each
/// file, as whoever calls it has it.
pub(super) fn measure(folder: &Path, documents: usize) -> Result<()> {
    let files = make(&folder.join("documents"), documents)?;
    let (ours, _) = timed(|| files.iter().try_for_each(|file| read(file)))?;
    let (theirs, _) = timed(|| files.iter().try_for_each(|file| pandoc(file)))?;
    for file in &files {
        let (ours, theirs) = (words(&file.with_extension("ours"))?, words(&file.with_extension("theirs"))?);
        ensure!(ours == theirs, "{}: {ours} words, pandoc found {theirs}", file.display());
    }
    line("docx-batch", documents as f64, "files", None)?;
    line("docx-batch-vs-pandoc", ours, "s", Some(theirs))
}

fn make(folder: &Path, documents: usize) -> Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let seeds = 0..u64::try_from(documents)?;
    let made = seeds.map(|seed| {
        let file = folder.join(format!("{seed:04}.docx"));
        if !file.exists() {
            std::fs::write(&file, docx(&of_words(seed, WORDS))?)?;
        }
        Ok(file)
    });
    made.collect()
}

fn read(file: &Path) -> Result<()> {
    let document = open_document("a.docx", &read_file(file)?, &Limits::default())?;
    Ok(std::fs::write(file.with_extension("ours"), document.text.as_str())?)
}

fn pandoc(file: &Path) -> Result<()> {
    let mut command = Command::new("pandoc");
    command.args(["--to", "plain", "--output"]).arg(file.with_extension("theirs")).arg(file);
    let status = command.status().context("cannot start pandoc; on Debian: apt-get install pandoc")?;
    ensure!(status.success(), "pandoc cannot read {}", file.display());
    Ok(())
}

fn words(file: &Path) -> Result<usize> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(text.split_whitespace().count())
}
