//! Coding by hand: one passage with one code or several, known or new.

use themeloom_study::code::NewCode;
use themeloom_study::{CodeId, CodingId, Passage};
use themeloom_text::Placed;

use crate::apply_code::code;
use crate::draft::{Draft, live};
use crate::edit_code::add_new_code;
use crate::error::{AppError, Result};
use crate::record_people::unfit;

/// Codes a passage, which the coder has read, with several codes. Where the coder coded it so
/// already, that coding is answered and nothing is added.
///
/// # Errors
/// When the passage has no words or cannot be read, or a code is a category or archived.
pub fn code_passage(draft: &mut Draft<'_>, passage: &Passage, codes: &[CodeId]) -> Result<Vec<CodingId>> {
    if passage.span.is_empty() {
        return Err(unfit("a passage to code", "", "at least one word"));
    }
    codes.iter().map(|code| code_once(draft, passage, *code)).collect()
}

/// Adds a code and codes a passage with it.
///
/// # Errors
/// As for [`add_code`](crate::add_code) and [`code_passage`].
pub fn code_with_new(
    draft: &mut Draft<'_>,
    passage: &Passage,
    new: NewCode,
) -> Result<(CodeId, Vec<CodingId>)> {
    let code = add_new_code(draft, new)?;
    Ok((code, code_passage(draft, passage, &[code])?))
}

fn code_once(draft: &mut Draft<'_>, passage: &Passage, code_id: CodeId) -> Result<CodingId> {
    let row = live(draft.study().codes(), code_id, "code")?;
    if row.content.is_category {
        return Err(AppError::CategoryNotApplied { code: row.label() });
    }
    match coded_already(draft, passage, code_id) {
        Some(coding) => Ok(coding),
        None => code(draft, passage.clone(), code_id, draft.author(), true),
    }
}

fn coded_already(draft: &Draft<'_>, passage: &Passage, code: CodeId) -> Option<CodingId> {
    let study = draft.study();
    let author = draft.author();
    let place = study.place(passage).and_then(Placed::span)?;
    let here = |coding: &&themeloom_study::coding::Coding| {
        let own = study.passage_of(coding).and_then(|own| study.place(&own)).and_then(Placed::span);
        own == Some(place)
    };
    study
        .codings_of(passage.source)
        .filter(|coding| coding.code == code && coding.coder == author && coding.read)
        .find(here)
        .map(|coding| coding.id)
}
