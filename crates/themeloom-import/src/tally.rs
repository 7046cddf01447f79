//! What a document contains besides words, counted for the notes.

use crate::note::{Changed, Note, count};

/// Counts of what was met.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Tracked insertions.
    pub(crate) insertions: usize,
    /// Tracked deletions.
    pub(crate) deletions: usize,
    /// Tables.
    pub(crate) tables: usize,
    /// Text boxes beside a paragraph.
    pub(crate) text_boxes: usize,
    /// Fields with something to show.
    pub(crate) fields: usize,
    /// Characters of symbol fonts.
    pub(crate) symbols: usize,
    /// Passages that are not shown.
    pub(crate) hidden_runs: usize,
    /// Paragraphs with a number or bullet that is drawn.
    pub(crate) numbered: usize,
    /// Pictures.
    pub(crate) pictures: usize,
    /// Embedded objects.
    pub(crate) embedded: usize,
    /// Documents inserted whole.
    pub(crate) other_documents: usize,
    /// Small readings beside words, as over Chinese and Japanese ones.
    pub(crate) readings: usize,
    /// Headers and footers with words.
    pub(crate) margins: usize,
}

impl Tally {
    /// What a person should know of it; `program` is what shows such a document.
    pub(crate) fn notes(&self, program: &str, notes: &mut Vec<Note>) {
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
        let hidden =
            format!("it is not shown in {program}; if it was meant to be read, unhide it and import again");
        let drawn = format!("{program} draws them; they are no part of the words");
        for (n, what, one, many, why) in [
            (self.hidden_runs, "hidden text", "passage", "passages", hidden.as_str()),
            (self.numbered, "automatic numbers or bullets", "paragraph", "paragraphs", drawn.as_str()),
            (self.pictures, "pictures", "picture", "pictures", "only words are imported"),
            (self.embedded, "embedded objects", "object", "objects", "only words are imported"),
            (
                self.other_documents,
                "documents inserted whole",
                "document",
                "documents",
                "import them by themselves",
            ),
            (
                self.readings,
                "small readings beside words",
                "reading",
                "readings",
                "they repeat how the words beside them sound",
            ),
            (
                self.margins,
                "headers and footers",
                "part",
                "parts",
                "they recur on every page and are no part of what was said",
            ),
        ] {
            if n > 0 {
                notes.push(Note::not_read(what, count(n, one, many), why));
            }
        }
    }
}
