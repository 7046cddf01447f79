//! Participants, organisations and cases that are there, and what is recorded of them.

use themeloom_study::attribute::AttributeOwner;
use themeloom_study::op::{CaseEdit, ParticipantEdit};
use themeloom_study::{AttributeId, CaseId, Op, OrganisationId, ParticipantId};

use crate::draft::{Draft, live, words};
use crate::error::{AppError, Result};
use crate::record_people::set_attributes;

/// Adds a case over the accounts of one participant or several.
///
/// # Errors
/// When it has no name or one that is taken, or a participant is not there.
pub fn add_case(draft: &mut Draft<'_>, name: &str, participants: Vec<ParticipantId>) -> Result<CaseId> {
    let name = case_name(draft, None, name)?;
    for participant in &participants {
        live(draft.study().participants(), *participant, "participant")?;
    }
    Ok(CaseId(draft.add(Op::AddCase { name, participants })?))
}

/// Renames a case, or changes whose accounts it holds.
///
/// # Errors
/// When it is archived, has no name or one that is taken, or a participant is not there.
pub fn edit_case(
    draft: &mut Draft<'_>,
    id: CaseId,
    name: &str,
    participants: &[ParticipantId],
) -> Result<()> {
    let before = live(draft.study().cases(), id, "case")?.clone();
    let name = case_name(draft, Some(id), name)?;
    for participant in participants.iter().filter(|p| !before.participants.contains(p)) {
        live(draft.study().participants(), *participant, "participant")?;
    }
    let op = |edit| Op::EditCase(id, edit);
    draft.set(&before.name, &name, |e| op(CaseEdit::Name(e)))?;
    draft.set(&before.participants, &participants.to_vec(), |e| op(CaseEdit::Participants(e))).map(drop)
}

/// Gives a participant another pseudonym or organisation. A case that was called as they were, and
/// is theirs alone, is called as they are.
///
/// # Errors
/// When they are archived, the pseudonym is empty or taken, or the organisation is not there.
pub fn edit_participant(
    draft: &mut Draft<'_>,
    id: ParticipantId,
    pseudonym: &str,
    organisation: Option<OrganisationId>,
) -> Result<()> {
    let before = live(draft.study().participants(), id, "participant")?.clone();
    let pseudonym = words(pseudonym, "a pseudonym")?.to_owned();
    if draft.study().participant_named(&pseudonym).is_some_and(|other| other.id != id) {
        return Err(AppError::Taken { what: "participant", name: pseudonym });
    }
    if let Some(organisation) = organisation.filter(|_| organisation != before.organisation) {
        live(draft.study().organisations(), organisation, "organisation")?;
    }
    let op = |edit| Op::EditParticipant(id, edit);
    let renamed = draft.set(&before.pseudonym, &pseudonym, |e| op(ParticipantEdit::Pseudonym(e)))?;
    draft.set(&before.organisation, &organisation, |e| op(ParticipantEdit::Organisation(e)))?;
    let cases = draft.study().cases().iter();
    let own = cases.filter(|case| case.participants == [id] && case.name == before.pseudonym);
    for case in own.map(|case| case.id).filter(|_| renamed).collect::<Vec<_>>() {
        edit_case(draft, case, &pseudonym, &[id])?;
    }
    Ok(())
}

/// Renames an organisation.
///
/// # Errors
/// When it is archived, or the name is empty or taken.
pub fn rename_organisation(draft: &mut Draft<'_>, id: OrganisationId, name: &str) -> Result<()> {
    let name = words(name, "the name of an organisation")?.to_owned();
    let before = live(draft.study().organisations(), id, "organisation")?.name.clone();
    let is_other = |o: &themeloom_study::participant::Organisation| {
        o.id != id && o.name.to_lowercase() == name.to_lowercase()
    };
    if draft.study().organisations().iter().any(is_other) {
        return Err(AppError::Taken { what: "organisation", name });
    }
    draft.set(&before, &name, |e| Op::RenameOrganisation(id, e)).map(drop)
}

/// Sets the value of an attribute, in words; an empty one clears it.
///
/// # Errors
/// When the attribute is archived, describes something else or is judged, or the value does not fit.
pub fn set_attribute(
    draft: &mut Draft<'_>,
    of: AttributeOwner,
    attribute: AttributeId,
    value: &str,
) -> Result<()> {
    let name = live(draft.study().attributes(), attribute, "attribute")?.definition.name.clone();
    set_attributes(draft, of, &[(name, value.to_owned())].into())
}

fn case_name(draft: &Draft<'_>, id: Option<CaseId>, name: &str) -> Result<String> {
    let name = words(name, "the name of a case")?;
    match draft.study().case_named(name) {
        Some(other) if Some(other.id) != id => Err(AppError::Taken { what: "case", name: name.to_owned() }),
        _ => Ok(name.to_owned()),
    }
}
