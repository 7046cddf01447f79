//! Makes the studies that `cargo xtask bench web` measures on, in a folder.

use std::path::PathBuf;

use anyhow::{Context, Result};
use themeloom_bench::large_study::Size;
use themeloom_bench::web_studies;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("say in which folder")?;
    web_studies::make(&PathBuf::from(folder), Size::BARS)
}
