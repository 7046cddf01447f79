//! `cargo xtask torture`: kills, cuts, flips and merges, in release.

use crate::bench::run_binary;

/// Runs every trial; `--quick` runs fewer rounds of each.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    run_binary("torture", arguments)
}
