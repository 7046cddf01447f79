//! `cargo xtask bench core`, `bench web` and `bench doors`: measure in release, beside what each part is
//! measured against.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::root::cargo;
use crate::{needs, web};
use anyhow::{Context, bail};

/// Runs the measurements of one part of the house.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    match arguments.split_first().map(|(part, rest)| (part.as_str(), rest)) {
        Some(("core", rest)) => run_binary("core", rest),
        Some(("web", rest)) => run_web(rest),
        Some(("doors", rest)) => run_doors(rest),
        _ => bail!("say what to measure: cargo xtask bench core, web or doors"),
    }
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

/// Installs what doors are measured beside, and measures.
fn run_doors(arguments: &[String]) -> anyhow::Result<()> {
    needs::install_for_doors();
    let folder = web::target().join("doors-python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.is_file() {
        python3(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        python3(Command::new(&python).args(["-m", "pip", "install", "--quiet", "pyrefiqda==0.3.1"]))?;
    }
    let arguments = [&[python.display().to_string()], arguments].concat();
    run_binary("doors", &arguments)
}

fn python3(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().context("cannot start python3; on Debian: apt-get install python3-venv")?;
    if !status.success() {
        bail!("pyrefiqda cannot be installed: see the message above");
    }
    Ok(())
}

/// Builds the interface and the program, makes the studies, and measures in Chromium on a copy of them.
fn run_web(arguments: &[String]) -> anyhow::Result<()> {
    let kept = match arguments {
        [] => None,
        [keep, folder] if keep == "--keep" => Some(std::path::absolute(folder)?),
        other => bail!("unknown options {other:?}: expected nothing, or --keep FOLDER"),
    };
    web::run(&[])?;
    let built = cargo().args(["build", "--quiet", "--release", "--package", "themeloom"]).status();
    if !built.context("cannot start cargo")?.success() {
        bail!("the program does not compile: see the message above");
    }
    let scratch = std::env::temp_dir().join(format!("themeloom-bench-{}", std::process::id()));
    let made = kept.clone().unwrap_or_else(|| scratch.join("made"));
    let measured = measure(&made, &scratch.join("measured"));
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch).with_context(|| format!("cannot remove {}", scratch.display()))?;
    }
    measured
}

fn measure(made: &Path, library: &Path) -> anyhow::Result<()> {
    run_binary("web_studies", &[made.display().to_string()])?;
    // What is measured changes the studies, and the next run is to find them as they were.
    std::fs::create_dir_all(library).with_context(|| format!("cannot make {}", library.display()))?;
    for file in std::fs::read_dir(made).with_context(|| format!("cannot read {}", made.display()))? {
        let from: PathBuf = file?.path();
        if let (true, Some(name)) = (from.is_file(), from.file_name()) {
            let copied = std::fs::copy(&from, library.join(name));
            copied.with_context(|| format!("cannot copy {}", from.display()))?;
        }
    }
    let program = web::program("release");
    let bars = [("THEMELOOM_BIN", program.as_path()), ("BENCH_LIBRARY", library)];
    if !web::npm_with(&["run", "--silent", "bars"], &bars)? {
        bail!("a bar was missed, or could not be measured: see the lines above");
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
        assert!(run(&["web".to_owned(), "--quick".to_owned()]).is_err());
    }
}
