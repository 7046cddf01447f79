//! The words that a source of each kind holds: of a text, of a PDF, of a recording with a transcript.

use themeloom_text::{Span, Time, TimeSpan};

use super::container::{Container, last_step};
use super::tree::Element;
use crate::document::DocumentKind;
use crate::error::ImportError;
use crate::foreign::ForeignSource;
use crate::foreign::source::{RawSource, read_words};
use crate::limits::Limits;
use crate::open::open_document;

/// Where the words of a source come from.
pub(crate) struct Worded<'t> {
    /// The words.
    pub(crate) read: RawSource,
    /// The elements that hold selections of these words.
    pub(crate) selected_in: &'t Element,
}

/// Why a source has no words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoWords(pub(crate) &'static str);

const NO_FILE: &str =
    "its file is not in the project; export it again with its sources, or import the file by itself";
const NO_WORDS: &str = "its file is in the project and holds no words";

/// Reads the words of an element that says where they are: in itself, or in a file of the archive.
///
/// # Errors
/// When a part of the archive passes a limit or is damaged.
pub(crate) fn words<'t>(
    element: &'t Element,
    name: &str,
    container: &mut Container<'_>,
    limits: &Limits,
) -> Result<Result<Worded<'t>, NoWords>, ImportError> {
    if let Some(content) = element.child("PlainTextContent").filter(|c| !c.text.trim().is_empty()) {
        // XML itself takes every line end for LF.
        let text = content.text.replace("\r\n", "\n");
        let read = read_words(name, &format!("{name}.txt"), text.as_bytes());
        return Ok(read
            .map(|read| Worded { read, selected_in: element })
            .ok_or(NoWords("it holds no words")));
    }
    let paths = [element.get("plainTextPath"), element.get("richTextPath"), element.get("path")];
    let mut why = "the project holds no words of it";
    for path in paths.into_iter().flatten() {
        let Some(bytes) = container.file(path)? else {
            if why != NO_WORDS {
                why = NO_FILE;
            }
            continue;
        };
        why = NO_WORDS;
        let file = last_step(path);
        if let Some(read) = read_words(name, file, &bytes).filter(|_| !is_document(&bytes)) {
            return Ok(Ok(Worded { read, selected_in: element }));
        }
        if let Some(read) = document(name, file, &bytes, limits) {
            return Ok(Ok(Worded { read, selected_in: element }));
        }
    }
    Ok(Err(NoWords(why)))
}

/// Whether bytes are a document although they may look like a text.
fn is_document(bytes: &[u8]) -> bool {
    [&b"{\\rtf"[..], b"%PDF"].iter().any(|begins| bytes.starts_with(begins))
}

/// The words of a document of any kind that we read.
fn document(name: &str, file: &str, bytes: &[u8], limits: &Limits) -> Option<RawSource> {
    let document = open_document(file, bytes, limits).ok()?;
    let raw = document.text.as_str().to_owned();
    let source = ForeignSource {
        name: name.to_owned(),
        description: String::new(),
        file: file.to_owned(),
        document,
        original: bytes.to_vec(),
        recording: None,
    };
    Some(RawSource { raw, source })
}

/// Points at which a transcript and its recording meet: GUID, position in the words, milliseconds.
pub(crate) fn sync_points(transcript: &Element) -> Vec<(&str, Option<u64>, Option<u64>)> {
    let points = transcript.all("SyncPoint");
    points.filter_map(|p| Some((p.get("guid")?, p.number("position"), p.number("timeStamp")))).collect()
}

/// The words spoken between two times, to the nearest points at which words and recording meet: from the last
/// point at or before the beginning to the first one at or after the end. `None` where no words are spoken then.
pub(crate) fn spoken(places: &[(u32, u64)], begin: u64, end: u64, text_end: u32) -> Option<Span> {
    let first = places.iter().map(|(at, _)| *at).min()?;
    let from = places.iter().filter(|(_, ms)| *ms <= begin).map(|(at, _)| *at).max().unwrap_or(first);
    let to = places.iter().filter(|(_, ms)| *ms >= end).map(|(at, _)| *at).min().unwrap_or(text_end);
    Span::new(from, to).filter(|span| !span.is_empty())
}

/// Keeps the PDF that the words of a source were taken from as its file; and its pages, where we read the very
/// same words in it.
pub(crate) fn keep_pdf(source: &mut ForeignSource, file: &str, pdf: Vec<u8>, limits: &Limits) {
    if source.document.kind != DocumentKind::Pdf
        && let Ok(document) = open_document(file, &pdf, limits)
        && document.text.as_str() == source.document.text.as_str()
    {
        source.document = document;
    }
    if pdf.starts_with(b"%PDF") {
        file.clone_into(&mut source.file);
        source.original = pdf;
    }
}

/// The time of a turn from the sync point at or before its beginning.
pub(crate) fn time_turns(read: &mut RawSource, places: &[(u32, u64)]) {
    for turn in &mut read.source.document.turns {
        let before = places.iter().filter(|(at, _)| *at <= turn.words.start()).max_by_key(|(at, _)| *at);
        if turn.time.is_none()
            && let Some((_, ms)) = before
        {
            turn.time = Some(TimeSpan { start: Time(*ms), end: None });
        }
    }
}
