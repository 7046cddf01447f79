//! What a file is, by its content first: names lie.

use crate::archive::Archive;
use crate::document::DocumentKind;
use crate::encodings::{Decoded, decode};
use crate::error::{Expected, ImportError};
use crate::foreign::{recognise_study, sqlite};
use crate::limits::Limits;
use crate::srt::begins_like_srt;
use crate::turns_csv::has_header;

/// What was recognised, with the characters for the kinds that are text.
pub(crate) enum Content {
    /// A Word document.
    Docx,
    /// A PDF.
    Pdf,
    /// A text of some kind.
    Text(DocumentKind, Decoded),
}

/// Recognises the content of a file.
///
/// # Errors
/// For empty files and for everything that cannot be imported, with what it is and what to do.
pub(crate) fn recognise(file: &str, bytes: &[u8], limits: &Limits) -> Result<Content, ImportError> {
    if bytes.len() as u64 > limits.bytes {
        let (bytes, limit) = (bytes.len() as u64, limits.bytes);
        return Err(ImportError::TooLarge { file: file.to_owned(), bytes, limit });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty { file: file.to_owned() });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return recognise_archive(file, bytes, limits);
    }
    if bytes.get(..bytes.len().min(1024)).is_some_and(|head| find(head, b"%PDF-").is_some()) {
        return Ok(Content::Pdf);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(old_office(file, bytes));
    }
    if bytes.starts_with(sqlite::MAGIC) {
        let (found, remedy) = database(bytes);
        return Err(wrong(file, found, remedy));
    }
    if let Some((found, remedy)) = by_magic(bytes) {
        return Err(wrong(file, found, remedy));
    }
    let expected = Expected::from_name(file);
    let not_text = || ImportError::NotText { file: file.to_owned(), expected: expected.clone() };
    let decoded = decode(bytes).ok_or_else(not_text)?;
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty { file: file.to_owned() });
    }
    if let Some((found, remedy)) = by_markup(&decoded.text) {
        return Err(wrong(file, found, remedy));
    }
    Ok(Content::Text(text_kind(&decoded.text, expected.0.as_deref()), decoded))
}

/// The kind of a text, by what it begins with and then by the ending of its name.
fn text_kind(text: &str, ending: Option<&str>) -> DocumentKind {
    if text.starts_with("WEBVTT") {
        return DocumentKind::Vtt;
    }
    if begins_like_srt(text) {
        return DocumentKind::Srt;
    }
    match ending {
        Some("csv" | "tsv" | "tab") => DocumentKind::TurnsCsv,
        Some("md" | "markdown") => DocumentKind::Markdown,
        Some("vtt") => DocumentKind::Vtt,
        Some("srt") => DocumentKind::Srt,
        _ if has_header(text) => DocumentKind::TurnsCsv,
        _ => DocumentKind::PlainText,
    }
}

const SAVE_DOCX: &str = "open it in Word or LibreOffice, save it as .docx, and import that";
const SAVE_CSV: &str = "save the sheet as .csv with columns timestamp, speaker and words, and import that";
const TRANSCRIBE: &str = "transcribe it first, and import the transcript";
const NO_WORDS: &str = "it holds no text; type the words or run text recognition (OCR), and import those";
const WHOLE_STUDY: &str = "it is a whole study; import it by itself, not as one of several transcripts";
const EXPORT: &str =
    "export the transcripts from the program that made it as .docx or .txt, and import those";
const UNPACK: &str = "unpack it, and import the files in it";
const NO_TRANSCRIPT: &str = "it is no transcript; find the right file, and be careful with this one";

