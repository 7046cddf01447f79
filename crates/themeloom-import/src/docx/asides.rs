//! Comments, footnotes and endnotes: words beside the text.

use crate::document::AsideKind;
use crate::error::ImportError;
use crate::written::Beside;
use crate::xml::{self, Item, Place};

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

/// Attaches the words to their places in the text. Word's own separators between text and footnotes
/// have no mark in the text and so fall away.
pub(super) fn place_all(anchors: &[Anchor], words: Vec<AsideWords>) -> Vec<Beside> {
    words.into_iter().filter_map(|aside| place_one(anchors, aside)).collect()
}

fn place_one(anchors: &[Anchor], aside: AsideWords) -> Option<Beside> {
    let find = |kind| anchors.iter().find(|a| a.kind == kind && a.id == aside.id).map(|a| a.at);
    let at = match aside.kind {
        AsideKind::Footnote => find(AnchorKind::Footnote).map(|at| at..at),
        AsideKind::Endnote => find(AnchorKind::Endnote).map(|at| at..at),
        AsideKind::Comment => match (find(AnchorKind::CommentStart), find(AnchorKind::CommentEnd)) {
            (Some(start), Some(end)) => Some(start..end.max(start)),
            _ => find(AnchorKind::Comment).map(|at| at..at),
        },
    }?;
    Some(Beside { kind: aside.kind, at, author: aside.author, words: aside.words })
}
