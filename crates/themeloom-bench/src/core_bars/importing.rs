//! Transcripts of 100,000 words, beside unzipping and parsing the same document and no more.

use std::io::{Cursor, Read, Write};

use anyhow::Result;
use themeloom_app::import::{Limits, open_document};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{line, median_of};
use crate::large_study::transcript;
use crate::random::Random;

const RUNS: usize = 9;
const WORDS: usize = 100_000;

pub(super) fn measure() -> Result<()> {
    let text = of_words(WORDS);
    let docx = docx(&text)?;
    let limits = Limits::default();
    let ours = median_of(RUNS, || Ok(open_document("a.docx", &docx, &limits)?))?;
    let bare = median_of(RUNS, || bare_pass(&docx))?;
    line("import-docx-limit", ours, "s", Some(bare))?;
    line("import-docx", ours, "s", None)?;
    let txt = median_of(RUNS, || Ok(open_document("a.txt", text.as_bytes(), &limits)?))?;
    line("import-txt", txt, "s", None)
}

/// A transcript of at least so many words, cut after the turn in which they are reached.
fn of_words(words: usize) -> String {
    let long = transcript(&mut Random::new(7), "P01", words * 8);
    let mut count = 0;
    let turns = long.split_inclusive("\n\n").take_while(|turn| {
        let more = count < words;
        count += turn.split_whitespace().count();
        more
    });
    turns.collect()
}

/// A document as Word writes it: run properties, revision ids, and a run for every ten words or so.
fn docx(text: &str) -> Result<Vec<u8>> {
    let mut xml = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>"#.to_owned();
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        xml.push_str(r#"<w:p w:rsidR="00A77B3E"><w:pPr><w:spacing w:after="120"/></w:pPr>"#);
        let words: Vec<&str> = paragraph.split(' ').collect();
        for run in words.chunks(10) {
            xml.push_str(r#"<w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t xml:space="preserve">"#);
            xml.push_str(&run.join(" "));
            xml.push_str(" </w:t></w:r>");
        }
        xml.push_str("</w:p>");
    }
    xml.push_str("</w:body></w:document>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())?;
    zip.write_all(xml.as_bytes())?;
    Ok(zip.finish()?.into_inner())
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
