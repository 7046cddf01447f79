//! Plain text.

use crate::document::{DocumentKind, ImportedDocument};
use crate::draft::normalise;
use crate::encodings::Decoded;
use crate::note::Note;
use crate::transcript;

/// Reads plain text: nothing is changed but line ends and control characters.
pub(crate) fn read(decoded: &Decoded) -> ImportedDocument {
    let mut notes: Vec<Note> = decoded.notes();
    let text = normalise(&decoded.text, &mut notes);
    transcript::from_labels(DocumentKind::PlainText, text, notes)
}
