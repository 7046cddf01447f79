//! What stood beside the text of a document (comments, footnotes, endnotes), kept as memos on its words.

use themeloom_import::{Aside, AsideKind};
use themeloom_study::memo::Target;
use themeloom_study::{Op, Passage, SourceId};
use themeloom_text::{Span, Text, Version, words};

use crate::draft::Draft;
use crate::error::Result;

/// How many code points around a footnote's sign are looked through for the word that it stands at.
const NEAR: u32 = 200;

/// A memo that an imported document brings with it.
pub(crate) struct AsideMemo {
    /// The words that it is about; none where the document has no words there.
    at: Option<Span>,
    text: String,
}

/// The memos that a document's asides become, in the order of the text.
pub(crate) fn aside_memos(text: &Text, asides: &[Aside]) -> Vec<AsideMemo> {
    let said = asides.iter().filter(|aside| !aside.words.trim().is_empty());
    said.map(|aside| AsideMemo { at: attached_to(text, aside.at), text: told(aside) }).collect()
}

/// Writes the memos of a source that was just added.
pub(crate) fn write_asides(draft: &mut Draft<'_>, source: SourceId, memos: Vec<AsideMemo>) -> Result<()> {
    for AsideMemo { at, text } in memos {
        let about = at.map_or(Target::Source(source), |span| {
            Target::Passage(Passage { source, span, version: Version::default() })
        });
        draft.add(Op::WriteMemo { about, text, reply_to: None })?;
    }
    Ok(())
}

/// The words that a comment covers, or the word that a footnote's sign follows, or else precedes.
fn attached_to(text: &Text, at: Span) -> Option<Span> {
    if !at.is_empty() {
        return Some(at);
    }
    let here = at.start().min(text.len());
    let before = Span::new(here.saturating_sub(NEAR), here)?;
    let after = Span::new(here, here.saturating_add(NEAR).min(text.len()))?;
    words(text, before).last().or(words(text, after).first()).copied()
}

fn told(aside: &Aside) -> String {
    let kind = match aside.kind {
        AsideKind::Comment => "Comment",
        AsideKind::Footnote => "Footnote",
        AsideKind::Endnote => "Endnote",
    };
    let by = aside.author.as_ref().map(|author| format!(" by {author}")).unwrap_or_default();
    format!("{kind}{by}: {}", aside.words)
}
