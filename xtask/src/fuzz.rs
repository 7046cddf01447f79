//! `cargo xtask fuzz`: gives every reader of files bytes that nobody wrote, for as long as one likes.
//!
//! libFuzzer is compiled around the targets of `crates/themeloom-fuzz` with the compiler's own coverage, on the
//! stable toolchain. What it finds worth keeping stays in Cargo's target folder between runs; the corpus in the
//! repository is only read. An input that breaks a target belongs into `mended/`, once the reader is mended.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

use anyhow::{Context, bail};

use crate::root::{cargo, root};
use crate::web;

/// How the compiler marks what was reached, for libFuzzer to see.
const COVERAGE: [&str; 6] = [
    "--cfg fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Nothing may take longer than this many seconds, or more than this many megabytes.
const BOUNDS: [&str; 3] = ["-timeout=5", "-rss_limit_mb=1024", "-max_len=65536"];

/// What is asked for.
struct Wanted {
    minutes: f64,
    target: Option<String>,
}

/// Runs all targets, or one, and shares the minutes among them.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let wanted = wanted(arguments)?;
    let mut targets = targets()?;
    if let Some(name) = &wanted.target {
        targets.retain(|target| target == name);
    }
    if targets.is_empty() {
        bail!("there is no such target: see crates/themeloom-fuzz/src/lib.rs");
    }
    let program = build()?;
    let at_once = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(targets.len());
    let seconds = (wanted.minutes * 60.0 * at_once as f64 / targets.len() as f64).ceil().max(1.0);
    let waiting = Mutex::new(targets.into_iter());
    let broken = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                while let Some(target) = waiting.lock().ok().and_then(|mut waiting| waiting.next()) {
                    match one(&program, &target, seconds) {
                        Ok(line) => println!("{line}"),
                        Err(error) => {
                            println!("{target:<18} broken");
                            if let Ok(mut broken) = broken.lock() {
                                broken.push(format!("{error:#}"));
                            }
                        }
                    }
                }
            });
        }
    });
    let broken = broken.into_inner().unwrap_or_default();
    if !broken.is_empty() {
        bail!("{}", broken.join("\n\n"));
    }
    Ok(())
}

fn wanted(arguments: &[String]) -> anyhow::Result<Wanted> {
    let mut wanted = Wanted { minutes: 30.0, target: None };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let value = rest.next().with_context(|| format!("{argument}: say what"))?;
        match argument.as_str() {
            "--minutes" => {
                wanted.minutes = value.parse().with_context(|| format!("{value} is no number of minutes"))?;
            }
            "--target" => wanted.target = Some(value.clone()),
            other => bail!("unknown option {other}: expected --minutes N or --target NAME"),
        }
    }
    Ok(wanted)
}

fn corpora() -> PathBuf {
    root().join("crates/themeloom-fuzz/corpus")
}

/// Every target has a corpus, so that the folders name the targets.
fn targets() -> anyhow::Result<Vec<String>> {
    let folders = std::fs::read_dir(corpora()).context("cannot list the corpora")?;
    let mut targets = Vec::new();
    for folder in folders {
        let folder = folder?;
        if folder.path().is_dir() {
            targets.push(folder.file_name().to_string_lossy().into_owned());
        }
    }
    targets.sort();
    Ok(targets)
}

/// Builds the program apart from everything else: its flags fit nothing else. The target platform is named, so
/// that the flags are not used for build scripts.
fn build() -> anyhow::Result<PathBuf> {
    let platform =
        Command::new("rustc").args(["--print", "host-tuple"]).output().context("cannot start rustc")?;
    let platform = String::from_utf8_lossy(&platform.stdout).trim().to_owned();
    let folder = web::target().join("fuzz");
    let mut command = cargo();
    command.args([
        "build",
        "--quiet",
        "--release",
        "--manifest-path",
        "fuzz/Cargo.toml",
        "--target",
        &platform,
    ]);
    command.env("CARGO_TARGET_DIR", &folder).env("RUSTFLAGS", COVERAGE.join(" "));
    if !command.status().context("cannot start cargo")?.success() {
        bail!("the targets do not compile: see the message above");
    }
    let file = format!("fuzz{}", std::env::consts::EXE_SUFFIX);
    Ok(folder.join(platform).join("release").join(file))
}

/// Runs a target for some seconds; a line of what came of it.
fn one(program: &Path, target: &str, seconds: f64) -> anyhow::Result<String> {
    let work = web::target().join("fuzz-corpus").join(target);
    let broken = web::target().join("fuzz-broken").join(target);
    for folder in [&work, &broken] {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut command = Command::new(program);
    command.env("FUZZ_TARGET", target).args(BOUNDS).args(["-print_final_stats=1", "-verbosity=1"]);
    command.arg(format!("-max_total_time={seconds}"));
    command.arg(format!("-artifact_prefix={}{}", broken.display(), std::path::MAIN_SEPARATOR));
    command.arg(&work).arg(corpora().join(target));
    let output = command.output().context("cannot start the targets")?;
    told(target, &output)
}

fn told(target: &str, output: &Output) -> anyhow::Result<String> {
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        let last: Vec<&str> = log.lines().rev().take(25).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        bail!("{target}: {}", last.join("\n"));
    }
    let stat =
        |name: &str| log.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("?").trim().to_owned();
    let covered = log.lines().rev().find_map(|line| line.split_once("cov: ")?.1.split(' ').next());
    Ok(format!(
        "{target:<18} {:>10} runs, {:>6} places reached, at most {} MB",
        stat("stat::number_of_executed_units:"),
        covered.unwrap_or("?"),
        stat("stat::peak_rss_mb:"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_of_minutes_is_refused() {
        assert!(wanted(&["--minutes".to_owned(), "long".to_owned()]).is_err());
        assert!(wanted(&["--hours".to_owned(), "1".to_owned()]).is_err());
        assert!((wanted(&["--minutes".to_owned(), "0.5".to_owned()]).unwrap().minutes - 0.5).abs() < 1e-9);
    }

    #[test]
    fn every_corpus_names_a_target() {
        assert!(targets().unwrap().len() >= 28);
    }
}
