//! What participants agreed to, and how far they withdrew, recorded from the browser.

use axum::Json;
use serde::{Deserialize, Serialize};
use themeloom_app::study::ParticipantId;
use themeloom_app::study::consent::{Consent, Withdrawal};
use themeloom_app::{
    AppError, OpenStudy, calendar_day, consent_mode, consent_state, record_consent, record_withdrawal,
    withdrawal_level,
};
use themeloom_wire::types::changed::Done;
use themeloom_wire::views::words;
use themeloom_wire::{WireError, read_id};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Of, Sent};
use crate::seat::Seat;

/// A consent statement of the study, in the newest version of its wording.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// Its short name.
    name: String,
    /// The version of its wording.
    version: u32,
    /// What the participant reads.
    text: String,
    /// Whether a person who refuses it cannot take part.
    required: bool,
    /// What it allows.
    gate: String,
}

/// The consent statements of the study.
#[utoipa::path(get, path = "/studies/{study}/consent", tag = "people", params(("study" = String, Path)), responses((status = 200, body = [Statement]), (status = "default", body = Problem)))]
pub async fn statements(seat: Seat) -> Result<Json<Vec<Statement>>, Failure> {
    let view = |open: &mut OpenStudy| Ok(newest(open));
    Ok(Json(seat.with(view).await?))
}

fn newest(open: &OpenStudy) -> Vec<Statement> {
    let all = open.study().protocol().map(|protocol| protocol.consent.as_slice()).unwrap_or_default();
    all.iter()
        .filter(|one| {
            !all.iter().any(|other| other.id.name == one.id.name && other.id.version > one.id.version)
        })
        .map(|one| Statement {
            name: one.id.name.clone(),
            version: one.id.version,
            text: one.text.clone(),
            required: one.required,
            gate: words::gate(one.gate),
        })
        .collect()
}

/// Answers to consent statements, the same for all that are named.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Answers {
    /// Who answered.
    participants: Vec<String>,
    /// The short names of the statements.
    statements: Vec<String>,
    /// given, refused or withdrawn.
    answer: String,
    /// written, verbal, electronic or recorded.
    mode: String,
    /// The day, as 2026-11-23.
    on: String,
    /// Who took the answers; may be empty.
    #[serde(default)]
    taken_by: String,
}

/// Records answers to consent statements as one change.
#[utoipa::path(post, path = "/studies/{study}/consent", operation_id = "record_answers", tag = "people", params(("study" = String, Path)), request_body = Answers, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn answer(seat: Seat, Sent(sent): Sent<Answers>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let people: Vec<ParticipantId> =
            sent.participants.iter().map(|id| read_id(id)).collect::<Result<_, _>>()?;
        live(open, &people)?;
        let consent = Consent {
            state: consent_state(&sent.answer)?,
            mode: consent_mode(&sent.mode)?,
            on: calendar_day(&sent.on)?,
            taken_by: sent.taken_by.trim().to_owned(),
        };
        open.commit("", |draft| {
            for id in &people {
                for statement in &sent.statements {
                    record_consent(draft, *id, statement, None, consent.clone())?;
                }
            }
            Ok::<_, AppError>(())
        })?;
        Ok(None)
    })
    .await
}

/// How far a participant withdrew.
#[derive(Deserialize, ToSchema)]
pub struct Withdrew {
    /// stop-contact, stop-collection, stop-use or erase; the last is a wish, which the erasure itself fulfils.
    level: String,
    /// The day, as 2026-11-23.
    on: String,
    /// What is to be remembered of it.
    #[serde(default)]
    note: String,
}

/// Records that a participant withdrew.
#[utoipa::path(put, path = "/studies/{study}/participants/{id}/withdrawal", operation_id = "record_withdrawal", tag = "people", params(("study" = String, Path), ("id" = String, Path)), request_body = Withdrew, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn withdraw(seat: Seat, Of(id): Of, Sent(sent): Sent<Withdrew>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: ParticipantId = read_id(&id)?;
        live(open, &[id])?;
        let withdrawal = Withdrawal {
            level: withdrawal_level(&sent.level)?,
            on: calendar_day(&sent.on)?,
            note: sent.note,
        };
        open.commit("", |draft| record_withdrawal(draft, id, withdrawal))?;
        Ok(None)
    })
    .await
}

fn live(open: &OpenStudy, people: &[ParticipantId]) -> Result<(), WireError> {
    let gone = |id: &&ParticipantId| open.study().participants().live(**id).is_none();
    people.iter().find(gone).map_or(Ok(()), |_| Err(WireError::Gone { what: "the participant" }))
}
