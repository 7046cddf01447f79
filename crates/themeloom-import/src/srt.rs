//! SubRip subtitles.

use crate::blocks::{Between, Blocks};
use crate::cues;
use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::Decoded;
use crate::error::ImportError;
use crate::note::Note;

/// Whether a text begins like SubRip: a number, then a line of times.
pub(crate) fn begins_like_srt(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let numbered = lines.next().is_some_and(|line| line.trim().bytes().all(|b| b.is_ascii_digit()));
    numbered && lines.next().is_some_and(|line| line.contains("-->"))
}

/// Reads SubRip.
pub(crate) fn read(file: &str, decoded: &Decoded) -> Result<ImportedDocument, ImportError> {
    let blocks = Blocks::read(&decoded.text, Between::Arrow);
    let mut notes = decoded.notes();
    notes.extend(blocks.notes());
    for (line, _) in &blocks.others {
        notes.push(Note::not_read(
            "a block",
            format!("line {line}"),
            "no times stand over it; add them, or save the file as .txt",
        ));
    }
    cues::document(DocumentKind::Srt, &blocks.cues, notes)
        .ok_or_else(|| ImportError::NoWords { file: file.to_owned() })
}
