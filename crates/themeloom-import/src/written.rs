//! What a reader of a word processor's file gives, and the document that it becomes: one way for all
//! of them, so that the same words have the same turns, headings and asides whatever file they came in.

use std::ops::Range;

use crate::document::{Aside, AsideKind, DocumentKind, ImportedDocument};
use crate::draft::{self, Draft};
use crate::note::{Note, Recognised};
use crate::{styles, transcript};

/// What was read. Places are in bytes of the draft.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// The words.
    pub(crate) draft: Draft,
    /// Headings, with their level from 1.
    pub(crate) headings: Vec<(u8, Range<usize>)>,
    /// Words beside the text.
    pub(crate) asides: Vec<Beside>,
    /// What a person should know.
    pub(crate) notes: Vec<Note>,
}

/// A comment, footnote or endnote, before its place is counted in code points.
#[derive(Debug)]
pub(crate) struct Beside {
    /// What it is.
    pub(crate) kind: AsideKind,
    /// What it is about.
    pub(crate) at: Range<usize>,
    /// Who wrote it, if the file says.
    pub(crate) author: Option<String>,
    /// Its words.
    pub(crate) words: String,
}

impl Written {
    /// Whether there are no words at all.
    pub(crate) fn is_blank(&self) -> bool {
        self.draft.as_str().trim().is_empty()
    }

    /// The document: turns by the labels in the text, asides in the text's order.
    pub(crate) fn into_document(self, kind: DocumentKind) -> ImportedDocument {
        let Self { mut draft, headings, asides, mut notes } = self;
        let marks = draft.take_marks();
        let text = draft.finish(&mut notes);
        let headings = styles::headings(&text, &headings);
        let mut asides: Vec<Aside> = asides
            .into_iter()
            .map(|beside| Aside {
                kind: beside.kind,
                at: draft::place(&text, beside.at),
                author: beside.author,
                words: beside.words.trim().to_owned(),
            })
            .collect();
        asides.sort_by_key(|aside| (aside.at, aside.kind));
        count_asides(&asides, &mut notes);
        if !headings.is_empty() {
            notes.push(Recognised::Headings(headings.len()).into());
        }
        let mut document = transcript::from_labels(kind, text, notes);
        document.styles = headings;
        document.asides = asides;
        styles::emphasise(&mut document, &marks);
        document
    }
}

fn count_asides(asides: &[Aside], notes: &mut Vec<Note>) {
    for (kind, one, many) in [
        (AsideKind::Comment, "comment", "comments"),
        (AsideKind::Footnote, "footnote", "footnotes"),
        (AsideKind::Endnote, "endnote", "endnotes"),
    ] {
        let count = asides.iter().filter(|aside| aside.kind == kind).count();
        if count > 0 {
            notes.push(Recognised::Asides { what: if count == 1 { one } else { many }, count }.into());
        }
    }
}
