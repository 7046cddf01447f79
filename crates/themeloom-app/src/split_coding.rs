//! Splitting a coding in two.

use themeloom_study::{CodingId, Passage};
use themeloom_text::{Placed, Span};

use crate::apply_code::code;
use crate::draft::{Draft, live};
use crate::edit_coding::{CodingWanted, edit_coding, standing};
use crate::error::Result;
use crate::record_people::unfit;

/// Splits a coding in two at a place, given as a passage without words. The coding itself keeps the
/// words before, and all that was written about it; the rest becomes a coding with the same code by
/// the same coder, whose id is answered. Space at the cut belongs to neither.
///
/// # Errors
/// When the coding was taken away, its words are gone, or nothing would be left on one side.
pub fn split_coding(draft: &mut Draft<'_>, id: CodingId, at: &Passage) -> Result<CodingId> {
    let coding = *live(draft.study().codings(), id, "coding")?;
    let whole = standing(draft.study(), &coding)?;
    let cut = draft.study().place(at).and_then(Placed::span).map(Span::start);
    let halves = cut.and_then(|cut| halves(draft, &whole, cut)).filter(|_| at.source == coding.source);
    let Some((first, second)) = halves else {
        return Err(unfit("the place to split at", "", "a place with words of the coding on both sides"));
    };
    edit_coding(draft, id, CodingWanted { passage: Some(first), ..CodingWanted::default() })?;
    code(draft, second, coding.code, coding.coder, coding.read)
}

/// The two parts of a passage, without the space between them.
fn halves(draft: &Draft<'_>, whole: &Passage, cut: u32) -> Option<(Passage, Passage)> {
    let text = draft.texts().current(whole.source)?;
    let before = text.excerpt(Span::new(whole.span.start(), cut)?)?.trim_end();
    let after = text.excerpt(Span::new(cut, whole.span.end())?)?.trim_start();
    let len = |words: &str| u32::try_from(words.chars().count()).ok().filter(|len| *len > 0);
    let first = Span::with_len(whole.span.start(), len(before)?);
    let second = Span::new(whole.span.end().checked_sub(len(after)?)?, whole.span.end())?;
    let part = |span| Passage { span, ..whole.clone() };
    Some((part(first), part(second)))
}
