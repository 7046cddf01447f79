//! One coding, durably, beside one row in a bare SQLite file in the same folder.

use std::path::Path;

use anyhow::{Context, Result};
use themeloom_app::OpenStudy;
use themeloom_app::study::Passage;
use themeloom_app::text::{Span, Version};

use super::{line, median, timed};

const COMMITS: u32 = 300;

pub(super) fn measure(study: &mut OpenStudy, folder: &Path) -> Result<()> {
    let file = folder.join("bare.db");
    if file.exists() {
        std::fs::remove_file(&file)?;
    }
    let bare = rusqlite::Connection::open(&file)?;
    bare.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    bare.execute_batch("PRAGMA synchronous = FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB)")?;
    let source = study.study().sources().rows().first().context("there is no source")?.id;
    let code = study.study().codes().iter().find(|c| !c.content.is_category).context("there is no code")?.id;
    let coder = study.me()?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for number in 0..COMMITS {
        let insert = || Ok(bare.execute("INSERT INTO row (bytes) VALUES (?1)", [[7_u8; 80]])?);
        theirs.push(timed(insert)?.0);
        let passage = Passage { source, span: Span::with_len(number, 50), version: Version::base() };
        let commit = || {
            Ok(study
                .commit("coded 1 passage", |draft| themeloom_app::code(draft, passage, code, coder, true))?)
        };
        ours.push(timed(commit)?.0);
    }
    line("commit", median(ours), "s", Some(median(theirs)))
}
