//! One code of the codebook: added, changed field by field, merged, archived and brought back.

use themeloom_study::code::NewCode;
use themeloom_study::op::{CodeEdit, CodingEdit};
use themeloom_study::{CodeId, Edit, Op, Study, Thing};

use crate::draft::{Draft, live, words};
use crate::error::{AppError, Result};
use crate::number_codes::free_number;
use crate::record_people::unfit;

/// Adds a code. Where its neighbours have numbers and it has none, it takes the next one.
///
/// # Errors
/// When it has no name, its number is taken, or what is above it is not there.
pub fn add_code(draft: &mut Draft<'_>, mut new: NewCode) -> Result<CodeId> {
    if new.number.parts().is_empty() {
        new.number = free_number(draft.study(), new.parent);
    }
    fits(draft.study(), None, &new)?;
    Ok(CodeId(draft.add(Op::AddCode(Box::new(new)))?))
}

/// Makes a code say what `after` says; fields that are the same stay untouched.
///
/// # Errors
/// When it is archived, would have no name or a number that is taken, would stand below itself, or
/// would become a category although passages are coded with it.
pub fn edit_code(draft: &mut Draft<'_>, id: CodeId, after: &NewCode) -> Result<()> {
    let code = live(draft.study().codes(), id, "code")?;
    if after.is_category && !code.content.is_category {
        let codings = draft.study().codings().iter().filter(|coding| coding.code == id).count();
        if codings > 0 {
            let expected = format!("a code without codings: this one has {codings}");
            return Err(unfit("a category", &code.label(), &expected));
        }
    }
    fits(draft.study(), Some(id), after)?;
    set_code(draft, id, after).map(drop)
}

/// Merges one code into another: what it was applied to is coded with the other, what stands below
/// it stands below the other, and it is archived. Answers how many codings are coded otherwise now.
///
/// # Errors
/// When one is not there, the other is a category or stands below the one, or both are the same.
pub fn merge_code_into(draft: &mut Draft<'_>, from: CodeId, into: CodeId) -> Result<usize> {
    let study = draft.study();
    let target = live(study.codes(), into, "code")?;
    if target.content.is_category {
        return Err(AppError::CategoryNotApplied { code: target.label() });
    }
    let source = live(study.codes(), from, "code")?;
    if from == into {
        let said = format!("merged {} into {}", source.label(), target.label());
        return Err(AppError::Taken { what: "code", name: said });
    }
    let codings: Vec<_> = study.codings().iter().filter(|c| c.code == from).map(|c| c.id).collect();
    let below: Vec<CodeId> =
        study.codes().iter().filter(|c| c.content.parent == Some(from)).map(|c| c.id).collect();
    for coding in &codings {
        draft.add(Op::EditCoding(*coding, CodingEdit::Code(Edit::new(from, into))))?;
    }
    for code in below {
        draft.add(Op::EditCode(code, CodeEdit::Parent(Edit::new(Some(from), Some(into)))))?;
    }
    draft.add(Op::Retire(Thing::Code(from)))?;
    Ok(codings.len())
}

/// Archives a code with all that stands below it: their codings are kept and not shown.
///
/// # Errors
/// When it is not in the study.
pub(crate) fn archive_code(draft: &mut Draft<'_>, id: CodeId) -> Result<()> {
    live(draft.study().codes(), id, "code")?;
    for code in draft.study().with_codes_below(id) {
        draft.add(Op::Retire(Thing::Code(code)))?;
    }
    Ok(())
}

/// Brings a code back, with what it stands below. Where its number was given to another meanwhile,
/// it takes the next free one.
///
/// # Errors
/// When it is not in the study.
pub(crate) fn restore_code(draft: &mut Draft<'_>, id: CodeId) -> Result<()> {
    let above = |id: CodeId| draft.study().codes().get(id).and_then(|code| code.content.parent);
    let mut archived: Vec<CodeId> = std::iter::successors(Some(id), |&id| above(id))
        .filter(|&id| draft.study().codes().get(id).is_some_and(|code| code.retired))
        .collect();
    archived.reverse();
    for code in archived {
        let before = draft.study().codes().get(code).map(|code| code.content.clone()).unwrap_or_default();
        draft.add(Op::Restore(Thing::Code(code)))?;
        if number_taken(draft.study(), Some(code), &before) {
            let free = free_number(draft.study(), before.parent);
            draft.set(&before.number, &free, |e| Op::EditCode(code, CodeEdit::Number(e)))?;
        }
    }
    Ok(())
}

/// Changes a code, field by field, to what it should be; whether anything differed.
pub(crate) fn set_code(draft: &mut Draft<'_>, id: CodeId, new: &NewCode) -> Result<bool> {
    let Some(old) = draft.study().codes().get(id).map(|code| code.content.clone()) else { return Ok(false) };
    let op = |edit| Op::EditCode(id, edit);
    let changed = [
        draft.set(&old.number, &new.number, |e| op(CodeEdit::Number(e)))?,
        draft.set(&old.name, &new.name, |e| op(CodeEdit::Name(e)))?,
        draft.set(&old.parent, &new.parent, |e| op(CodeEdit::Parent(e)))?,
        draft.set(&old.definition, &new.definition, |e| op(CodeEdit::Definition(e)))?,
        draft.set(&old.use_when, &new.use_when, |e| op(CodeEdit::UseWhen(e)))?,
        draft.set(&old.not_when, &new.not_when, |e| op(CodeEdit::NotWhen(e)))?,
        draft.set(&old.example, &new.example, |e| op(CodeEdit::Example(e)))?,
        draft.set(&old.colour, &new.colour, |e| op(CodeEdit::Colour(e)))?,
        draft.set(&old.origin, &new.origin, |e| op(CodeEdit::Origin(e)))?,
        draft.set(&old.is_category, &new.is_category, |e| op(CodeEdit::IsCategory(e)))?,
    ];
    Ok(changed.contains(&true))
}

fn fits(study: &Study, id: Option<CodeId>, new: &NewCode) -> Result<()> {
    words(&new.name, "the name of a code")?;
    if let Some(parent) = new.parent {
        live(study.codes(), parent, "category")?;
    }
    if number_taken(study, id, new) {
        return Err(unfit("the number of a code", &new.number.to_string(), "one that no other code has"));
    }
    Ok(())
}

fn number_taken(study: &Study, id: Option<CodeId>, content: &NewCode) -> bool {
    let number = &content.number;
    !number.parts().is_empty()
        && study.codes().iter().any(|code| Some(code.id) != id && code.content.number == *number)
}
