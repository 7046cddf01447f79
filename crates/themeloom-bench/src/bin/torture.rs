//! `cargo xtask torture [--quick]`: tries to break a study and prints one line a trial.

use std::path::Path;

use anyhow::{Result, bail};
use themeloom_bench::torture::{Effort, kills, run, writer};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let program = std::env::current_exe()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => run(&program, Effort::WHOLE),
        ["--quick"] => run(&program, Effort::QUICK),
        ["--write", study] => kills::write_for_ever(Path::new(study)),
        ["--write-some", commits, study] => writer::write_some(Path::new(study), commits.parse()?),
        other => bail!("unknown options {other:?}: expected nothing, or --quick"),
    }
}
