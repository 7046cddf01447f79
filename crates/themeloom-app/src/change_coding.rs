//! A coding that is there: moved to other words, coded otherwise, read, split.

use themeloom_study::coding::Coding;
use themeloom_study::op::CodingEdit;
use themeloom_study::{CodeId, CodingId, Op, Passage, Study};
use themeloom_text::{Placed, Span};

use crate::apply_code::code;
use crate::draft::{Draft, live};
use crate::error::{AppError, Result};
use crate::record_people::unfit;

/// Makes a coding mark other words of the same source.
///
/// # Errors
/// When it was taken away, or the words are none, cannot be read, or stand in another source.
pub fn resize_coding(draft: &mut Draft<'_>, id: CodingId, passage: Passage) -> Result<()> {
    let coding = live(draft.study().codings(), id, "coding")?;
    if passage.span.is_empty() || passage.source != coding.source {
        return Err(unfit("a coding", "", "at least one word of the same source"));
    }
    let before = (marked(draft.study(), coding)?, coding.excerpt);
    let excerpt = draft.excerpt(&passage)?;
    let op = |edit| Op::EditCoding(id, CodingEdit::Passage(Box::new(edit)));
    draft.set(&before, &(passage, excerpt), op).map(drop)
}

/// Codes a passage with another code.
///
/// # Errors
/// When the coding was taken away, or the code is a category or archived.
pub fn recode(draft: &mut Draft<'_>, id: CodingId, code: CodeId) -> Result<()> {
    let row = live(draft.study().codes(), code, "code")?;
    if row.content.is_category {
        return Err(AppError::CategoryNotApplied { code: row.label() });
    }
    let before = live(draft.study().codings(), id, "coding")?.code;
    draft.set(&before, &code, |e| Op::EditCoding(id, CodingEdit::Code(e))).map(drop)
}

/// Says whether a person has read the passage that a search found.
///
/// # Errors
/// When the coding was taken away.
pub fn set_read(draft: &mut Draft<'_>, id: CodingId, read: bool) -> Result<()> {
    let before = live(draft.study().codings(), id, "coding")?.read;
    draft.set(&before, &read, |e| Op::EditCoding(id, CodingEdit::Read(e))).map(drop)
}

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
    resize_coding(draft, id, first)?;
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

/// Where a coding stands now, in the newest version of its source.
pub(crate) fn standing(study: &Study, coding: &Coding) -> Result<Passage> {
    let gone = || AppError::Meanwhile { what: "the words of the coding are not there any more".to_owned() };
    let span = study.place(&marked(study, coding)?).and_then(Placed::span).ok_or_else(gone)?;
    let source = live(study.sources(), coding.source, "source")?;
    Ok(Passage { source: coding.source, span, version: source.history.latest() })
}

fn marked(study: &Study, coding: &Coding) -> Result<Passage> {
    let gone = || AppError::Meanwhile { what: "the source of the coding is not there".to_owned() };
    study.passage_of(coding).ok_or_else(gone)
}
