//! Subtitles as YouTube writes them.

use crate::blocks::{Between, Blocks, comma_times};
use crate::cues;
use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::Decoded;
use crate::error::ImportError;
use crate::note::Note;

/// Whether a text begins with a line of two times.
pub(crate) fn begins_like_sbv(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| comma_times(line).is_some())
}

/// Reads subtitles of YouTube.
pub(crate) fn read(file: &str, decoded: &Decoded) -> Result<ImportedDocument, ImportError> {
    let blocks = Blocks::read(&decoded.text, Between::Comma);
    let mut notes = decoded.notes();
    for (line, _) in &blocks.others {
        notes.push(Note::not_read(
            "a block",
            format!("line {line}"),
            "no times as `0:01:02.000,0:01:05.000` stand over it; add them, or save the file as .txt",
        ));
    }
    cues::document(DocumentKind::Sbv, &blocks.cues, notes)
        .ok_or_else(|| ImportError::NoWords { file: file.to_owned() })
}
