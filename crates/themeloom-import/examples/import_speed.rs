//! How fast transcripts of 100,000 words are imported, beside bare unzipping and parsing of the
//! same Word document: `cargo run --release -p themeloom-import --example import_speed`.
//! Each line is one JSON object as `cargo xtask bench` prints them; times are medians in seconds.

use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use std::time::Instant;

use themeloom_import::{Limits, open_document};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const WORDS: usize = 100_000;
const WORDS_IN_TURN: usize = 50;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = transcript();
    let docx = docx(&text)?;
    let limits = Limits::default();
    let ours = median(|| open_document("a.docx", &docx, &limits).map(|d| d.turns.len()))?;
    let bare = median(|| bare_pass(&docx))?;
    let txt = median(|| open_document("a.txt", text.as_bytes(), &limits).map(|d| d.turns.len()))?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        r#"{{"name":"import-docx","value":{ours:.4},"unit":"s","against":{bare:.4},"ratio":{:.2}}}"#,
        ours / bare
    )?;
    writeln!(out, r#"{{"name":"import-txt","value":{txt:.4},"unit":"s","against":null,"ratio":null}}"#)?;
    Ok(())
}

fn median<T, E>(mut work: impl FnMut() -> Result<T, E>) -> Result<f64, E> {
    let mut times = Vec::new();
    for _ in 0..15 {
        let start = Instant::now();
        black_box(work()?);
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    Ok(times.get(times.len() / 2).copied().unwrap_or_default())
}

/// Turns of fifty words from a small vocabulary, drawn by a linear congruence.
fn transcript() -> String {
    const VOCABULARY: [&str; 16] = [
        "the",
        "ward",
        "managers",
        "and",
        "we",
        "wouldn’t",
        "value",
        "outcome",
        "because",
        "of",
        "ledger",
        "honestly",
        "they",
        "meeting,",
        "said",
        "patients.",
    ];
    let mut seed = 7_u32;
    let mut text = String::new();
    for turn in 0..WORDS / WORDS_IN_TURN {
        text.push_str(if turn % 2 == 0 { "Interviewer:" } else { "P01:" });
        for _ in 0..WORDS_IN_TURN {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push(' ');
            text.push_str(VOCABULARY.get((seed >> 28) as usize).copied().unwrap_or("so"));
        }
        text.push_str("\n\n");
    }
    text
}

/// A document as Word writes it: run properties, revision ids, and a run for every ten words or so.
fn docx(text: &str) -> std::io::Result<Vec<u8>> {
    let mut xml = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>"#.to_owned();
    for paragraph in text.split("\n\n").filter(|p| !p.is_empty()) {
        xml.push_str(
            r#"<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:spacing w:after="120"/></w:pPr>"#,
        );
        let words: Vec<&str> = paragraph.split(' ').collect();
        for run in words.chunks(10) {
            xml.push_str(r#"<w:r><w:rPr><w:rFonts w:ascii="Calibri"/><w:sz w:val="22"/></w:rPr><w:t xml:space="preserve">"#);
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
fn bare_pass(docx: &[u8]) -> Result<usize, Box<dyn std::error::Error>> {
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
