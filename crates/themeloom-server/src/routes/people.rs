//! Participants, organisations and cases: added, renamed, and what is recorded of them.

use axum::Json;
use serde::Deserialize;
use themeloom_app::study::attribute::AttributeOwner;
use themeloom_app::study::{CaseId, OrganisationId, ParticipantId};
use themeloom_app::{
    AppError, Draft, NewOrganisation, NewParticipant, add_organisation, add_participant, edit_case,
    edit_participant, rename_organisation, set_attribute,
};
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::outline::AttributeValue;
use themeloom_wire::{WireError, read_id};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Of, Sent, nullable};
use crate::seat::Seat;

/// A participant to add; a case of the same name is made with them.
#[derive(Deserialize, ToSchema)]
pub struct ParticipantAdded {
    /// The pseudonym.
    pseudonym: String,
    /// Where they work.
    #[serde(default)]
    organisation: Option<String>,
}

/// Adds a participant.
#[utoipa::path(post, path = "/studies/{study}/participants", tag = "people", params(("study" = String, Path)), request_body = ParticipantAdded, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn add_person(seat: Seat, Sent(new): Sent<ParticipantAdded>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let organisation: Option<OrganisationId> = new.organisation.as_deref().map(read_id).transpose()?;
        let wanted = NewParticipant { pseudonym: new.pseudonym, ..NewParticipant::default() };
        let id = open.commit("", |draft| {
            let (id, _) = add_participant(draft, &wanted)?;
            edit_participant(draft, id, &wanted.pseudonym, organisation)?;
            Ok::<_, AppError>(id)
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// What of a participant is to change.
#[derive(Deserialize, ToSchema, Default)]
#[serde(default)]
pub struct ParticipantChanged {
    /// The pseudonym.
    pseudonym: Option<String>,
    /// Where they work; null for nowhere.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    organisation: Option<Option<String>>,
    /// Values of attributes, in words; an empty one takes the value away.
    values: Vec<AttributeValue>,
}

/// Changes what is recorded of a participant.
#[utoipa::path(patch, path = "/studies/{study}/participants/{id}", tag = "people", params(("study" = String, Path), ("id" = String, Path)), request_body = ParticipantChanged, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn edit_person(
    seat: Seat,
    Of(id): Of,
    Sent(sent): Sent<ParticipantChanged>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: ParticipantId = read_id(&id)?;
        let row = open.study().participants().live(id).ok_or(WireError::Gone { what: "the participant" })?;
        let pseudonym = sent.pseudonym.unwrap_or_else(|| row.pseudonym.clone());
        let organisation = match sent.organisation {
            Some(organisation) => organisation.as_deref().map(read_id).transpose()?,
            None => row.organisation,
        };
        let values = read_values(&sent.values)?;
        open.commit("", |draft| {
            edit_participant(draft, id, &pseudonym, organisation)?;
            record(draft, AttributeOwner::Participant(id), &values)
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// An organisation to add.
#[derive(Deserialize, ToSchema)]
pub struct OrganisationAdded {
    /// Its name in the study.
    name: String,
}

/// Adds an organisation.
#[utoipa::path(post, path = "/studies/{study}/organisations", tag = "people", params(("study" = String, Path)), request_body = OrganisationAdded, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn add_place(seat: Seat, Sent(new): Sent<OrganisationAdded>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let wanted = NewOrganisation { name: new.name.trim().to_owned(), ..NewOrganisation::default() };
        let id = open.commit("", |draft| {
            let id = add_organisation(draft, &wanted)?;
            // Refuses a name that says nothing, in the words of a renaming.
            rename_organisation(draft, id, &wanted.name)?;
            Ok::<_, AppError>(id)
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// What of an organisation or a case is to change.
#[derive(Deserialize, ToSchema, Default)]
#[serde(default)]
pub struct NamedChanged {
    /// The name.
    name: Option<String>,
    /// Values of attributes, in words; an empty one takes the value away.
    values: Vec<AttributeValue>,
}

/// Changes what is recorded of an organisation.
#[utoipa::path(patch, path = "/studies/{study}/organisations/{id}", tag = "people", params(("study" = String, Path), ("id" = String, Path)), request_body = NamedChanged, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn edit_place(
    seat: Seat,
    Of(id): Of,
    Sent(sent): Sent<NamedChanged>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: OrganisationId = read_id(&id)?;
        let values = read_values(&sent.values)?;
        open.commit("", |draft| {
            if let Some(name) = &sent.name {
                rename_organisation(draft, id, name)?;
            }
            record(draft, AttributeOwner::Organisation(id), &values)
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// Changes what is recorded of a case.
#[utoipa::path(patch, path = "/studies/{study}/cases/{id}", tag = "people", params(("study" = String, Path), ("id" = String, Path)), request_body = NamedChanged, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn edit_account(
    seat: Seat,
    Of(id): Of,
    Sent(sent): Sent<NamedChanged>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: CaseId = read_id(&id)?;
        let row = open.study().cases().live(id).ok_or(WireError::Gone { what: "the case" })?;
        let participants = row.participants.clone();
        let values = read_values(&sent.values)?;
        open.commit("", |draft| {
            if let Some(name) = &sent.name {
                edit_case(draft, id, name, &participants)?;
            }
            record(draft, AttributeOwner::Case(id), &values)
        })?;
        Ok(Some(id.0))
    })
    .await
}

type Value = (themeloom_app::study::AttributeId, String);

fn read_values(sent: &[AttributeValue]) -> Result<Vec<Value>, WireError> {
    sent.iter().map(|value| Ok((read_id(&value.attribute)?, value.value.clone()))).collect()
}

fn record(draft: &mut Draft<'_>, of: AttributeOwner, values: &[Value]) -> Result<(), AppError> {
    values.iter().try_for_each(|(attribute, value)| set_attribute(draft, of, *attribute, value))
}
