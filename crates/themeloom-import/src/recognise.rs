//! What a file is, by its content first: names lie.

use crate::archive::Archive;
use crate::document::DocumentKind;
use crate::elan::is_elan;
use crate::encodings::{Decoded, decode};
use crate::error::{Expected, ImportError};
use crate::foreign::{recognise_study, sqlite};
use crate::limits::Limits;
use crate::other_kinds;
use crate::refi::is_project;
use crate::sbv::begins_like_sbv;
use crate::srt::begins_like_srt;
use crate::textgrid::begins_like_textgrid;
use crate::transcript_json::begins_like_json;
use crate::turns_csv::has_header;

/// What was recognised, with the characters for the kinds that are text.
pub(crate) enum Content {
    /// A Word document.
    Docx,
    /// A PDF.
    Pdf,
    /// An OpenDocument text.
    Odt,
    /// Rich text.
    Rtf,
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
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Ok(Content::Rtf);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(old_office(file, bytes));
    }
    if let Some(kind) = recognise_study(bytes).filter(|_| bytes.starts_with(sqlite::MAGIC)) {
        return Err(wrong(file, kind.plain(), WHOLE_STUDY));
    }
    if let Some((found, remedy)) = other_kinds::by_begin(bytes) {
        return Err(wrong(file, found, remedy));
    }
    if let Some((found, remedy)) = by_magic(bytes) {
        return Err(vague(file, found, remedy));
    }
    let expected = Expected::from_name(file);
    let not_text = || match other_kinds::by_ending(file) {
        Some((found, remedy)) => wrong(file, found, remedy),
        None => ImportError::NotText { file: file.to_owned(), expected: expected.clone() },
    };
    let decoded = decode(bytes).ok_or_else(not_text)?;
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty { file: file.to_owned() });
    }
    if is_elan(&decoded.text) {
        return Ok(Content::Text(DocumentKind::Elan, decoded));
    }
    if let Some((found, remedy)) = other_kinds::by_text(file, &decoded.text) {
        return Err(wrong(file, found, remedy));
    }
    match by_markup(&decoded.text, expected.0.as_deref()) {
        Some(Markup::Read(kind)) => return Ok(Content::Text(kind, decoded)),
        Some(Markup::Refused(found, remedy)) => return Err(wrong(file, found, remedy)),
        None => {}
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
    if begins_like_textgrid(text) {
        return DocumentKind::TextGrid;
    }
    if begins_like_sbv(text) {
        return DocumentKind::Sbv;
    }
    if begins_like_json(text) {
        return DocumentKind::TranscriptJson;
    }
    match ending {
        Some("csv" | "tsv" | "tab") => DocumentKind::TurnsCsv,
        Some("md" | "markdown") => DocumentKind::Markdown,
        Some("vtt") => DocumentKind::Vtt,
        Some("srt") => DocumentKind::Srt,
        Some("json") => DocumentKind::TranscriptJson,
        _ if has_header(text) => DocumentKind::TurnsCsv,
        _ => DocumentKind::PlainText,
    }
}

const SAVE_DOCX: &str = "open it in Word or LibreOffice, save it as .docx, and import that";
const NAME_HEADS: &str = "name its columns: a case and codes (a framework matrix); document, code and segment (coded segments); code and definition (a codebook); turns of an interview are saved as .csv with columns timestamp, speaker and words";
const SAVE_CSV: &str = "save the sheet as .csv with columns timestamp, speaker and words, and import that";
const TRANSCRIBE: &str = "transcribe it first, and import the transcript";
const NO_WORDS: &str = "it holds no text; type the words or run text recognition (OCR), and import those";
const WHOLE_STUDY: &str = "it is a whole study; import it by itself, not as one of several transcripts";
const UNPACK: &str = "unpack it, and import the files in it";
const NO_TRANSCRIPT: &str = "it is no transcript; find the right file, and be careful with this one";

