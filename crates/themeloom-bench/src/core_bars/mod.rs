//! The bars of the core: `cargo xtask bench core` prints one JSON object a line.

mod analysing;
mod committing;
mod importing;
pub mod opening;
mod searching;

use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;

use crate::large_study::{Size, make};

/// Prints one measured value, with what it was measured beside.
///
/// # Errors
/// When the output is closed.
pub fn line(name: &str, value: f64, unit: &str, against: Option<f64>) -> Result<()> {
    let ratio = against.map(|against| value / against);
    let line = serde_json::json!(
        {"name": name, "value": value, "unit": unit, "against": against, "ratio": ratio});
    writeln!(std::io::stdout().lock(), "{line}")?;
    Ok(())
}

/// The seconds that some work takes, and what it gave.
pub(crate) fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(f64, T)> {
    let start = Instant::now();
    let done = black_box(work()?);
    Ok((start.elapsed().as_secs_f64(), done))
}

/// The middle one of some times.
pub(crate) fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The median time of several runs.
pub(crate) fn median_of<T>(runs: usize, mut work: impl FnMut() -> Result<T>) -> Result<f64> {
    let times = (0..runs).map(|_| timed(&mut work).map(|(time, _)| time)).collect::<Result<_>>()?;
    Ok(median(times))
}

/// Measures every bar on a study of a size, made in a folder unless it is there from an earlier run.
///
/// # Errors
/// When the folder cannot be written.
pub fn run(folder: &Path, size: Size) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let (uncoded, coded) = (folder.join("uncoded.loom"), folder.join("coded.loom"));
    if !coded.exists() {
        let (time, _) = timed(|| make(folder, size))?;
        line("generate", time, "s", None)?;
    }
    importing::measure()?;
    let mut study = opening::measure(&uncoded, &coded, size)?;
    analysing::measure(&study)?;
    searching::measure(&study, folder)?;
    committing::measure(&mut study, folder)
}
