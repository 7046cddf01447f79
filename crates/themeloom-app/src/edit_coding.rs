//! Codings after the first moment: recoded, resized, read, taken away, split and joined.

use themeloom_study::coding::Coding;
use themeloom_study::{CodeId, CodingId, Edit, MemoId, Op, Passage, Thing};
use themeloom_study::memo::Target;
use themeloom_study::op::CodingEdit;
use themeloom_text::Span;

use crate::apply_code::code;
use crate::draft::Draft;
use crate::error::{AppError, Result};
use crate::resolve::gone;

/// What a coding is to be; what is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct CodingWanted {
    /// Another code.
    pub code: Option<CodeId>,
    /// Other words.
    pub passage: Option<Passage>,
    /// Whether a person has read it.
    pub read: Option<bool>,
}

/// Changes a coding.
///
/// # Errors
/// When it is not there, the code is a category, or the words cannot be read.
pub fn edit_coding(draft: &mut Draft<'_>, id: CodingId, wanted: CodingWanted) -> Result<()> {
    let before = live(draft, id)?;
    if let Some(code) = wanted.code.filter(|code| *code != before.code) {
        draft.add(Op::EditCoding(id, CodingEdit::Code(Edit::new(before.code, code))))?;
    }
    if let Some(passage) = wanted.passage {
        let now = draft.study().passage_of(&before).ok_or_else(|| gone("passage"))?;
        if passage.source != before.source {
            return Err(AppError::Meanwhile { what: "a coding stays in its source".to_owned() });
        }
        if passage != now {
            let excerpt = draft.excerpt(&passage)?;
            let edit = Edit::new((now, before.excerpt), (passage, excerpt));
            draft.add(Op::EditCoding(id, CodingEdit::Passage(Box::new(edit))))?;
        }
    }
    if let Some(read) = wanted.read.filter(|read| *read != before.read) {
        draft.add(Op::EditCoding(id, CodingEdit::Read(Edit::new(before.read, read))))?;
    }
    Ok(())
}

/// Takes a coding away. Undo brings it back with its memos.
///
/// # Errors
/// When it is not there.
pub fn uncode(draft: &mut Draft<'_>, id: CodingId) -> Result<()> {
    live(draft, id)?;
    draft.add(Op::Retire(Thing::Coding(id))).map(drop)
}

/// Splits a coding in two at a place in its words: the first part keeps its name and memos.
///
/// # Errors
/// When it is not there, or the place is not within its words.
pub fn split_coding(draft: &mut Draft<'_>, id: CodingId, at: &Passage) -> Result<CodingId> {
    let before = live(draft, id)?;
    let whole = now_in(draft, &before, at)?;
    let place = at.span.start();
    let parts = Span::new(whole.span.start(), place).zip(Span::new(place, whole.span.end()));
    let Some((first, second)) = parts.filter(|(first, second)| !first.is_empty() && !second.is_empty()) else {
        return Err(AppError::Meanwhile { what: "the place to split at is not within the coding".to_owned() });
    };
    let first = Passage { span: first, ..whole.clone() };
    edit_coding(draft, id, CodingWanted { passage: Some(first), ..CodingWanted::default() })?;
    code(draft, Passage { span: second, ..whole }, before.code, before.coder, before.read)
}

/// Joins codings with the same code in one source into the first of them, which gets the memos of
/// the others.
///
/// # Errors
/// When one is not there, or they differ in code or source.
pub fn join_codings(draft: &mut Draft<'_>, ids: &[CodingId]) -> Result<CodingId> {
    let codings = ids.iter().map(|id| live(draft, *id)).collect::<Result<Vec<_>>>()?;
    let Some((first, others)) = codings.split_first() else { return Err(gone("coding")) };
    if others.iter().any(|other| other.code != first.code || other.source != first.source) {
        let what = "only codings of the same code in the same source can be joined".to_owned();
        return Err(AppError::Meanwhile { what });
    }
    let source = draft.study().sources().live(first.source).ok_or_else(|| gone("source"))?;
    let latest = Passage { source: first.source, span: first.span, version: source.history.latest() };
    let spans = codings.iter().map(|coding| now_in(draft, coding, &latest).map(|now| now.span));
    let spans = spans.collect::<Result<Vec<_>>>()?;
    let start = spans.iter().map(|span| span.start()).min().unwrap_or_default();
    let end = spans.iter().map(|span| span.end()).max().unwrap_or_default();
    let span = Span::new(start, end).ok_or_else(|| gone("passage"))?;
    let read = codings.iter().all(|coding| coding.read);
    let whole = CodingWanted { passage: Some(Passage { span, ..latest }), read: Some(read), code: None };
    edit_coding(draft, first.id, whole)?;
    for other in others {
        keep_memos(draft, other.id, first.id)?;
        uncode(draft, other.id)?;
    }
    Ok(first.id)
}

/// Writes the memos of a coding again about another one: what is taken away keeps its own.
fn keep_memos(draft: &mut Draft<'_>, from: CodingId, to: CodingId) -> Result<()> {
    let memos = draft.study().memos().iter().filter(|memo| memo.about == Target::Coding(from));
    let memos: Vec<(String, Option<MemoId>)> = memos.map(|memo| (memo.text.clone(), memo.reply_to)).collect();
    memos.into_iter().try_for_each(|(text, reply_to)| {
        draft.add(Op::WriteMemo { about: Target::Coding(to), text, reply_to }).map(drop)
    })
}

/// Where a coding stands in the version in which another place was marked.
fn now_in(draft: &Draft<'_>, coding: &Coding, like: &Passage) -> Result<Passage> {
    let passage = draft.study().passage_of(coding).ok_or_else(|| gone("passage"))?;
    let source = draft.study().sources().live(coding.source).ok_or_else(|| gone("source"))?;
    let placed = source.history.place_between(passage.span, &passage.version, &like.version);
    let span = placed.and_then(themeloom_text::Placed::span).ok_or_else(|| gone("passage"))?;
    Ok(Passage { source: coding.source, span, version: like.version.clone() })
}

fn live(draft: &Draft<'_>, id: CodingId) -> Result<Coding> {
    draft.study().codings().live(id).copied().ok_or_else(|| gone("coding"))
}
