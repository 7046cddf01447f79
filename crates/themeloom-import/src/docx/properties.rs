//! What a body contains besides words, counted for the notes.

use crate::note::{Changed, Note, count};

/// Counts of what was met.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) insertions: usize,
    pub(super) deletions: usize,
    pub(super) tables: usize,
    pub(super) text_boxes: usize,
    pub(super) fields: usize,
    pub(super) symbols: usize,
    pub(super) hidden_runs: usize,
    pub(super) numbered: usize,
    pub(super) pictures: usize,
    pub(super) embedded: usize,
    pub(super) other_documents: usize,
}

impl Tally {
    /// What a person should know of it.
    pub(super) fn notes(&self, notes: &mut Vec<Note>) {
        for (n, change) in [
            (self.insertions, Changed::InsertionsKept(self.insertions)),
            (self.deletions, Changed::DeletionsDropped(self.deletions)),
            (self.tables, Changed::TablesAsLines(self.tables)),
            (self.text_boxes, Changed::TextBoxesMoved(self.text_boxes)),
            (self.fields, Changed::FieldsAsShown(self.fields)),
            (self.symbols, Changed::Symbols(self.symbols)),
        ] {
            if n > 0 {
                notes.push(change.into());
            }
        }
        for (n, what, one, many, why) in [
            (
                self.hidden_runs,
                "hidden text",
                "passage",
                "passages",
                "it is not shown in Word; if it was meant to be read, unhide it and import again",
            ),
            (
                self.numbered,
                "automatic numbers or bullets",
                "paragraph",
                "paragraphs",
                "Word draws them; they are no part of the words",
            ),
            (self.pictures, "pictures", "picture", "pictures", "only words are imported"),
            (self.embedded, "embedded objects", "object", "objects", "only words are imported"),
            (
                self.other_documents,
                "documents inserted whole",
                "document",
                "documents",
                "import them by themselves",
            ),
        ] {
            if n > 0 {
                notes.push(Note::not_read(what, count(n, one, many), why));
            }
        }
    }
}