fn recognise_archive(file: &str, bytes: &[u8], limits: &Limits) -> Result<Content, ImportError> {
    let mut archive = Archive::open(file, bytes, limits)?;
    let names = archive.names();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("word/") {
        return Ok(Content::Docx);
    }
    if let Some((found, remedy)) = other_kinds::by_parts(&names, file) {
        return Err(wrong(file, found, remedy));
    }
    // LibreOffice may pack the whole of a protected document into one part.
    if has("mimetype") && (has("content.xml") || has("encrypted-package")) {
        return recognise_open_document(file, &mut archive);
    }
    Err(match () {
        () if has("xl/") => {
            wrong(file, "an Excel workbook whose heads name nothing that is known", NAME_HEADS)
        }
        () if is_project(&names) => wrong(file, "a REFI-QDA project", WHOLE_STUDY),
        () if has("index.xml") => wrong(file, "a Pages document", SAVE_DOCX),
        () => vague(file, "a zip archive", UNPACK),
    })
}

/// Texts are read; what else the OpenDocument programs write is named.
fn recognise_open_document(file: &str, archive: &mut Archive<'_>) -> Result<Content, ImportError> {
    let mime = archive.read("mimetype")?.unwrap_or_default();
    let mime = String::from_utf8_lossy(&mime);
    match mime.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        Some(kind) if kind.starts_with("text") => Ok(Content::Odt),
        Some(kind) if kind.starts_with("spreadsheet") => {
            Err(wrong(file, "an OpenDocument spreadsheet", SAVE_CSV))
        }
        Some(kind) if kind.starts_with("presentation") => {
            Err(wrong(file, "an OpenDocument presentation", SAVE_DOCX))
        }
        _ => Err(wrong(file, "an OpenDocument file without text", SAVE_DOCX)),
    }
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
    } else if let Some((found, remedy)) = other_kinds::by_stream(has) {
        wrong(file, found, remedy)
    } else {
        vague(file, "a file of an old Office program", SAVE_DOCX)
    }
}

fn by_magic(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const MAGIC: [(&[u8], &str, &str); 21] = [
        (b"\x89PNG\r\n\x1a\n", "a PNG image", NO_WORDS),
        (b"\xff\xd8\xff", "a JPEG image", NO_WORDS),
        (b"GIF8", "a GIF image", NO_WORDS),
        (b"II*\0", "a TIFF image", NO_WORDS),
        (b"MM\0*", "a TIFF image", NO_WORDS),
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
        (b"SQLite format 3\0", "a database", "export the transcripts from the program that made it"),
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

/// What a text is by its markup.
enum Markup {
    Read(DocumentKind),
    Refused(&'static str, &'static str),
}

/// Markup is known by how it begins; a web page also by its ending if there is a tag in it.
fn by_markup(text: &str, ending: Option<&str>) -> Option<Markup> {
    let head: String = text.trim_start().chars().take(8000).collect::<String>().to_ascii_lowercase();
    let is_xml = head.starts_with("<?xml");
    // What stands before the first element: declarations, comments, a document type.
    let is_page = head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || ((is_xml || head.starts_with("<!--"))
            && (head.contains("<!doctype html") || head.contains("<html")));
    if is_page || (matches!(ending, Some("html" | "htm" | "xhtml")) && !is_xml && has_tag(text)) {
        Some(Markup::Read(DocumentKind::Html))
    } else if is_xml && head.contains("<office:document") && head.contains("opendocument.text") {
        Some(Markup::Read(DocumentKind::Odt))
    } else if is_xml {
        Some(Markup::Refused(
            "an XML file",
            "export the transcript as .docx or .txt from the program that made it",
        ))
    } else {
        None
    }
}

/// What the bytes alone tell, unless the name tells more.
fn vague(file: &str, found: &'static str, remedy: &'static str) -> ImportError {
    let (found, remedy) = other_kinds::by_ending(file).unwrap_or((found, remedy));
    wrong(file, found, remedy)
}

/// Whether something like a tag stands in a text.
fn has_tag(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| matches!(pair, [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'/']))
}

fn wrong(file: &str, found: &'static str, remedy: &'static str) -> ImportError {
    ImportError::WrongKind { file: file.to_owned(), found, expected: Expected::from_name(file), remedy }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
