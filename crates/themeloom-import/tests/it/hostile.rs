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
        assert!(turn.time.is_none_or(|t| t.end.is_none_or(|end| end >= t.start)), "no time runs backwards");
    }
    assert!(document.pages.iter().copied().all(inside));
    assert!(document.styles.iter().all(|styled| inside(styled.span)));
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

const SBV: &str = "0:00:01.000,0:00:02.000\nAnn: So\n\n0:00:02.500,0:00:03.000\nAnn: well\n";
const WHISPER: &str = r#"{"text": "So", "segments": [{"start": 0.5, "end": 1, "text": " So", "speaker": "A"}, {"start": 1, "end": 2, "text": "well"}]}"#;
const AMAZON: &str = r#"{"results": {"transcripts": [], "items": [{"start_time": "1.0", "end_time": "1.5", "speaker_label": "spk_0", "alternatives": [{"content": "So"}], "type": "pronunciation"}, {"alternatives": [{"content": "."}], "type": "punctuation"}]}}"#;
const DEEPGRAM: &str = r#"{"results": {"channels": [{"alternatives": [{"transcript": "a", "paragraphs": {"paragraphs": [{"sentences": [{"text": "A."}], "start": 2.1, "end": 4.0, "speaker": 0}]}}]}]}}"#;
const AZURE: &str = r#"{"recognizedPhrases": [{"speaker": 1, "offset": "PT1M0.07S", "duration": "PT1.59S", "nBest": [{"display": "So?"}]}]}"#;
const REV: &str = r#"{"monologues": [{"speaker": 0, "elements": [{"value": "Hi", "ts": 0.5, "end_ts": 1.5}, {"value": "."}]}]}"#;
const EAF: &str = r#"<?xml version="1.0"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="10"/><TIME_SLOT TIME_SLOT_ID="b"/></TIME_ORDER><TIER TIER_ID="P"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>So &amp; so</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER PARENT_REF="P" TIER_ID="Q"><ANNOTATION><REF_ANNOTATION><ANNOTATION_VALUE>x</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"#;
const TEXTGRID: &str = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0 9 <exists> 2\n\"IntervalTier\" \"Ann\" 0 9 2\n0 1 \"So \"\"é\"\"\"\n1 2 \"\"\n\"TextTier\" \"b\" 0 9 1 3 \"x\"\n";

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
        ("a.sbv", SBV.into()),
        ("a.json", WHISPER.into()),
        ("a.json", AMAZON.into()),
        ("a.json", DEEPGRAM.into()),
        ("a.json", AZURE.into()),
        ("a.json", REV.into()),
        ("a.eaf", EAF.into()),
        ("a.TextGrid", TEXTGRID.into()),
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
    fn any_bytes_under_any_name(bytes in proptest::collection::vec(any::<u8>(), 0..400), which in 0_usize..15) {
        let names = [
            "a.docx", "a.pdf", "a.csv", "a.vtt", "a.srt", "a.txt", "a.md", "a", "a.odt", "a.rtf", "a.html", "a.sbv",
            "a.json", "a.eaf", "a.TextGrid",
        ];
        try_open(names[which], &bytes);
    }

    #[test]
    fn any_text_under_any_name(text in "(?s).{0,200}", which in 0_usize..12) {
        let names = [
            "a.docx", "a.tsv", "a.csv", "a.vtt", "a.srt", "a.txt", "a.md", "a", "a.fodt", "a.rtf", "a.html", "a.json",
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
