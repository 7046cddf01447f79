//! WebVTT subtitles, as Teams, Zoom, Otter and Whisper write them.

use crate::blocks::{Between, Blocks};
use crate::cues;
use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::Decoded;
use crate::error::ImportError;
use crate::note::{Note, count};

/// Reads WebVTT. Notes, styles and regions are not words.
pub(crate) fn read(file: &str, decoded: &Decoded) -> Result<ImportedDocument, ImportError> {
    let blocks = Blocks::read(&decoded.text, Between::Arrow);
    let mut notes = decoded.notes();
    notes.extend(blocks.notes());
    for (word, what) in [("NOTE", "notes"), ("STYLE", "styles"), ("REGION", "regions")] {
        let n = blocks.others.iter().filter(|(_, line)| line.starts_with(word)).count();
        if n > 0 {
            notes.push(Note::not_read(
                what,
                count(n, "block", "blocks"),
                "they are no part of what was said",
            ));
        }
    }
    let known = ["WEBVTT", "NOTE", "STYLE", "REGION"];
    let is_stray =
        |line: &str| !known.iter().any(|word| line.trim_start_matches('\u{feff}').starts_with(word));
    for (line, _) in blocks.others.iter().filter(|(_, line)| is_stray(line)) {
        notes.push(Note::not_read(
            "a block",
            format!("line {line}"),
            "no times stand over it; add them, or save the file as .txt",
        ));
    }
    cues::document(DocumentKind::Vtt, &blocks.cues, notes)
        .ok_or_else(|| ImportError::NoWords { file: file.to_owned() })
}
