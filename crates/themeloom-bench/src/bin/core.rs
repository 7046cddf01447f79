//! `cargo xtask bench core [--keep FOLDER]`: measures the core and prints a JSON object a line.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use themeloom_bench::core_bars::{self, opening};
use themeloom_bench::large_study::Size;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => {
            let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
            core_bars::run(folder.path(), Size::BARS)
        }
        ["--keep", folder] => core_bars::run(&PathBuf::from(folder), Size::BARS),
        ["--resident", study] => {
            use std::io::Write;
            let bytes = opening::resident_with(&PathBuf::from(study))?;
            Ok(writeln!(std::io::stdout().lock(), "{bytes}")?)
        }
        other => bail!("unknown options {other:?}: expected nothing, or --keep FOLDER"),
    }
}
