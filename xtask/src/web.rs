//! `cargo xtask openapi` and `cargo xtask web`: what the interface is generated from, and the interface.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::root::{cargo, root};

/// Writes the document that describes the server's interface to web/openapi.json.
pub fn openapi(_arguments: &[String]) -> anyhow::Result<()> {
    let mut print = cargo();
    print.args(["run", "--quiet", "--package", "themeloom-server", "--example", "openapi"]);
    let printed = print.output().context("cannot start cargo")?;
    if !printed.status.success() {
        bail!("the server does not compile:\n{}", String::from_utf8_lossy(&printed.stderr));
    }
    let path = root().join("web").join("openapi.json");
    std::fs::write(&path, printed.stdout).with_context(|| format!("cannot write {}", path.display()))?;
    println!("Wrote {}", path.display());
    Ok(())
}

/// Builds the interface into web/dist, from where the program takes it in.
pub fn run(_arguments: &[String]) -> anyhow::Result<()> {
    let web = root().join("web");
    if !web.join("package.json").is_file() {
        bail!("there is no interface in {}", web.display());
    }
    for arguments in [["ci", "--no-audit", "--no-fund"].as_slice(), &["run", "build"]] {
        if !npm(arguments)? {
            bail!("npm {} failed: see the message above", arguments.join(" "));
        }
    }
    Ok(())
}

/// Calls npm in the interface's folder; whether it did what it should. What it starts finds the program
/// that the tests have built.
pub fn npm(arguments: &[&str]) -> anyhow::Result<bool> {
    npm_with(arguments, &[("THEMELOOM_BIN", &program("debug"))])
}

/// Calls npm in the interface's folder with paths that what it starts is to know.
pub fn npm_with(arguments: &[&str], paths: &[(&str, &Path)]) -> anyhow::Result<bool> {
    // On Windows npm is a script, which only the shell finds by this name.
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root().join("web")).envs(paths.iter().copied());
    let status = command.status().context("cannot start npm: install Node.js 20 or newer")?;
    Ok(status.success())
}

/// Cargo's folder of what is built.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The program as built in a profile's folder: `debug`, as the tests do, or `release`.
pub fn program(profile: &str) -> PathBuf {
    target().join(profile).join(format!("themeloom{}", std::env::consts::EXE_SUFFIX))
}
