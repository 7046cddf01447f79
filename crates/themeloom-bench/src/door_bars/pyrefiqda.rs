//! The parsing of a project by the Python package pyrefiqda: what we are measured beside.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Starting Python and loading the package are not counted: the seconds are those of three loadings.
const SCRIPT: &str = r#"
import json, sys, time
from pyrefiqda.refiproject import RefiProject
seconds = []
for _ in range(3):
    begun = time.perf_counter()
    project = RefiProject.load(sys.argv[1], extract_dir=sys.argv[2])
    seconds.append(time.perf_counter() - begun)
selections = [one for source in project.sources.text_source for one in source.plain_text_selection]
print(json.dumps({"seconds": sorted(seconds)[1], "codings": sum(len(one.coding) for one in selections)}))
"#;

#[derive(serde::Deserialize)]
struct Parsed {
    seconds: f64,
    codings: usize,
}

/// The middle of three times that it takes to make values of the project.
pub(super) fn seconds(python: &Path, project: &Path, folder: &Path, codings: usize) -> Result<f64> {
    let mut command = Command::new(python);
    command.args(["-c", SCRIPT]).arg(project).arg(folder.join("extracted"));
    let output = command.output().with_context(|| format!("cannot start {}", python.display()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "pyrefiqda could not read the project: {said}");
    let parsed: Parsed = serde_json::from_slice(&output.stdout).context("it printed no times")?;
    ensure!(parsed.codings == codings, "pyrefiqda found {} codings, not {codings}", parsed.codings);
    Ok(parsed.seconds)
}
