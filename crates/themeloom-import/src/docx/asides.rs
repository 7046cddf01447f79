//! Comments, footnotes and endnotes: words beside the text.

use crate::document::{Aside, AsideKind};
use crate::draft;
use crate::error::ImportError;
use crate::note::{Note, Recognised};
use crate::xml::{self, Item, Place};
use themeloom_text::Text;

/// Which part of the package holds which kind.
pub(super) const PARTS: [(AsideKind, &str); 3] = [
    (AsideKind::Comment, "comments.xml"),
    (AsideKind::Footnote, "footnotes.xml"),
    (AsideKind::Endnote, "endnotes.xml"),
];

/// What a mark in the text attaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnchorKind {
    CommentStart,
    CommentEnd,
    Comment,
    Footnote,
    Endnote,
}

/// A mark in the text, by byte of the draft.
#[derive(Debug)]
pub(super) struct Anchor {
    pub(super) kind: AnchorKind,
    pub(super) id: String,
    pub(super) at: usize,
}

/// The words of one aside, by its number in the file.
#[derive(Debug)]
pub(super) struct AsideWords {
    kind: AsideKind,
    id: String,
    author: Option<String>,
    words: String,
}

/// Reads one part. Broken XML gives what came before the break.
pub(super) fn read(
    place: &Place<'_>,
    xml: &str,
    kind: AsideKind,
    into: &mut Vec<AsideWords>,
) -> Result<(), ImportError> {
    let mut in_text = false;
    let mut deleted = 0_usize;
    xml::walk(place, xml, |item| match item {
        Item::Start(start) => match start.local_name().into_inner() {
            "comment" | "footnote" | "endnote" => into.push(AsideWords {
                kind,
                id: xml::attribute(start, "id").unwrap_or_default(),
                author: xml::attribute(start, "author").filter(|a| !a.trim().is_empty()),
                words: String::new(),
            }),
            "t" => in_text = true,
            "del" => deleted += 1,
            _ => {}
        },
        Item::End("t") => in_text = false,
        Item::End("del") => deleted = deleted.saturating_sub(1),
        Item::End("p") => {
            if let Some(aside) = into.last_mut() {
                aside.words.push('\n');
            }
        }
        Item::Text(text) if in_text && deleted == 0 => {
            if let Some(aside) = into.last_mut() {
                aside.words.push_str(text);
            }
        }
        Item::End(_) | Item::Text(_) => {}
    })?;
    Ok(())
}

/// Attaches the words to their places in the text, in the text's order. Word's own separators
/// between text and footnotes have no mark in the text and so fall away.
pub(super) fn place_all(text: &Text, anchors: &[Anchor], words: &[AsideWords]) -> Vec<Aside> {
    let mut asides: Vec<Aside> = words.iter().filter_map(|aside| place_one(text, anchors, aside)).collect();
    asides.sort_by_key(|aside| (aside.at, aside.kind));
    asides
}

fn place_one(text: &Text, anchors: &[Anchor], aside: &AsideWords) -> Option<Aside> {
    let find = |kind| anchors.iter().find(|a| a.kind == kind && a.id == aside.id).map(|a| a.at);
    let bytes = match aside.kind {
        AsideKind::Footnote => find(AnchorKind::Footnote).map(|at| at..at),
        AsideKind::Endnote => find(AnchorKind::Endnote).map(|at| at..at),
        AsideKind::Comment => match (find(AnchorKind::CommentStart), find(AnchorKind::CommentEnd)) {
            (Some(start), Some(end)) => Some(start..end.max(start)),
            _ => find(AnchorKind::Comment).map(|at| at..at),
        },
    }?;
    Some(Aside {
        kind: aside.kind,
        at: draft::place(text, bytes),
        author: aside.author.clone(),
        words: aside.words.trim().to_owned(),
    })
}

/// Counts the asides for the notes.
pub(super) fn notes(asides: &[Aside], notes: &mut Vec<Note>) {
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
