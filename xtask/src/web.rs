//! `cargo xtask openapi` and `cargo xtask web`: what the interface is generated from, and the interface.

use std::path::Path;
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
    npm(&web, &["ci", "--no-audit", "--no-fund"])?;
    npm(&web, &["run", "build"])
}

fn npm(folder: &Path, arguments: &[&str]) -> anyhow::Result<()> {
    // On Windows npm is a script, which only the shell finds by this name.
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status = Command::new(name).args(arguments).current_dir(folder).status();
    let status = status.context("cannot start npm: install Node.js 20 or newer")?;
    if !status.success() {
        bail!("npm {} failed: see the message above", arguments.join(" "));
    }
    Ok(())
}
