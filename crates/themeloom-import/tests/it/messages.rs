use insta::assert_snapshot;
use themeloom_import::{Limits, open_document, read_codings};

use crate::docx_builder::{document, document_xml, p, package};
use crate::open;
use crate::pdf_builder::pdf;

#[test]
fn every_refusal_names_the_file_the_place_and_the_remedy() {
    let refused = |name: &str, bytes: &[u8]| open(name, bytes).unwrap_err().to_string();
    let wide: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let old_office = |name: &[u8]| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name].concat();
    let mut damaged = document(&p("words"));
    damaged.truncate(damaged.len() - 30);
    let messages = [
        refused("a.txt", b""),
        refused("a.docx", b" \n"),
        refused("a.docx", b"\x89PNG\r\n\x1a\n\0\0"),
        refused("a.docx", b"\x7fELF\x02\x01\x01\0\0\0"),
        refused("a.docx", &old_office(&wide)),
        refused("a.docx", &old_office(&locked)),
        refused("recording", b"ID3\x04\0\0\0"),
        refused("a.rtf", b"{\\rtf1 {\\b"),
        refused(
            "a.odt",
            &package(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")]),
        ),
        refused(
            "a.odt",
            &package(&[("mimetype", "application/vnd.oasis.opendocument.presentation"), ("content.xml", "")]),
        ),
        refused(
            "a.odt",
            &package(&[("mimetype", "application/vnd.oasis.opendocument.graphics"), ("content.xml", "")]),
        ),
        refused("a.docx", &package(&[("xl/workbook.xml", "")])),
        refused("a.html", b"<!DOCTYPE html><p><img src=x>"),
        refused("a.txt", b"<?xml version=\"1.0\"?><x>hi</x>"),
        refused("a.txt", &[1, 2, 3, 4, 5, 6, 7, 0, 0, 200, 201, 0, 1]),
        refused("a.docx", &damaged),
        refused("a.docx", &package(&[("word/other.xml", "x")])),
        refused("a.docx", &package(&[("word/document.xml", "x"), ("../../x", "y")])),
        refused("a.docx", &package(&[("word/document.xml", &document_xml(""))])),
        refused(
            "a.docx",
            &package(&[("word/document.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><w:p>&a;</w:p>")]),
        ),
        refused("a.docx", &document(&"<w:tbl>".repeat(10_000))),
        refused("a.pdf", &pdf(&[&[], &[]])),
        refused("a.pdf", b"%PDF-1.4\n%nothing else"),
        refused("a.csv", b"a,b\n1,2\n"),
        refused("a.csv", b"speaker,words\n,\n"),
        refused("a.vtt", b"WEBVTT\n"),
        read_codings("c.csv", b"source,words of a long sentence that is no header at all\nx,y\n")
            .unwrap_err()
            .to_string(),
    ];
    assert_snapshot!(messages.join("\n"), @"
    `a.txt` is empty: check that it was saved and copied completely
    `a.docx` is empty: check that it was saved and copied completely
    `a.docx` is a PNG image, although its name ends in .docx: it holds no text; type the words or run text recognition (OCR), and import those
    `a.docx` is a program, although its name ends in .docx: it is no transcript; find the right file, and be careful with this one
    `a.docx` is an old Word document (.doc), although its name ends in .docx: open it in Word or LibreOffice, save it as .docx, and import that
    `a.docx` is protected by a password: open it with the password, save a copy without one, import the copy, and then destroy the copy
    `recording` is a sound recording: transcribe it first, and import the transcript
    `a.rtf` is damaged (byte 10: expected the closing brace of the document): copy it again, or open it in the program that made it and save it anew
    `a.odt` is an OpenDocument spreadsheet, although its name ends in .odt: save the sheet as .csv with columns timestamp, speaker and words, and import that
    `a.odt` is an OpenDocument presentation, although its name ends in .odt: open it in Word or LibreOffice, save it as .docx, and import that
    `a.odt` is an OpenDocument file without text, although its name ends in .odt: open it in Word or LibreOffice, save it as .docx, and import that
    `a.docx` is an Excel workbook whose heads name nothing that is known, although its name ends in .docx: name its columns: a case and codes (a framework matrix); document, code and segment (coded segments); code and definition (a codebook); turns of an interview are saved as .csv with columns timestamp, speaker and words
    `a.html` holds no words: check that it is the right file
    `a.txt` is an XML file, although its name ends in .txt: export the transcript as .docx or .txt from the program that made it
    `a.txt` holds bytes that are no text, although its name ends in .txt: export it as .docx, .odt, .rtf, .html, .pdf with text, .txt, .csv, .vtt or .srt from the program that made it
    `a.docx` is damaged (the list of its parts, at the end of the file: expected a complete zip archive): copy it again, or open it in the program that made it and save it anew
    `a.docx` is damaged (word/document.xml: expected the document's text as XML): copy it again, or open it in the program that made it and save it anew
    `a.docx` has a part whose name leads outside the file (../../x), which no word processor writes: do not trust it; ask for it again from whoever made it
    `a.docx` holds no words: check that it is the right file
    `a.docx`, word/document.xml: it declares a document type, which word processors never do and which can hide an attack: open it and save it anew, then import that
    `a.docx`, word/document.xml: elements lie more than 256 deep in one another: open it and save it anew, then import that
    `a.pdf` has no text in it, only pictures of its 2 pages: run text recognition (OCR) over it, for example with `ocrmypdf`, and import the result
    `a.pdf` is damaged (the list of its objects: expected pages of a PDF): copy it again, or open it in the program that made it and save it anew
    `a.csv`, row 1: there is no column for words (found: `a`, `b`): name the columns in the first row, for example `timestamp,speaker,words`
    `a.csv` holds no words: check that it is the right file
    `a.vtt` holds no words: check that it is the right file
    `c.csv`, row 1: there is no column for quotation and code (found: `source`, a long text): name the columns in the first row, for example `source,quotation,code,coder`
    ");
}

#[test]
fn limits_are_kept_and_named() {
    let packed = document(&p(&"spam ".repeat(400_000)));
    let refused = |limits: Limits| open_document("a.docx", &packed, &limits).unwrap_err().to_string();
    let usual = Limits::default();
    let messages = [
        refused(usual),
        refused(Limits { expanded_bytes: 1000, ..usual }),
        refused(Limits { bytes: 100, ..usual }),
        refused(Limits { entries: 0, ..usual }),
    ];
    assert_snapshot!(messages.join("\n"), @"
    `a.docx` unpacks to far more than its size (word/document.xml grows more than 200 times), as files made to exhaust a computer do: if you trust it, open it and save it anew, then import that
    `a.docx` unpacks to far more than its size (word/document.xml passes 1000 bytes), as files made to exhaust a computer do: if you trust it, open it and save it anew, then import that
    `a.docx` has 10052 bytes, more than the limit of 100: split it, or raise the limit
    `a.docx` has 1 parts, more than the limit of 0: open it and save it anew as .docx, then import that
    ");
}
