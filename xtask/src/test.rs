//! `cargo xtask test`: installs what the tests need, then checks everything that must hold.
//!
//! All steps use the `dev` profile, so that each dependency is compiled once for running and once for checking.

use crate::root::{cargo, is_installed};
use crate::tally::Tally;
use crate::{needs, tidy, web};
use anyhow::{Context, bail};
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One thing that is checked, and how.
struct Step {
    name: &'static str,
    work: Work,
}

enum Work {
    /// A rule check inside this program.
    Tidy,
    /// A call of cargo that passes or fails as a whole.
    Check(Vec<&'static str>),
    /// A call of cargo that runs tests, which are counted.
    Tests(Vec<&'static str>),
    /// A call of npm in the interface's folder.
    Interface(Vec<&'static str>),
}

/// What became of one step.
struct Outcome {
    name: &'static str,
    time: Duration,
    tally: Tally,
    good: bool,
}

/// Runs every step; stops at the first that fails unless `--keep-going` is given.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let keep_going = match arguments {
        [] => false,
        [only] if only == "--keep-going" => true,
        _ => bail!("`cargo xtask test` takes no option but --keep-going"),
    };
    needs::install();
    let mut outcomes = Vec::new();
    for step in steps(is_installed("cargo-nextest")) {
        let outcome = take(step)?;
        let good = outcome.good;
        outcomes.push(outcome);
        if !good && !keep_going {
            break;
        }
    }
    print!("{}", summary(&outcomes));
    if outcomes.iter().any(|outcome| !outcome.good) {
        std::process::exit(1); // an error message would push the counts from the last line
    }
    Ok(())
}

/// The steps, the quickest first.
fn steps(nextest: bool) -> Vec<Step> {
    let tests: Vec<&str> = if nextest {
        vec!["nextest", "run", "--workspace", "--no-fail-fast"]
    } else {
        vec!["test", "--workspace", "--all-targets", "--no-fail-fast"]
    };
    vec![
        Step { name: "format", work: Work::Check(vec!["fmt", "--all", "--check"]) },
        Step { name: "tidy", work: Work::Tidy },
        Step { name: "interface: packages", work: Work::Interface(vec!["ci", "--no-audit", "--no-fund"]) },
        Step { name: "interface: types and rules", work: Work::Interface(vec!["run", "check"]) },
        Step { name: "interface: tests", work: Work::Interface(vec!["test"]) },
        Step { name: "interface: build", work: Work::Interface(vec!["run", "build"]) },
        Step {
            name: "clippy",
            work: Work::Check(vec!["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        },
        Step { name: "tests", work: Work::Tests(tests) },
        Step { name: "journeys in the browser", work: Work::Interface(vec!["run", "e2e"]) },
        Step {
            name: "examples in the documentation",
            work: Work::Tests(vec!["test", "--workspace", "--doc"]),
        },
        Step { name: "documentation", work: Work::Check(vec!["doc", "--workspace", "--no-deps"]) },
    ]
}

fn take(step: Step) -> anyhow::Result<Outcome> {
    println!("\n== {} ==", step.name);
    let start = Instant::now();
    let (good, tally) = match step.work {
        Work::Tidy => whole(tidy::report()?),
        Work::Check(arguments) => whole(check(&arguments)?),
        Work::Tests(arguments) => counted(&arguments)?,
        Work::Interface(arguments) => whole(web::npm(&arguments)?),
    };
    Ok(Outcome { name: step.name, time: start.elapsed(), tally, good })
}

/// A step that counts as one.
fn whole(good: bool) -> (bool, Tally) {
    (good, Tally { passed: usize::from(good), failed: usize::from(!good) })
}

fn check(arguments: &[&str]) -> anyhow::Result<bool> {
    let status = cargo().args(arguments).env("RUSTDOCFLAGS", "-D warnings").status();
    Ok(status.with_context(|| format!("cannot start cargo {}", arguments.join(" ")))?.success())
}

fn counted(arguments: &[&str]) -> anyhow::Result<(bool, Tally)> {
    let mut command = cargo();
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    if std::io::stdout().is_terminal() && std::env::var_os("CARGO_TERM_COLOR").is_none() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let (good, mut tally) =
        listen(command).with_context(|| format!("cannot run cargo {}", arguments.join(" ")))?;
    if !good && tally.failed == 0 {
        tally.failed = 1; // it did not come to running the tests
    }
    Ok((good, tally))
}

/// Runs a command, shows what it prints as it comes, and counts the tests in it.
fn listen(mut command: Command) -> anyhow::Result<(bool, Tally)> {
    let mut child = command.spawn()?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let tally = std::thread::scope(|scope| {
        let on_err = scope
            .spawn(|| err.map_or_else(Tally::default, |stream| show(stream, |line| eprintln!("{line}"))));
        let mut tally = out.map_or_else(Tally::default, |stream| show(stream, |line| println!("{line}")));
        tally.add(on_err.join().unwrap_or_default());
        tally
    });
    Ok((child.wait()?.success(), tally))
}

fn show(stream: impl Read, print: impl Fn(&str)) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches('\r');
        print(line);
        tally.read(line);
    }
    tally
}

/// The steps with their times; the last line is the sum of all tests, with every other step counted as one.
fn summary(outcomes: &[Outcome]) -> String {
    let mut text = String::from("\n== summary ==\n");
    let mut sum = Tally::default();
    for outcome in outcomes {
        let (verdict, seconds) = (if outcome.good { "ok" } else { "FAILED" }, outcome.time.as_secs_f64());
        text.push_str(&format!("{verdict:<8}{:<32}{seconds:>8.1} s\n", outcome.name));
        sum.add(outcome.tally);
    }
    let seconds: f64 = outcomes.iter().map(|outcome| outcome.time.as_secs_f64()).sum();
    text.push_str(&format!(
        "{:<40}{seconds:>8.1} s\n\n{} passed, {} failed\n",
        "in all", sum.passed, sum.failed
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_sums_tests_and_checks() {
        let time = Duration::from_millis(1500);
        let good = Outcome { name: "format", time, tally: Tally { passed: 1, failed: 0 }, good: true };
        let bad = Outcome { name: "tests", time, tally: Tally { passed: 40, failed: 2 }, good: false };
        let text = summary(&[good, bad]);
        assert_eq!(text.lines().last(), Some("41 passed, 2 failed"));
        assert!(text.contains("FAILED  tests"), "{text}");
        assert!(text.contains("3.0 s"), "{text}");
    }

    #[test]
    fn the_tests_run_without_nextest_too() {
        let runs = |nextest, word: &str| {
            steps(nextest).iter().any(|step| matches!(&step.work, Work::Tests(line) if line.contains(&word)))
        };
        assert!(runs(true, "nextest") && runs(true, "--doc"));
        assert!(!runs(false, "nextest") && runs(false, "--all-targets"));
    }

    #[test]
    fn an_unknown_option_is_refused_before_anything_runs() {
        assert!(run(&["--fast".to_owned()]).is_err());
    }
}
