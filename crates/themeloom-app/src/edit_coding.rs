//! A coding that is there: coded otherwise, moved to other words, read.

use themeloom_study::coding::Coding;
use themeloom_study::op::CodingEdit;
use themeloom_study::{CodeId, CodingId, Op, Passage, Study};
use themeloom_text::Placed;

use crate::draft::{Draft, live};
use crate::error::{AppError, Result};
use crate::record_people::unfit;
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
/// When it was taken away, the code is a category or archived, or the words are none, cannot be read,
/// or stand in another source.
pub fn edit_coding(draft: &mut Draft<'_>, id: CodingId, wanted: CodingWanted) -> Result<()> {
    let now = *live(draft.study().codings(), id, "coding")?;
    if let Some(code) = wanted.code {
        let row = live(draft.study().codes(), code, "code")?;
        if row.content.is_category {
            return Err(AppError::CategoryNotApplied { code: row.label() });
        }
        draft.set(&now.code, &code, |e| Op::EditCoding(id, CodingEdit::Code(e)))?;
    }
    if let Some(passage) = wanted.passage {
        if passage.span.is_empty() || passage.source != now.source {
            return Err(unfit("a coding", "", "at least one word of the same source"));
        }
        let before = (marked(draft.study(), &now)?, now.excerpt);
        let excerpt = draft.excerpt(&passage)?;
        let op = |edit| Op::EditCoding(id, CodingEdit::Passage(Box::new(edit)));
        draft.set(&before, &(passage, excerpt), op)?;
    }
    draft.set_wanted(&now.read, wanted.read, |e| Op::EditCoding(id, CodingEdit::Read(e)))
}

/// Where a coding stands now, in the newest version of its source.
pub(crate) fn standing(study: &Study, coding: &Coding) -> Result<Passage> {
    let span = study.place(&marked(study, coding)?).and_then(Placed::span).ok_or_else(|| gone("passage"))?;
    let source = live(study.sources(), coding.source, "source")?;
    Ok(Passage { source: coding.source, span, version: source.history.latest() })
}

fn marked(study: &Study, coding: &Coding) -> Result<Passage> {
    study.passage_of(coding).ok_or_else(|| gone("source"))
}
