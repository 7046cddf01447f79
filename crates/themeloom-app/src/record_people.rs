//! Organisations, participants, their attributes, consents and identities.

use std::collections::BTreeMap;

use themeloom_study::attribute::{Attribute, AttributeKind, AttributeOf, AttributeOwner};
use themeloom_study::consent::{Consent, ConsentMode, ConsentState, Withdrawal, WithdrawalLevel};
use themeloom_study::op::ParticipantEdit;
use themeloom_study::participant::Identity;
use themeloom_study::protocol::StatementId;
use themeloom_study::{CaseId, Edit, Op, OrganisationId, ParticipantId, Passage, Study};

use crate::draft::Draft;
use crate::error::{AppError, Result};
use crate::resolve;

/// An organisation to add.
#[derive(Clone, Debug, Default)]
pub struct NewOrganisation {
    /// Its name in the study.
    pub name: String,
    /// Attribute names and values.
    pub attributes: BTreeMap<String, String>,
}

/// A participant to add. A case of the same name is made with them.
#[derive(Clone, Debug, Default)]
pub struct NewParticipant {
    /// The pseudonym: "P01".
    pub pseudonym: String,
    /// The name of the organisation, if any.
    pub organisation: Option<String>,
    /// Attribute names and values.
    pub attributes: BTreeMap<String, String>,
    /// Who they are, kept under the identity key.
    pub identity: Option<Identity>,
}

/// Adds an organisation with its attributes.
///
/// # Errors
/// When the name is taken, or an attribute or value does not fit.
pub fn add_organisation(draft: &mut Draft<'_>, new: &NewOrganisation) -> Result<OrganisationId> {
    if resolve::organisation(draft.study(), &new.name).is_ok() {
        return Err(AppError::Taken { what: "organisation", name: new.name.clone() });
    }
    let id = OrganisationId(draft.add(Op::AddOrganisation { name: new.name.clone() })?);
    set_attributes(draft, AttributeOwner::Organisation(id), &new.attributes)?;
    Ok(id)
}

/// Adds a participant with their attributes, and a case for them.
///
/// # Errors
/// When the pseudonym is taken, the organisation is unknown, or an attribute does not fit.
pub fn add_participant(draft: &mut Draft<'_>, new: &NewParticipant) -> Result<(ParticipantId, CaseId)> {
    let pseudonym = new.pseudonym.trim();
    if pseudonym.is_empty() {
        return Err(unfit("a pseudonym", pseudonym, "a short name such as P01"));
    }
    if draft.study().participant_named(pseudonym).is_some() {
        return Err(AppError::Taken { what: "participant", name: pseudonym.to_owned() });
    }
    let organisation = match new.organisation.as_deref().filter(|name| !name.trim().is_empty()) {
        Some(name) => Some(resolve::organisation(draft.study(), name)?.id),
        None => None,
    };
    let id = ParticipantId(draft.add(Op::AddParticipant { pseudonym: pseudonym.to_owned(), organisation })?);
    let case = CaseId(draft.add(Op::AddCase { name: pseudonym.to_owned(), participants: vec![id] })?);
    set_attributes(draft, AttributeOwner::Participant(id), &new.attributes)?;
    if let Some(identity) = &new.identity {
        let edit = ParticipantEdit::Identity(Edit::new(None, Some(identity.clone())));
        draft.add(Op::EditParticipant(id, edit))?;
    }
    Ok((id, case))
}

/// The participant with a pseudonym, added if the study has none of that name.
///
/// # Errors
/// As for [`add_participant`].
pub fn ensure_participant(draft: &mut Draft<'_>, pseudonym: &str) -> Result<ParticipantId> {
    if let Some(participant) = draft.study().participant_named(pseudonym) {
        return Ok(participant.id);
    }
    let new = NewParticipant { pseudonym: pseudonym.to_owned(), ..NewParticipant::default() };
    Ok(add_participant(draft, &new)?.0)
}

/// Sets attributes by name; an empty value clears one.
///
/// # Errors
/// When an attribute is unknown or judged, or a value does not fit it.
pub fn set_attributes(
    draft: &mut Draft<'_>,
    of: AttributeOwner,
    values: &BTreeMap<String, String>,
) -> Result<()> {
    for (name, value) in values {
        let attribute = attribute(draft.study(), of.kind(), name)?;
        if attribute.definition.judged {
            return Err(unfit(
                name,
                value,
                "a judgement with who judged and from which passages, since this attribute is an analyst's judgement",
            ));
        }
        let after = if value.trim().is_empty() {
            None
        } else {
            Some(attribute.definition.kind.read(value).map_err(|expected| unfit(name, value, &expected))?)
        };
        let id = attribute.id;
        let before = draft.study().attribute_value(of, id).cloned();
        if before != after {
            draft.add(Op::SetAttribute(of, id, Edit::new(before, after)))?;
        }
    }
    Ok(())
}

