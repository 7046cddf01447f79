//! Comments and footnotes of documents: from the file into the study, as memos on its words.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use themeloom_app::study::memo::Target;
use themeloom_app::{OpenStudy, read_bytes};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{again, empty, erasure};

const PARTS: [(&str, &str); 3] = [
    (
        "word/document.xml",
        r#"<w:document xmlns:w="x"><w:body><w:p><w:r><w:t xml:space="preserve">P01: They closed </w:t></w:r><w:commentRangeStart w:id="7"/><w:r><w:t>the lounge</w:t></w:r><w:commentRangeEnd w:id="7"/><w:r><w:t xml:space="preserve"> in spring.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:body></w:document>"#,
    ),
    (
        "word/comments.xml",
        r#"<w:comments xmlns:w="x"><w:comment w:id="7" w:author="Bo Marsh"><w:p><w:r><w:t>which one?</w:t></w:r></w:p></w:comment></w:comments>"#,
    ),
    (
        "word/footnotes.xml",
        r#"<w:footnotes xmlns:w="x"><w:footnote w:id="2"><w:p><w:r><w:t>Said with a laugh.</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
    ),
];

fn import(study: &mut OpenStudy) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in PARTS {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(words.as_bytes()).unwrap();
    }
    let docx = zip.finish().unwrap().into_inner();
    let mut read = read_bytes(study.study(), &PathBuf::from("P01.docx"), docx, &[]).unwrap();
    read.set_participant("P01");
    study.import(&[read]).unwrap();
}

/// The memos on passages, each with the words that it is about.
fn noted(study: &OpenStudy) -> Vec<(String, String)> {
    let memos = study.study().memos().iter().filter(|memo| !memo.retired);
    memos
        .filter_map(|memo| match &memo.about {
            Target::Passage(passage) => {
                let text = study.texts().current(passage.source).unwrap();
                Some((text.excerpt(passage.span).unwrap().to_owned(), memo.text.clone()))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn comments_and_footnotes_of_a_document_become_memos_on_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    import(&mut study);
    let kept = noted(&study);
    let pairs: Vec<_> = kept.iter().map(|(words, memo)| (words.as_str(), memo.as_str())).collect();
    assert_eq!(
        pairs,
        [("the lounge", "Comment by Bo Marsh: which one?"), ("spring", "Footnote: Said with a laugh.")]
    );
    let mut study = again(study);
    assert_eq!(noted(&study), kept);
    assert_eq!(study.undo().unwrap().did, "imported 1 source", "one gesture is one step");
    assert_eq!(noted(&study), []);
}

#[test]
fn an_erasure_takes_the_memos_on_the_words_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    import(&mut study);
    study.erase_participant("P01", &erasure()).unwrap();
    assert_eq!(noted(&study), []);
}