fn recognise_archive(file: &str, bytes: &[u8], limits: &Limits) -> Result<Content, ImportError> {
    let archive = Archive::open(file, bytes, limits)?;
    let names = archive.names();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("word/") {
        return Ok(Content::Docx);
    }
    let is_odf = has("mimetype") && has("content.xml");
    Err(match () {
        () if has("xl/") => wrong(file, "an Excel workbook", SAVE_CSV),
        () if has("ppt/") => wrong(file, "a PowerPoint presentation", SAVE_DOCX),
        () if is_odf => wrong(file, "an OpenDocument file", SAVE_DOCX),
        () if has("project.qde") => {
            wrong(file, "a REFI-QDA project", "unpack it, and import the sources in it")
        }
        () if has("Index/Document.iwa") || has("index.xml") => wrong(file, "a Pages document", SAVE_DOCX),
        () => wrong(file, "a zip archive", UNPACK),
    })
}

/// The old formats of Office share one container; names in it are in UTF-16.
fn old_office(file: &str, bytes: &[u8]) -> ImportError {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        ImportError::Encrypted { file: file.to_owned() }
    } else if has("WordDocument") {
        wrong(file, "an old Word document (.doc)", SAVE_DOCX)
    } else if has("Workbook") {
        wrong(file, "an old Excel workbook (.xls)", SAVE_CSV)
    } else {
        wrong(file, "a file of an old Office program", SAVE_DOCX)
    }
}

/// What a database holds.
fn database(bytes: &[u8]) -> (&'static str, &'static str) {
    match recognise_study(bytes) {
        Some(kind) => (kind.plain(), WHOLE_STUDY),
        None => ("a database of a program that cannot be read", EXPORT),
    }
}

fn by_magic(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const MAGIC: [(&[u8], &str, &str); 21] = [
        (b"\x89PNG\r\n\x1a\n", "a PNG image", NO_WORDS),
        (b"\xff\xd8\xff", "a JPEG image", NO_WORDS),
        (b"GIF8", "a GIF image", NO_WORDS),
        (b"II*\0", "a TIFF image", NO_WORDS),
        (b"MM\0*", "a TIFF image", NO_WORDS),
        (b"{\\rtf", "a rich text document (.rtf)", SAVE_DOCX),
        (b"MZ", "a Windows program", NO_TRANSCRIPT),
        (b"\x7fELF", "a program", NO_TRANSCRIPT),
        (b"\xcf\xfa\xed\xfe", "a program", NO_TRANSCRIPT),
        (b"\xca\xfe\xba\xbe", "a program", NO_TRANSCRIPT),
        (b"#!", "a program", NO_TRANSCRIPT),
        (b"ID3", "a sound recording", TRANSCRIBE),
        (b"\xff\xfb", "a sound recording", TRANSCRIBE),
        (b"OggS", "a sound recording", TRANSCRIBE),
        (b"fLaC", "a sound recording", TRANSCRIBE),
        (b"\x1aE\xdf\xa3", "a video recording", TRANSCRIBE),
        (b"\x1f\x8b", "a packed file (gzip)", UNPACK),
        (b"7z\xbc\xaf\x27\x1c", "a packed file (7-Zip)", UNPACK),
        (b"Rar!", "a packed file (RAR)", UNPACK),
        (b"BZh", "a packed file (bzip2)", UNPACK),
        (b"%!PS", "a PostScript file", "convert it to PDF, and import that"),
    ];
    let is_program_text = |magic: &[u8]| magic == b"MZ" && !bytes.iter().take(1024).any(|b| *b == 0);
    if let Some((_, found, remedy)) =
        MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic) && !is_program_text(magic))
    {
        return Some((found, remedy));
    }
    match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => {
            Some(("a sound recording", TRANSCRIBE))
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(("a WebP image", NO_WORDS)),
        [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e', b'i', ..] => Some(("a HEIC image", NO_WORDS)),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(("a sound or video recording", TRANSCRIBE)),
        _ => None,
    }
}

fn by_markup(text: &str) -> Option<(&'static str, &'static str)> {
    let head: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        Some(("a web page", SAVE_DOCX))
    } else if head.starts_with("<?xml") {
        Some(("an XML file", "export the transcript as .docx or .txt from the program that made it"))
    } else {
        None
    }
}

fn wrong(file: &str, found: &'static str, remedy: &'static str) -> ImportError {
    ImportError::WrongKind { file: file.to_owned(), found, expected: Expected::from_name(file), remedy }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