/// Records an analyst's judgement of an attribute.
///
/// # Errors
/// When the attribute is unknown or the value does not fit it.
pub fn judge(
    draft: &mut Draft<'_>,
    of: AttributeOwner,
    name: &str,
    value: &str,
    reason: &str,
    passages: Vec<Passage>,
) -> Result<()> {
    let attribute = attribute(draft.study(), of.kind(), name)?;
    let value = attribute.definition.kind.read(value).map_err(|expected| unfit(name, value, &expected))?;
    let op = Op::Judge { of, attribute: attribute.id, value, reason: reason.to_owned(), passages };
    draft.add(op).map(drop)
}

/// Records a participant's answer to a consent statement, in the newest version of its wording
/// unless one is named.
///
/// # Errors
/// When the protocol has no such statement.
pub fn record_consent(
    draft: &mut Draft<'_>,
    participant: ParticipantId,
    statement: &str,
    version: Option<u32>,
    consent: Consent,
) -> Result<()> {
    let id = statement_id(draft.study(), statement, version)?;
    let before = draft.study().particulars(participant).and_then(|known| known.consents.get(&id)).cloned();
    if before.as_ref() == Some(&consent) {
        return Ok(());
    }
    let edit = ParticipantEdit::Consent(id, Edit::new(before, Some(consent)));
    draft.add(Op::EditParticipant(participant, edit)).map(drop)
}

/// Records that a participant withdrew.
///
/// # Errors
/// When the study is not as expected.
pub fn record_withdrawal(
    draft: &mut Draft<'_>,
    participant: ParticipantId,
    withdrawal: Withdrawal,
) -> Result<()> {
    let before = draft.study().particulars(participant).and_then(|known| known.withdrawal.clone());
    let edit = ParticipantEdit::Withdrawal(Edit::new(before, Some(withdrawal)));
    draft.add(Op::EditParticipant(participant, edit)).map(drop)
}

/// A consent answer from the words that people write in tables.
///
/// # Errors
/// When the word is none of those.
pub fn consent_state(word: &str) -> Result<ConsentState> {
    match word.trim().to_lowercase().as_str() {
        "given" | "yes" | "y" | "agreed" => Ok(ConsentState::Given),
        "refused" | "no" | "n" => Ok(ConsentState::Refused),
        "withdrawn" | "taken back" => Ok(ConsentState::Withdrawn),
        _ => Err(unfit("an answer to a consent statement", word, "given, refused or withdrawn")),
    }
}

/// How consent was given, from the words that people write in tables.
///
/// # Errors
/// When the word is none of those.
pub fn consent_mode(word: &str) -> Result<ConsentMode> {
    match word.trim().to_lowercase().as_str() {
        "written" | "" => Ok(ConsentMode::Written),
        "verbal" => Ok(ConsentMode::Verbal),
        "electronic" => Ok(ConsentMode::Electronic),
        "recorded" => Ok(ConsentMode::Recorded),
        _ => Err(unfit("how consent was given", word, "written, verbal, electronic or recorded")),
    }
}

/// How far somebody withdrew, from the words of the interfaces.
///
/// # Errors
/// When the word is none of those.
pub fn withdrawal_level(word: &str) -> Result<WithdrawalLevel> {
    match word.trim() {
        "stop-contact" => Ok(WithdrawalLevel::StopContact),
        "stop-collection" => Ok(WithdrawalLevel::StopCollection),
        "stop-use" => Ok(WithdrawalLevel::StopUse),
        "erase" => Ok(WithdrawalLevel::Erase),
        _ => {
            Err(unfit("how far somebody withdrew", word, "stop-contact, stop-collection, stop-use or erase"))
        }
    }
}

/// A day on which something was said or signed.
///
/// # Errors
/// When it is no day of the calendar, written as 2026-11-23.
pub fn calendar_day(word: &str) -> Result<String> {
    AttributeKind::Date.read(word.trim()).map_err(|expected| unfit("the day", word, &expected))?;
    Ok(word.trim().to_owned())
}

fn statement_id(study: &Study, name: &str, version: Option<u32>) -> Result<StatementId> {
    let statements = study.protocol().map(|p| p.consent.as_slice()).unwrap_or_default();
    let wanted = name.trim().to_lowercase();
    statements
        .iter()
        .filter(|s| s.id.name.to_lowercase() == wanted && version.is_none_or(|v| v == s.id.version))
        .max_by_key(|s| s.id.version)
        .map(|s| s.id.clone())
        .ok_or_else(|| {
            resolve::not_found("consent statement", name, statements.iter().map(|s| s.id.name.clone()))
        })
}

pub(crate) fn attribute<'a>(study: &'a Study, of: AttributeOf, name: &str) -> Result<&'a Attribute> {
    study.attribute_named(of, name).ok_or_else(|| {
        let known = study.attributes().iter().filter(|a| a.definition.of == of);
        resolve::not_found("attribute", name, known.map(|a| a.definition.name.clone()))
    })
}

pub(crate) fn unfit(field: &str, value: &str, expected: &str) -> AppError {
    AppError::Unfit { field: field.to_owned(), value: value.to_owned(), expected: expected.to_owned() }
}
