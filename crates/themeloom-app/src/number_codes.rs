//! Where a code stands in the codebook, and the numbers that follow from it.

use themeloom_study::code::CodeNumber;
use themeloom_study::op::CodeEdit;
use themeloom_study::{CodeId, Op, Study};

use crate::draft::{Draft, live};
use crate::error::Result;

/// Puts a code under another, before one of those that stand there, or last. The codes there are
/// numbered again in their new order, and what stands below them follows; where it stood before, the
/// numbers stay as they are printed.
///
/// # Errors
/// When a code is not there, or would stand below itself.
pub fn place_code(
    draft: &mut Draft<'_>,
    id: CodeId,
    parent: Option<CodeId>,
    before: Option<CodeId>,
) -> Result<()> {
    let old = live(draft.study().codes(), id, "code")?.content.parent;
    if let Some(parent) = parent {
        live(draft.study().codes(), parent, "category")?;
    }
    draft.set(&old, &parent, |e| Op::EditCode(id, CodeEdit::Parent(e)))?;
    let mut group = standing_under(draft.study(), parent);
    group.retain(|code| *code != id);
    let place = before.and_then(|before| group.iter().position(|code| *code == before));
    group.insert(place.unwrap_or(group.len()), id);
    let numbered = group.iter().any(|code| !number(draft.study(), *code).parts().is_empty());
    let above = parent.map(|parent| number(draft.study(), parent)).unwrap_or_default();
    if parent.is_some() && above.parts().is_empty() {
        return renumber(draft, id, &CodeNumber::default());
    }
    if parent.is_none() && before.is_none() && !numbered {
        return Ok(());
    }
    for (n, code) in (1_u16..).zip(&group) {
        renumber(draft, *code, &above.child(n))?;
    }
    Ok(())
}

/// The number after the last under a code or at the top; none where codes have no numbers there.
pub(crate) fn free_number(study: &Study, parent: Option<CodeId>) -> CodeNumber {
    let above = parent.map(|parent| number(study, parent)).unwrap_or_default();
    let below = |code: &&themeloom_study::code::Code| {
        let parts = code.content.number.parts();
        parts.len() == above.parts().len() + 1 && parts.starts_with(above.parts())
    };
    let last = study.codes().iter().filter(below).filter_map(|c| c.content.number.parts().last()).max();
    match last {
        Some(last) => above.child(last.saturating_add(1)),
        None if above.parts().is_empty() => CodeNumber::default(),
        None => above.child(1),
    }
}

/// Gives a code a number, and those below it whose numbers begin with its own the same beginning.
fn renumber(draft: &mut Draft<'_>, id: CodeId, new: &CodeNumber) -> Result<()> {
    let old = number(draft.study(), id);
    if old == *new {
        return Ok(());
    }
    for code in draft.study().with_codes_below(id) {
        let before = number(draft.study(), code);
        let rest = match before.parts().strip_prefix(old.parts()) {
            _ if code == id => &[],
            Some(rest) if !old.parts().is_empty() => rest,
            _ => continue,
        };
        let after = match new.parts() {
            [] => CodeNumber::default(),
            parts => CodeNumber::new([parts, rest].concat()),
        };
        draft.set(&before, &after, |e| Op::EditCode(code, CodeEdit::Number(e)))?;
    }
    Ok(())
}

fn number(study: &Study, code: CodeId) -> CodeNumber {
    study.codes().get(code).map(|code| code.content.number.clone()).unwrap_or_default()
}

fn standing_under(study: &Study, parent: Option<CodeId>) -> Vec<CodeId> {
    study.codebook().iter().filter(|code| code.content.parent == parent).map(|code| code.id).collect()
}
