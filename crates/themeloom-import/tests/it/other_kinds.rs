//! What people drop in beside transcripts: each is named, with the way to convert it.

use insta::assert_snapshot;

use crate::docx_builder::package;
use crate::open;

fn old_office(stream: &str) -> Vec<u8> {
    let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 24], &wide].concat()
}

/// How such files begin, each under the name that it usually has.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let sqlite: &[u8] = b"SQLite format 3\0\x10\0\x01\x01\0@  \0\0\0\x05";
    let unknown: &[u8] = &[1, 15, 0, 0, 8, 1, 0, 0, 0, 0, 3, 0, 200, 0, 7];
    let tar = [&[b'a'; 257][..], b"ustar\x0000"].concat();
    let mail = "Received: from mail.example.org\nFrom: Ann <ann@example.org>\nSubject: the talk\nMIME-Version: 1.0\nContent-Type: text/plain\n\nHello\n";
    let page = "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/\nSubject: a page\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\"\n\nx\n";
    vec![
        ("a.doc", old_office("WordDocument")),
        ("a.xls", old_office("Workbook")),
        ("b.xls", old_office("Book")),
        ("a.ppt", old_office("PowerPoint Document")),
        ("a.msg", old_office("__nameid_version1.0")),
        ("a.pub", old_office("Quill")),
        ("a.xlsx", package(&[("xl/workbook.xml", "")])),
        ("a.pptx", package(&[("ppt/presentation.xml", "")])),
        ("a.pages", package(&[("Index/Document.iwa", "")])),
        ("a.numbers", package(&[("Index/Document.iwa", "")])),
        ("a.key", package(&[("Index/Document.iwa", "")])),
        ("a", package(&[("Index/Document.iwa", "")])),
        ("a.epub", package(&[("mimetype", "application/epub+zip"), ("META-INF/container.xml", "")])),
        ("a.qdpx", package(&[("project.qde", "")])),
        ("a.atlproj23", package(&[("content/x.dat", "")])),
        ("a.zip", package(&[("x.docx", "")])),
        ("a.eml", mail.into()),
        ("a.mht", page.into()),
        ("a.gdoc", br#"{"doc_id":"1x","email":"ann@example.org"}"#.to_vec()),
        ("a.one", b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3".to_vec()),
        ("a.wpd", b"\xffWPC\x10\0\0\0".to_vec()),
        ("a.nvp", unknown.to_vec()),
        ("a.nvpx", sqlite.to_vec()),
        ("a.mx24", sqlite.to_vec()),
        ("a.mex", unknown.to_vec()),
        ("a.sqlite", sqlite.to_vec()),
        ("a.sav", b"$FL2@(#) SPSS DATA FILE".to_vec()),
        ("old.dta", unknown.to_vec()),
        ("a.dta", b"<stata_dta><header>".to_vec()),
        ("a.rds", b"\x1f\x8b\x08\0\0\0".to_vec()),
        ("a.gz", b"\x1f\x8b\x08\0\0\0".to_vec()),
        ("a.tar", tar),
        ("a.xz", b"\xfd7zXZ\0\0\x04".to_vec()),
        ("a.mp3", b"ID3\x04\0\0\0\0".to_vec()),
        ("b.mp3", b"\xff\xf3\x90\xc4\0".to_vec()),
        ("a.wav", b"RIFF\x24\0\0\0WAVEfmt ".to_vec()),
        ("a.m4a", b"\0\0\0\x20ftypM4A \0\0\0\0".to_vec()),
        ("a.mp4", b"\0\0\0\x20ftypisom\0\0\0\0".to_vec()),
        ("a.mov", b"\0\0\0\x14ftypqt  \0\0\0\0".to_vec()),
        ("a.webm", b"\x1aE\xdf\xa3\x01\0\0".to_vec()),
        ("a.wma", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9".to_vec()),
        ("a.avi", b"RIFF\x24\0\0\0AVI LIST".to_vec()),
        ("a.aiff", b"FORM\0\0\0\x24AIFFCOMM".to_vec()),
        ("a.amr", b"#!AMR\n\x3c".to_vec()),
        ("a.dss", b"\x02dss\0\0".to_vec()),
        ("a.ds2", b"\x03ds2\0\0".to_vec()),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
        ("b.heic", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic".to_vec()),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec()),
        ("a.bmp", b"BM\x36\0\x0c\0\0\0\0\0\x36\0\0\0".to_vec()),
        ("a.psd", b"8BPS\0\x01".to_vec()),
    ]
}

#[test]
fn every_other_kind_of_file_is_named_with_what_to_do() {
    let messages: Vec<String> =
        files().iter().map(|(name, bytes)| open(name, bytes).unwrap_err().to_string()).collect();
    assert_snapshot!(messages.join("\n"), @"
    `a.doc` is an old Word document (.doc): open it in Word or LibreOffice, save it as .docx, and import that
    `a.xls` is an old Excel workbook (.xls): save the sheet as .csv with columns timestamp, speaker and words, and import that
    `b.xls` is an old Excel workbook (.xls): save the sheet as .csv with columns timestamp, speaker and words, and import that
    `a.ppt` is an old PowerPoint presentation (.ppt): save it as a PDF in the program that made it, and import that
    `a.msg` is an e-mail (.msg): copy its words into a .docx or .txt, and import that; a transcript attached to it is saved and imported by itself
    `a.pub` is a Publisher document: save it as a PDF in the program that made it, and import that
    `a.xlsx` is an Excel workbook whose heads name nothing that is known: name its columns: a case and codes (a framework matrix); document, code and segment (coded segments); code and definition (a codebook); turns of an interview are saved as .csv with columns timestamp, speaker and words
    `a.pptx` is a PowerPoint presentation: save it as a PDF in the program that made it, and import that
    `a.pages` is a Pages document: in Pages, export it as Word (.docx), and import that
    `a.numbers` is a Numbers sheet: save the sheet as .csv with columns timestamp, speaker and words, and import that
    `a.key` is a Keynote presentation: save it as a PDF in the program that made it, and import that
    `a` is a document of Pages, Numbers or Keynote: export it as Word (.docx) from the program that made it, and import that
    `a.epub` is an electronic book (.epub): convert it to .docx, for example with Calibre, and import that
    `a.qdpx` is a REFI-QDA project: it is a whole study; import it by itself, not as one of several transcripts
    `a.atlproj23` is an ATLAS.ti project: open it in its program, export it as a REFI-QDA project (.qdpx), and import that
    `a.zip` is a zip archive: unpack it, and import the files in it
    `a.eml` is an e-mail (.eml): copy its words into a .docx or .txt, and import that; a transcript attached to it is saved and imported by itself
    `a.mht` is a web page saved as one file (.mht): save it as a PDF in the program that made it, and import that
    `a.gdoc` is a link to a Google document: open it in Google Docs, download it as Word (.docx), and import that
    `a.one` is a OneNote notebook (.one): export it as Word (.docx) from the program that made it, and import that
    `a.wpd` is a WordPerfect document: open it in LibreOffice, save it as .docx, and import that
    `a.nvp` is an NVivo project: open it in its program, export it as a REFI-QDA project (.qdpx), and import that
    `a.nvpx` is an NVivo project: open it in its program, export it as a REFI-QDA project (.qdpx), and import that
    `a.mx24` is a MAXQDA project: open it in its program, export it as a REFI-QDA project (.qdpx), and import that
    `a.mex` is a MAXQDA project: open it in its program, export it as a REFI-QDA project (.qdpx), and import that
    `a.sqlite` is a database: export the transcripts from the program that made it
    `a.sav` is a data file of SPSS (.sav): it holds a table and no transcript; save it as .csv in its program: attributes of participants are imported as a table of people
    `old.dta` is a data file of Stata (.dta): it holds a table and no transcript; save it as .csv in its program: attributes of participants are imported as a table of people
    `a.dta` is a data file of Stata (.dta): it holds a table and no transcript; save it as .csv in its program: attributes of participants are imported as a table of people
    `a.rds` is a data file of R: it holds a table and no transcript; save it as .csv in its program: attributes of participants are imported as a table of people
    `a.gz` is a packed file (gzip): unpack it, and import the files in it
    `a.tar` is a packed file (tar): unpack it, and import the files in it
    `a.xz` is a packed file (xz): unpack it, and import the files in it
    `a.mp3` is a sound recording: transcribe it first, and import the transcript
    `b.mp3` is a sound recording: transcribe it first, and import the transcript
    `a.wav` is a sound recording: transcribe it first, and import the transcript
    `a.m4a` is a sound or video recording: transcribe it first, and import the transcript
    `a.mp4` is a sound or video recording: transcribe it first, and import the transcript
    `a.mov` is a sound or video recording: transcribe it first, and import the transcript
    `a.webm` is a video recording: transcribe it first, and import the transcript
    `a.wma` is a sound or video recording (Windows Media): transcribe it first, and import the transcript
    `a.avi` is a video recording: transcribe it first, and import the transcript
    `a.aiff` is a sound recording: transcribe it first, and import the transcript
    `a.amr` is a sound recording: transcribe it first, and import the transcript
    `a.dss` is a dictation recording (.dss): transcribe it first, and import the transcript
    `a.ds2` is a dictation recording (.ds2): transcribe it first, and import the transcript
    `a.heic` is a HEIC image: it holds no text; type the words or run text recognition (OCR), and import those
    `b.heic` is a HEIC image: it holds no text; type the words or run text recognition (OCR), and import those
    `a.jpg` is a JPEG image: it holds no text; type the words or run text recognition (OCR), and import those
    `a.bmp` is a bitmap image: it holds no text; type the words or run text recognition (OCR), and import those
    `a.psd` is a Photoshop image: it holds no text; type the words or run text recognition (OCR), and import those
    ");
}

#[test]
fn texts_that_only_look_like_other_kinds_are_read() {
    for (name, text) in [
        ("a.key", "Interviewer: So?\n\nP01: Well.\n"),
        ("a.txt", "From: Ann\nTo: Bo\nSubject: why\n\nInterviewer: So?\n"),
        ("b.txt", "BM: So?\n\nP01: Well.\n"),
    ] {
        assert_eq!(open(name, text.as_bytes()).unwrap().kind.word(), "txt", "{name}");
    }
}
