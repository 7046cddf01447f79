//! One code of the codebook: added, changed field by field, merged, archived and brought back.

use themeloom_study::code::{CodeNumber, CodeOrigin, Colour, NewCode};
use themeloom_study::op::{CodeEdit, CodingEdit};
use themeloom_study::{CodeId, Edit, Op, Study, Thing};

use crate::draft::{Draft, live, words};
use crate::error::{AppError, Result};
use crate::number_codes::free_number;
use crate::record_people::unfit;

/// What a code is to be; what is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct CodeWanted {
    /// Its number; its place gives it one already.
    pub number: Option<CodeNumber>,
    /// Its name.
    pub name: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// When to use it.
    pub use_when: Option<String>,
    /// When not to use it.
    pub not_when: Option<String>,
    /// A passage that it fits.
    pub example: Option<String>,
    /// Its colour; within, nothing for none.
    pub colour: Option<Option<Colour>>,
    /// Where it came from.
    pub origin: Option<CodeOrigin>,
    /// Whether it only groups codes.
    pub is_category: Option<bool>,
}

/// Adds a code as the last one below another, or at the end of the codebook.
///
/// # Errors
/// When the name is empty or taken there, or what it is to stand below is not there.
pub fn add_code(
    draft: &mut Draft<'_>,
    name: &str,
    parent: Option<CodeId>,
    definition: &str,
    origin: CodeOrigin,
    is_category: bool,
) -> Result<CodeId> {
    let (name, definition) = (name.trim().to_owned(), definition.to_owned());
    add_new_code(draft, NewCode { name, parent, definition, origin, is_category, ..NewCode::default() })
}

/// Adds a code. Where its neighbours have numbers and it has none, it takes the next one.
pub(crate) fn add_new_code(draft: &mut Draft<'_>, mut new: NewCode) -> Result<CodeId> {
    if new.number.parts().is_empty() {
        new.number = free_number(draft.study(), new.parent);
    }
    fits(draft.study(), None, &new)?;
    Ok(CodeId(draft.add(Op::AddCode(Box::new(new)))?))
}

/// Changes what is said of a code.
///
/// # Errors
/// When it is archived, would have no name or one that is taken there, or a number that is taken, or
/// would become a category although passages are coded with it.
pub fn edit_code(draft: &mut Draft<'_>, id: CodeId, wanted: CodeWanted) -> Result<()> {
    let code = live(draft.study().codes(), id, "code")?;
    let now = code.content.clone();
    let after = NewCode {
        number: wanted.number.unwrap_or(now.number),
        name: wanted.name.map_or(now.name, |name| name.trim().to_owned()),
        parent: now.parent,
        definition: wanted.definition.unwrap_or(now.definition),
        use_when: wanted.use_when.unwrap_or(now.use_when),
        not_when: wanted.not_when.unwrap_or(now.not_when),
        example: wanted.example.unwrap_or(now.example),
        colour: wanted.colour.unwrap_or(now.colour),
        origin: wanted.origin.unwrap_or(now.origin),
        is_category: wanted.is_category.unwrap_or(now.is_category),
    };
    if after.is_category && !now.is_category {
        let codings = draft.study().codings().iter().filter(|coding| coding.code == id).count();
        if codings > 0 {
            let expected = format!("a code without codings: this one has {codings}");
            return Err(unfit("a category", &code.label(), &expected));
        }
    }
    fits(draft.study(), Some(id), &after)?;
    set_code(draft, id, &after).map(drop)
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

/// Whether a code can be so: with a name of its own where it stands, and a number of its own.
fn fits(study: &Study, id: Option<CodeId>, new: &NewCode) -> Result<()> {
    let name = words(&new.name, "the name of a code")?.to_lowercase();
    if let Some(parent) = new.parent {
        live(study.codes(), parent, "category")?;
    }
    let mut beside = study.codes().iter().filter(|c| Some(c.id) != id && c.content.parent == new.parent);
    if beside.any(|code| code.content.name.to_lowercase() == name) {
        return Err(AppError::Taken { what: "code", name: new.name.clone() });
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
