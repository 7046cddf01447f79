//! `cargo xtask bench core`: measures the core in release, beside what it is measured against.

use crate::root::cargo;
use anyhow::{Context, bail};

/// Runs the measurements of one part of the house; there is one so far.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let Some(("core", rest)) = arguments.split_first().map(|(part, rest)| (part.as_str(), rest)) else {
        bail!("say what to measure: cargo xtask bench core");
    };
    run_binary("core", rest)
}

/// Builds and runs a binary of `themeloom-bench` in release.
pub fn run_binary(binary: &str, arguments: &[String]) -> anyhow::Result<()> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "themeloom-bench", "--bin", binary, "--"]);
    let status = command.args(arguments).status().context("cannot start cargo")?;
    if !status.success() {
        bail!("{binary} failed: see the message above ({status})");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_part_is_refused() {
        assert!(run(&[]).is_err());
        assert!(run(&["everything".to_owned()]).is_err());
    }
}
