//! `cargo xtask bench doors [--quick] [--keep FOLDER]`: measures what comes in and goes out, and prints a
//! JSON object a line. The first argument is a Python that has the package pyrefiqda.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use themeloom_bench::door_bars::{self, Wanted};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let python = PathBuf::from(arguments.next().context("say which Python")?);
    let (mut quick, mut keep) = (false, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => quick = true,
            "--keep" => keep = Some(PathBuf::from(arguments.next().context("--keep: say in which folder")?)),
            other => bail!("unknown option {other}: expected --quick or --keep FOLDER"),
        }
    }
    let wanted = Wanted::bars(python, quick);
    match keep {
        Some(folder) => door_bars::run(&folder, &wanted),
        None => {
            let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
            door_bars::run(folder.path(), &wanted)
        }
    }
}
