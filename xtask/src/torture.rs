//! `cargo xtask torture`: kills, cuts, flips and merges, in release.

use crate::bench::run_binary;
use crate::needs;

/// Runs every trial; `--quick` runs fewer rounds of each. Installs strace where it may: without it
/// the trials that watch a writer say that they were not done.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    needs::install();
    run_binary("torture", arguments)
}
