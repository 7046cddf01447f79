//! The bars of what comes in and goes out: `cargo xtask bench doors` prints one JSON object a line.

mod documents;
mod projects;
mod pyrefiqda;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::large_study::Size;

/// What is measured, and beside whom.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// A Python that has the package pyrefiqda.
    pub python: PathBuf,
    /// How large the study is that goes out and comes in.
    pub size: Size,
    /// How many documents are read.
    pub documents: usize,
}

impl Wanted {
    /// The sizes that the bars speak of; a tenth of the documents where it is to be quick.
    #[must_use]
    pub const fn bars(python: PathBuf, quick: bool) -> Self {
        let size = Size { sources: 200, bytes: 60_000, codings: 100_000 };
        Self { python, size, documents: if quick { 100 } else { 1_000 } }
    }
}

/// Measures every bar on what is made in a folder, unless it is there from an earlier run.
///
/// # Errors
/// When the folder cannot be written, or what we are measured beside is not installed.
pub fn run(folder: &Path, wanted: &Wanted) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    projects::measure(folder, wanted)?;
    documents::measure(folder, wanted.documents)
}
