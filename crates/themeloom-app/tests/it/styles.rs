//! Headings and emphasis of documents: from the file into the study, and back with it.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use themeloom_app::study::source::Style;
use themeloom_app::{ExportWanted, OpenStudy, ReportFormat, read_bytes};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{again, empty, erasure};

const BODY: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Part one</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Interviewer: </w:t></w:r><w:r><w:t>What does value mean to you?</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">P01: </w:t></w:r><w:r><w:t xml:space="preserve">Value is </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>time with the patient</w:t></w:r><w:r><w:t xml:space="preserve">. </w:t></w:r><w:r><w:rPr><w:b/><w:u w:val="single"/></w:rPr><w:t>Nobody</w:t></w:r><w:r><w:t xml:space="preserve"> counts that.</w:t></w:r></w:p>
</w:body></w:document>"#;

fn docx() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(BODY.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

pub fn import(study: &mut OpenStudy) {
    let mut read = read_bytes(study.study(), &PathBuf::from("P01.docx"), docx(), &[]).unwrap();
    read.set_participant("P01");
    study.import(&[read]).unwrap();
}

/// What is set off in the only source, with its words.
pub fn shown(study: &OpenStudy) -> Vec<(Style, String)> {
    let Some(source) = study.study().sources().iter().next() else { return Vec::new() };
    let text = study.texts().current(source.id).unwrap();
    let words = |span| text.excerpt(span).unwrap().to_owned();
    source.styles.iter().map(|styled| (styled.style, words(styled.span))).collect()
}

#[test]
fn an_imported_document_keeps_its_headings_and_emphasis_across_closing_undo_and_redo() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    import(&mut study);
    let kept = shown(&study);
    let words: Vec<_> = kept.iter().map(|(style, words)| (*style, words.as_str())).collect();
    assert_eq!(
        words,
        [
            (Style::Heading(2), "Part one"),
            (Style::Italic, "time with the patient"),
            (Style::Bold, "Nobody"),
            (Style::Underlined, "Nobody"),
        ]
    );
    let mut study = again(study);
    assert_eq!(shown(&study), kept);
    assert_eq!(study.undo().unwrap().did, "imported 1 source", "one gesture is one step");
    assert_eq!(shown(&study), []);
    study.redo().unwrap();
    assert_eq!(shown(&again(study)), kept);
}

#[test]
fn what_is_set_off_is_sealed_as_the_words_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    import(&mut study);
    let source = study.study().sources().iter().next().unwrap().id;
    study.erase_participant("P01", &erasure()).unwrap();
    let left = study.study().sources().get(source);
    assert!(left.is_none_or(|source| source.styles.is_empty()), "{left:?}");
}

#[test]
fn a_coded_transcript_that_is_taken_in_again_has_the_same_headings_and_emphasis() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    import(&mut study);
    crate::support::code(&mut study, "patient", "1.1");
    let wanted = ExportWanted::Transcripts { sources: Vec::new(), format: ReportFormat::Docx };
    let bytes = study.export(&wanted).unwrap().files.swap_remove(0).bytes;
    let read = read_bytes(study.study(), &PathBuf::from("coded.docx"), bytes, &[]).unwrap().document;
    let again: Vec<_> = read
        .styles
        .iter()
        .map(|styled| (styled.style, read.text.excerpt(styled.span).unwrap().to_owned()))
        .collect();
    for kept in shown(&study) {
        assert!(again.contains(&kept), "{kept:?} in {again:?}");
    }
}
