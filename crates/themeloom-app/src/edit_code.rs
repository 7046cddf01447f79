//! Codes made while coding, and what is said of them afterwards.

use themeloom_study::code::{CodeNumber, CodeOrigin, Colour, NewCode};
use themeloom_study::op::CodeEdit;
use themeloom_study::{CodeId, Edit, Op, Study};

use crate::draft::Draft;
use crate::error::{AppError, Result};
use crate::resolve::gone;

/// What a code is to be; what is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct CodeWanted {
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
/// When the name is empty or taken, or what it is to stand below is not there.
pub fn add_code(
    draft: &mut Draft<'_>,
    name: &str,
    parent: Option<CodeId>,
    definition: &str,
    origin: CodeOrigin,
    is_category: bool,
) -> Result<CodeId> {
    let name = free_name(draft.study(), name, None)?;
    let number = next_number(draft.study(), parent)?;
    Ok(CodeId(draft.add(Op::AddCode(Box::new(NewCode {
        number,
        name,
        parent,
        definition: definition.to_owned(),
        use_when: String::new(),
        not_when: String::new(),
        example: String::new(),
        colour: None,
        origin,
        is_category,
    })))?))
}

/// Changes what is said of a code.
///
/// # Errors
/// When it is not there, or the name is empty or taken.
pub fn edit_code(draft: &mut Draft<'_>, id: CodeId, wanted: CodeWanted) -> Result<()> {
    let now = draft.study().codes().live(id).ok_or_else(|| gone("code"))?.content.clone();
    let name = wanted.name.map(|name| free_name(draft.study(), &name, Some(id))).transpose()?;
    let edits = [
        differs(now.name, name, CodeEdit::Name),
        differs(now.definition, wanted.definition, CodeEdit::Definition),
        differs(now.use_when, wanted.use_when, CodeEdit::UseWhen),
        differs(now.not_when, wanted.not_when, CodeEdit::NotWhen),
        differs(now.example, wanted.example, CodeEdit::Example),
        differs(now.colour, wanted.colour, CodeEdit::Colour),
        differs(now.origin, wanted.origin, CodeEdit::Origin),
        differs(now.is_category, wanted.is_category, CodeEdit::IsCategory),
    ];
    edits.into_iter().flatten().try_for_each(|edit| draft.add(Op::EditCode(id, edit)).map(drop))
}

/// The edit to a wanted value, where one is wanted and it is another.
pub fn differs<T: PartialEq, E>(now: T, wanted: Option<T>, edit: impl FnOnce(Edit<T>) -> E) -> Option<E> {
    wanted.filter(|wanted| *wanted != now).map(|wanted| edit(Edit::new(now, wanted)))
}

fn free_name(study: &Study, name: &str, but: Option<CodeId>) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(crate::record_people::unfit("the name of a code", "", "some words"));
    }
    let lower = name.to_lowercase();
    let taken = |code: &&themeloom_study::code::Code| {
        Some(code.id) != but && code.content.name.to_lowercase() == lower
    };
    if study.codes().iter().any(|code| taken(&code)) {
        return Err(AppError::Taken { what: "code", name: name.to_owned() });
    }
    Ok(name.to_owned())
}

/// The number after the last one on the same level.
fn next_number(study: &Study, parent: Option<CodeId>) -> Result<CodeNumber> {
    let above = match parent {
        None => CodeNumber::default(),
        Some(parent) => study.codes().live(parent).ok_or_else(|| gone("code"))?.content.number.clone(),
    };
    let level = study.codes().iter().filter(|code| code.content.parent == parent);
    let last = level.filter_map(|code| code.content.number.parts().last().copied()).max().unwrap_or(0);
    Ok(above.child(last.saturating_add(1)))
}
