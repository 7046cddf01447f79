//! Archiving anything, and bringing it back. Nothing is ever deleted.

use themeloom_study::{CodingId, Op, Study, Thing};

use crate::draft::Draft;
use crate::edit_code::{archive_code, restore_code};
use crate::error::Result;
use crate::resolve::gone;

/// Archives something, or brings it back; a code with what stands below it.
///
/// # Errors
/// When it is not in the study.
pub fn archive(draft: &mut Draft<'_>, thing: Thing, archived: bool) -> Result<()> {
    if is_archived(draft.study(), thing).ok_or_else(|| gone("thing"))? == archived {
        return Ok(());
    }
    match (thing, archived) {
        (Thing::Code(code), true) => archive_code(draft, code),
        (Thing::Code(code), false) => restore_code(draft, code),
        (_, true) => draft.add(Op::Retire(thing)).map(drop),
        (_, false) => draft.add(Op::Restore(thing)).map(drop),
    }
}

/// Takes a coding away. It comes back with all that was written about it.
///
/// # Errors
/// When it is not in the study.
pub fn uncode(draft: &mut Draft<'_>, id: CodingId) -> Result<()> {
    archive(draft, Thing::Coding(id), true)
}

/// Whether something is archived; nothing where it is not in the study.
fn is_archived(study: &Study, thing: Thing) -> Option<bool> {
    Some(match thing {
        Thing::Coder(id) => study.coders().get(id)?.retired,
        Thing::Attribute(id) => study.attributes().get(id)?.retired,
        Thing::Organisation(id) => study.organisations().get(id)?.retired,
        Thing::Participant(id) => study.participants().get(id)?.retired,
        Thing::Case(id) => study.cases().get(id)?.retired,
        Thing::Source(id) => study.sources().get(id)?.retired,
        Thing::Code(id) => study.codes().get(id)?.retired,
        Thing::Coding(id) => study.codings().get(id)?.retired,
        Thing::Memo(id) => study.memos().get(id)?.retired,
        Thing::Framework(id) => study.frameworks().get(id)?.retired,
        Thing::Theme(id) => study.themes().get(id)?.retired,
        Thing::Finding(id) => study.findings().get(id)?.retired,
        Thing::Evidence(id) => study.evidence().get(id)?.retired,
        Thing::Recommendation(id) => study.recommendations().get(id)?.retired,
        Thing::Judgement(id) => study.judgements().get(id)?.retired,
        Thing::Copy(id) => study.copies().get(id)?.retired,
        Thing::Comment(id) => study.comments().get(id)?.retired,
        Thing::Milestone(id) => study.milestones().get(id)?.retired,
        Thing::Element(id) => study.elements().get(id)?.retired,
    })
}
