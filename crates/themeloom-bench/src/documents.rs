//! Documents to read, as Word writes them.

use std::io::{Cursor, Write};

use anyhow::Result;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::large_study::transcript;
use crate::random::Random;

/// The parts that lead a reader to the document.
const PARTS: [(&str, &str); 2] = [
    (
        "[Content_Types].xml",
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?>"#,
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
            r#"<Default Extension="rels" "#,
            r#"ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
            r#"<Override PartName="/word/document.xml" ContentType="#,
            r#""application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
        ),
    ),
    (
        "_rels/.rels",
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?>"#,
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
            r#"<Relationship Id="rId1" Target="word/document.xml" "#,
            r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>"#,
            r#"</Relationships>"#,
        ),
    ),
];
const BEGINS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#,
);

/// A transcript of at least so many words, cut after the turn in which they are reached.
#[must_use]
pub fn of_words(seed: u64, words: usize) -> String {
    let long = transcript(&mut Random::new(seed), "P01", words * 8);
    let mut count = 0;
    let turns = long.split_inclusive("\n\n").take_while(|turn| {
        let more = count < words;
        count += turn.split_whitespace().count();
        more
    });
    turns.collect()
}

/// A document as Word writes it: run properties, revision ids, and a run for every ten words or so.
///
/// # Errors
/// When it cannot be packed.
pub fn docx(text: &str) -> Result<Vec<u8>> {
    let mut xml = BEGINS.to_owned();
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
    for (name, part) in PARTS {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(part.as_bytes())?;
    }
    zip.start_file("word/document.xml", SimpleFileOptions::default())?;
    zip.write_all(xml.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}
