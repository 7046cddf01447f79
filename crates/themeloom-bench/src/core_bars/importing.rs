//! Transcripts of 100,000 words, beside unzipping and parsing the same document and no more.

use std::io::{Cursor, Read};

use anyhow::Result;
use themeloom_app::import::{Limits, open_document};
use zip::ZipArchive;

use super::{line, median_of};
use crate::documents::{docx, of_words};

const RUNS: usize = 9;
const WORDS: usize = 100_000;

pub(super) fn measure() -> Result<()> {
    let text = of_words(7, WORDS);
    let docx = docx(&text)?;
    let limits = Limits::default();
    let ours = median_of(RUNS, || Ok(open_document("a.docx", &docx, &limits)?))?;
    let bare = median_of(RUNS, || bare_pass(&docx))?;
    line("import-docx-limit", ours, "s", Some(bare))?;
    line("import-docx", ours, "s", None)?;
    let txt = median_of(RUNS, || Ok(open_document("a.txt", text.as_bytes(), &limits)?))?;
    line("import-txt", txt, "s", None)
}

/// The work that nobody can save: unzip the document and let quick-xml find its events.
fn bare_pass(docx: &[u8]) -> Result<usize> {
    let mut zip = ZipArchive::new(Cursor::new(docx))?;
    let mut xml = String::new();
    zip.by_name("word/document.xml")?.read_to_string(&mut xml)?;
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut events = 0;
    while !matches!(reader.read_event()?, quick_xml::events::Event::Eof) {
        events += 1;
    }
    Ok(events)
}
