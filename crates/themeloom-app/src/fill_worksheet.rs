//! The worksheet for reading down a column of the matrix: listing elements and sorting them.

use themeloom_study::op::ElementEdit;
use themeloom_study::worksheet::ElementContent;
use themeloom_study::{CodeId, Edit, ElementId, Op};

use crate::draft::Draft;
use crate::error::{AppError, Result};

/// Lists an element that cells of a column hold.
///
/// # Errors
/// When it says nothing, or a case is not in the study.
pub fn add_element(draft: &mut Draft<'_>, code: CodeId, content: ElementContent) -> Result<ElementId> {
    fits(draft, &content)?;
    Ok(ElementId(draft.add(Op::AddElement { code, content: Box::new(content) })?))
}

/// Makes an element say what `after` says: its words, its dimension, its cells.
///
/// # Errors
/// When the element is not in the study, says nothing, or names a case that is not in the study.
pub fn edit_element(draft: &mut Draft<'_>, id: ElementId, after: &ElementContent) -> Result<()> {
    fits(draft, after)?;
    let gone = || AppError::Meanwhile { what: "the element is not there, or was taken away".to_owned() };
    let before = draft.study().elements().live(id).ok_or_else(gone)?.content.clone();
    if before.text != after.text {
        draft.add(Op::EditElement(id, ElementEdit::Text(Edit::new(before.text, after.text.clone()))))?;
    }
    if before.dimension != after.dimension {
        let edit = Edit::new(before.dimension, after.dimension.clone());
        draft.add(Op::EditElement(id, ElementEdit::Dimension(edit)))?;
    }
    if before.cases != after.cases {
        draft.add(Op::EditElement(id, ElementEdit::Cases(Edit::new(before.cases, after.cases.clone()))))?;
    }
    Ok(())
}

/// Gives a dimension of a column another name, in every element that is sorted into it.
///
/// # Errors
/// When the study is not as expected.
pub fn rename_dimension(draft: &mut Draft<'_>, code: CodeId, from: &str, to: &str) -> Result<()> {
    let sorted = |e: &&themeloom_study::worksheet::Element| e.code == code && e.content.dimension == from;
    let ids: Vec<ElementId> = draft.study().elements().iter().filter(sorted).map(|e| e.id).collect();
    for id in ids.into_iter().filter(|_| from != to) {
        let edit = Edit::new(from.to_owned(), to.to_owned());
        draft.add(Op::EditElement(id, ElementEdit::Dimension(edit)))?;
    }
    Ok(())
}

fn fits(draft: &Draft<'_>, content: &ElementContent) -> Result<()> {
    if content.text.trim().is_empty() {
        return Err(crate::record_people::unfit("an element", "", "some words"));
    }
    match content.cases.iter().find(|case| draft.study().cases().live(**case).is_none()) {
        Some(_) => Err(AppError::Meanwhile { what: "a case is not there, or is archived".to_owned() }),
        None => Ok(()),
    }
}
