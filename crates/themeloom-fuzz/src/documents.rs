//! Documents: whatever is read, every place of it lies in its text.

use themeloom_app::import::{ImportedDocument, Limits, open_codebook, open_document};

use crate::zipped::zipped;

/// Smaller than usual, so that what honours them is quick.
pub const LIMITS: Limits = Limits {
    bytes: 4 << 20,
    expanded_bytes: 16 << 20,
    expansion_ratio: 100,
    nesting_depth: 128,
    entries: 1000,
};

fn read(name: &str, bytes: &[u8]) {
    if let Ok(document) = open_document(name, bytes, &LIMITS) {
        check(&document);
    }
}

/// Every place lies in the text, no time runs backwards, and there is something to report.
pub fn check(document: &ImportedDocument) {
    let inside = |span| document.text.excerpt(span).is_some();
    for turn in &document.turns {
        assert!(usize::from(turn.speaker.0) < document.speakers.len(), "a turn of nobody");
        assert!(inside(turn.words) && turn.label.is_none_or(inside), "a turn outside of the text");
        assert!(turn.time.is_none_or(|t| t.end.is_none_or(|end| end >= t.start)), "a time runs backwards");
    }
    assert!(document.pages.iter().copied().all(inside), "a page outside of the text");
    assert!(document.styles.iter().all(|styled| inside(styled.span)), "emphasis outside of the text");
    assert!(document.asides.iter().all(|aside| inside(aside.at)), "an aside outside of the text");
    assert!(!document.report().is_empty(), "nothing to report");
}

pub fn docx(bytes: &[u8]) {
    read("a.docx", bytes);
}

/// The body of a document of Word.
pub fn docx_body(bytes: &[u8]) {
    const TYPES: &[u8] = b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    let parts: [(&str, &[u8]); 2] = [("[Content_Types].xml", TYPES), ("word/document.xml", bytes)];
    if let Some(file) = zipped(&parts) {
        docx(&file);
        // The same may be a codebook, by its tables or its headings.
        if let Ok(book) = open_codebook("a.docx", &file, &LIMITS) {
            assert!(book.rows.iter().all(|row| row.row > 0), "a code that stands nowhere");
        }
    }
}

pub fn odt(bytes: &[u8]) {
    read("a.odt", bytes);
    read("a.fodt", bytes);
}

/// The content of an OpenDocument text.
pub fn odt_content(bytes: &[u8]) {
    let parts: [(&str, &[u8]); 2] =
        [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", bytes)];
    zipped(&parts).iter().for_each(|file| odt(file));
}

pub fn rtf(bytes: &[u8]) {
    read("a.rtf", bytes);
}

pub fn html(bytes: &[u8]) {
    read("a.html", bytes);
}

pub fn pdf(bytes: &[u8]) {
    read("a.pdf", bytes);
}

pub fn txt(bytes: &[u8]) {
    read("a.txt", bytes);
}

pub fn markdown(bytes: &[u8]) {
    read("a.md", bytes);
}

pub fn subtitles(bytes: &[u8]) {
    ["a.vtt", "a.srt", "a.sbv"].iter().for_each(|name| read(name, bytes));
}

pub fn transcript_json(bytes: &[u8]) {
    read("a.json", bytes);
}

pub fn elan(bytes: &[u8]) {
    read("a.eaf", bytes);
}

pub fn textgrid(bytes: &[u8]) {
    read("a.TextGrid", bytes);
}

pub fn turns_csv(bytes: &[u8]) {
    read("a.csv", bytes);
}

/// Files whose names say nothing, or the wrong thing.
pub fn any_kind(bytes: &[u8]) {
    ["a", "a.doc", "a.mp3", "a.zip", "a.xlsx", "a.qdpx"].iter().for_each(|name| read(name, bytes));
}
