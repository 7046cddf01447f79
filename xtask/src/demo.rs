//! `cargo xtask demo`: builds the program, lets it make the sample study and its report, and opens it.

use crate::root::{cargo, root};
use crate::web;
use anyhow::{Context, bail};
use std::path::PathBuf;
use std::time::Instant;

/// What the options say.
#[derive(Debug, PartialEq)]
struct Options {
    to: PathBuf,
    passed_on: Vec<String>,
}

/// Builds the program, then runs `themeloom demo --to FOLDER`.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let options = options(arguments)?;
    let start = Instant::now();
    let serves = !options.passed_on.iter().any(|option| option == "--no-serve");
    if serves && root().join("web").join("package.json").is_file() {
        println!("Building the interface for the browser");
        web::run(&[])?;
    }
    println!("Building Themeloom (the first time takes some minutes)");
    succeed(cargo().args(["build", "--release", "--package", "themeloom"]))?;
    let built = start.elapsed();
    let mut program = cargo();
    program.args(["run", "--quiet", "--release", "--package", "themeloom", "--", "demo", "--to"]);
    succeed(program.arg(&options.to).args(&options.passed_on))?;
    let (all, built) = (start.elapsed().as_secs_f64(), built.as_secs_f64());
    if !serves {
        println!("The demo is in {} ({all:.0} s, of which {built:.0} s building)", options.to.display());
    }
    Ok(())
}

/// Reads the options. Whatever is not for this chore goes to `themeloom demo`: `--no-serve` stops there after
/// the report, else the sample study is opened in the browser.
fn options(arguments: &[String]) -> anyhow::Result<Options> {
    let mut options = Options { to: ["target", "demo"].iter().collect(), passed_on: Vec::new() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--to" => options.to = rest.next().context("`--to` needs a folder after it")?.into(),
            other => match other.strip_prefix("--to=") {
                Some(folder) => options.to = folder.into(),
                None => options.passed_on.push(other.to_owned()),
            },
        }
    }
    // Cargo is started at the root of the repository, and the user may stand elsewhere.
    if arguments.iter().any(|argument| argument.starts_with("--to")) {
        options.to = std::path::absolute(&options.to).context("`--to` needs the name of a folder")?;
    }
    Ok(options)
}

fn succeed(command: &mut std::process::Command) -> anyhow::Result<()> {
    let status = command.status().context("cannot start cargo")?;
    if !status.success() {
        bail!("the demo stopped here: see the message above ({status})");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Options {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        options(&arguments).unwrap()
    }

    #[test]
    fn without_options_the_demo_goes_to_the_target_folder() {
        assert_eq!(
            read("--no-serve"),
            Options { to: ["target", "demo"].iter().collect(), passed_on: vec!["--no-serve".to_owned()] }
        );
    }

    #[test]
    fn a_folder_is_taken_from_where_the_user_stands() {
        for line in ["--to here --json", "--json --to=here"] {
            let options = read(line);
            assert_eq!(options.to, std::env::current_dir().unwrap().join("here"));
            assert_eq!(options.passed_on, ["--json"]);
        }
    }

    #[test]
    fn a_missing_folder_is_refused() {
        assert!(options(&["--to".to_owned()]).is_err());
    }
}
