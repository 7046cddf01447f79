//! What is tried to break a study: `cargo xtask torture` prints one line a test.

mod calls;
pub mod canaries;
mod copies;
mod cuts;
mod disk;
mod flips;
pub mod fsync_order;
pub mod kills;
pub mod power_cut;
mod trace;
mod workers;
pub mod writer;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use themeloom_app::store::KdfCost;
use themeloom_app::study::{CodeId, CodingId, Passage, SourceId};
use themeloom_app::text::{Span, Version};
use themeloom_app::{NewStudy, OpenOptions, OpenStudy, create, open, read_bytes, study_templates};

use crate::large_study::transcript;
use crate::random::Random;

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Rounds of killing a writer.
    pub kills: usize,
    /// Rounds of writing to two copies and merging them.
    pub merges: usize,
    /// Changes that the watched writer makes.
    pub commits: u32,
    /// Every how many-eth byte is cut at or flipped.
    pub stride: usize,
}

impl Effort {
    /// What `cargo xtask torture` does.
    pub const WHOLE: Self = Self { kills: 300, merges: 50, commits: 400, stride: 1 };
    /// What `cargo xtask torture --quick` does.
    pub const QUICK: Self = Self { kills: 20, merges: 5, commits: 40, stride: 97 };
}

type Trial = fn(&Path, &Path, Effort) -> Result<String>;

/// Runs every trial; `program` is started as the writer that is killed.
///
/// # Errors
/// When any trial failed, after all of them ran.
pub fn run(program: &Path, effort: Effort) -> Result<()> {
    let trials: [(&str, Trial); 7] = [
        ("kill", kills::run),
        ("fsync order", fsync_order::run),
        ("power cut", power_cut::run),
        ("cuts", cuts::run),
        ("flip", flips::run),
        ("copies", copies::run),
        ("canaries", canaries::run),
    ];
    let mut failed = 0;
    for (name, trial) in trials {
        let folder = tempfile::tempdir()?;
        let said = match trial(program, folder.path(), effort) {
            Ok(counts) => format!("ok      {name}: {counts}"),
            Err(error) => {
                failed += 1;
                format!("FAILED  {name}: {error:#}")
            }
        };
        writeln!(std::io::stdout().lock(), "{said}")?;
    }
    if failed > 0 {
        bail!("{failed} trials failed");
    }
    Ok(())
}

/// A small unprotected study of one transcript of `bytes` bytes.
pub(crate) fn small_study(folder: &Path, bytes: usize) -> Result<PathBuf> {
    let path = folder.join("study.loom");
    let (mut study, _) = create(&NewStudy {
        path: &path,
        title: "A small study",
        protocol: &study_templates::find("nhs-clinician-manager-engagement")?,
        sensitising: &[],
        coder: ("Ada Kettle", "AK"),
        passphrase: None,
        cost: KdfCost::STANDARD,
        clock: themeloom_app::system,
    })?;
    let text = transcript(&mut Random::new(1), "P01", bytes).into_bytes();
    let mut read = read_bytes(study.study(), Path::new("P01.txt"), text, &[])?;
    read.set_participant("P01");
    study.import(&[read])?;
    study.close()?;
    Ok(path)
}

pub(crate) fn open_small(path: &Path) -> Result<OpenStudy> {
    Ok(open(path, &OpenOptions::default())?)
}

/// Codes one passage, durably.
pub(crate) fn code_one(study: &mut OpenStudy, start: u32) -> Result<CodingId> {
    let (source, code) = targets(study)?;
    let coder = study.me()?;
    let passage = Passage { source, span: Span::with_len(start, 20), version: Version::base() };
    Ok(study.commit("coded 1 passage", |draft| themeloom_app::code(draft, passage, code, coder, true))?)
}

fn targets(study: &OpenStudy) -> Result<(SourceId, CodeId)> {
    let source = study.study().sources().iter().next().map(|source| source.id);
    let code = study.study().codes().iter().find(|code| !code.content.is_category).map(|code| code.id);
    source.zip(code).ok_or_else(|| anyhow::anyhow!("the small study has no source or no code"))
}
