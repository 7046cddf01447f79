//! Whatever the bytes: an error or a document, never a panic, and every place lies in the text.

use proptest::prelude::*;
use themeloom_import::{
    ImportedDocument, Limits, open_document, read_cells, read_codebook, read_mapping, read_memos,
    read_protocol,
};

use crate::docx_builder::{document, p};
use crate::pdf_builder::pdf;

fn check(document: &ImportedDocument) {
    let inside = |span| document.text.excerpt(span).is_some();
    for turn in &document.turns {
        assert!(usize::from(turn.speaker.0) < document.speakers.len());
        assert!(inside(turn.words) && turn.label.is_none_or(inside));
    }
    assert!(document.pages.iter().copied().all(inside));
    assert!(document.headings.iter().all(|h| inside(h.span)));
    assert!(document.asides.iter().all(|a| inside(a.at)));
    assert!(!document.report().is_empty());
}

pub fn try_open(name: &str, bytes: &[u8]) {
    if let Ok(document) = open_document(name, bytes, &Limits::default()) {
        check(&document);
    }
}

/// A file with some bytes changed and its end cut off.
pub fn damaged(file: &[u8], flips: &[(usize, u8)], keep: usize) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for (at, mask) in flips {
        let at = at % bytes.len();
        bytes[at] ^= mask;
    }
    let len = bytes.len();
    // Half of the cases are cut.
    if keep.is_multiple_of(2) {
        bytes.truncate(keep / 2 % len + 1);
    }
    bytes
}

const VTT: &str = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ann>So &amp; so</v>\n\n00:00:03.000 --> 00:00:04.000\nBo: {\\an8}well\n";
const CSV: &str = "timestamp,speaker,words\n[0:01],A:,\"x \"\"y\"\"\"\n0:02 rest,B,&#8212;é\n";
const SRT: &str =
    "1\n00:00:01,000 --> 00:00:02,000\nAnn: So\n\n2\n00:00:02,500 --> 00:00:03,000\nAnn: well\n";
const TXT: &str = "Interviewer: [00:01] So?\r\n\r\nP01: Well 🙂, é e\u{301}.\r\n";

fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    let body = [
        p("Interviewer: So?").as_str(),
        r#"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>P01:</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins><w:r><w:txbxContent><w:p/></w:txbxContent></w:r></w:p>"#,
    ]
    .concat();
    vec![
        ("a.docx", document(&body)),
        ("a.vtt", VTT.into()),
        ("a.srt", SRT.into()),
        ("a.csv", CSV.into()),
        ("a.txt", TXT.into()),
        ("a.md", TXT.into()),
    ]
}

/// An XML that is damaged inside an archive that is whole, so that damage reaches the XML reader.
pub fn damaged_xml(flips: &[(usize, u8)]) -> Vec<u8> {
    let xml = crate::docx_builder::document_xml(&[p("Interviewer: So?"), p("P01: Well.")].concat());
    let bytes = damaged(xml.as_bytes(), flips, 1);
    crate::docx_builder::package(&[("word/document.xml", &String::from_utf8_lossy(&bytes))])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_bytes_under_any_name(bytes in proptest::collection::vec(any::<u8>(), 0..400), which in 0_usize..11) {
        let names = [
            "a.docx", "a.pdf", "a.csv", "a.vtt", "a.srt", "a.txt", "a.md", "a", "a.odt", "a.rtf", "a.html",
        ];
        try_open(names[which], &bytes);
    }

    #[test]
    fn any_text_under_any_name(text in "(?s).{0,200}", which in 0_usize..11) {
        let names = [
            "a.docx", "a.tsv", "a.csv", "a.vtt", "a.srt", "a.txt", "a.md", "a", "a.fodt", "a.rtf", "a.html",
        ];
        try_open(names[which], text.as_bytes());
        let _ = read_codebook("c.csv", text.as_bytes());
        let _ = read_cells("c.csv", text.as_bytes());
        let _ = read_memos("c.csv", text.as_bytes());
        let _ = read_mapping("c.csv", text.as_bytes());
        let _ = read_protocol("p.toml", text.as_bytes());
    }

    #[test]
    fn damaged_files_of_each_kind(
        flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..6),
        keep in any::<usize>(),
    ) {
        for (name, file) in kinds() {
            try_open(name, &damaged(&file, &flips, keep));
        }
        try_open("a.docx", &damaged_xml(&flips));
    }

    #[test]
    fn damaged_pdfs(flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..6), keep in any::<usize>()) {
        let file = pdf(&[&[(50, 780, "Ann: So?"), (50, 760, "Bo: Well.")], &[(50, 780, "Ann: Oh.")]]);
        try_open("a.pdf", &damaged(&file, &flips, keep));
    }
}
