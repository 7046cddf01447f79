//! Coding: passages coded, and codings changed.

use axum::Json;
use serde::Deserialize;
use themeloom_app::study::code::{CodeOrigin, NewCode};
use themeloom_app::study::{CodeId, CodingId};
use themeloom_app::{
    AppError, CodingWanted, OpenStudy, code_passage, code_with_new, edit_coding, join_codings, split_coding,
    uncode,
};
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::place::Passage;
use themeloom_wire::views::places::read_passage;
use themeloom_wire::{WireError, read_id};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Of, Sent};
use crate::seat::Seat;

/// A passage to code.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Coded {
    /// The code, where it is one.
    #[serde(default)]
    code: Option<String>,
    /// The codes, where they are several.
    #[serde(default)]
    codes: Vec<String>,
    /// A code that is made with the coding.
    #[serde(default)]
    new_code: Option<NewlyCoded>,
    /// Where the words begin, in UTF-16 units.
    start: u32,
    /// Where they end.
    end: u32,
    /// The version of the text in which they were marked.
    version: String,
}

/// A code made while coding.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewlyCoded {
    /// Its name.
    name: String,
    /// What it stands below.
    #[serde(default)]
    parent: Option<String>,
}

/// Codes a passage with one code or several, known or new, as one step.
#[utoipa::path(post, path = "/studies/{study}/sources/{id}/codings", tag = "codings", params(("study" = String, Path), ("id" = String, Path)), request_body = Coded, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn apply(seat: Seat, Of(source): Of, Sent(sent): Sent<Coded>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let codes: Vec<CodeId> =
            sent.code.iter().chain(&sent.codes).map(|id| read_id(id)).collect::<Result<_, _>>()?;
        let new = sent.new_code.as_ref().map(new_code).transpose()?;
        let sent = Passage { source, start: sent.start, end: sent.end, version: sent.version };
        let passage = read_passage(open.study(), open.texts(), &sent)?;
        let made = open.commit("", |draft| {
            let mut made = code_passage(draft, &passage, &codes)?;
            if let Some(new) = new {
                made.extend(code_with_new(draft, &passage, new)?.1);
            }
            Ok::<_, AppError>(made)
        })?;
        Ok(made.first().map(|coding| coding.0))
    })
    .await
}

fn new_code(sent: &NewlyCoded) -> Result<NewCode, WireError> {
    Ok(NewCode {
        name: sent.name.trim().to_owned(),
        parent: sent.parent.as_deref().map(read_id).transpose()?,
        origin: CodeOrigin::FromData,
        ..NewCode::default()
    })
}

/// What of a coding is to change.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CodingChanged {
    /// Another code.
    #[serde(default)]
    code: Option<String>,
    /// Where its words begin now, with end and version.
    #[serde(default)]
    start: Option<u32>,
    /// Where its words end now.
    #[serde(default)]
    end: Option<u32>,
    /// The version in which start and end are meant.
    #[serde(default)]
    version: Option<String>,
    /// Whether a person has read it.
    #[serde(default)]
    read: Option<bool>,
}

/// Recodes or resizes a coding, or marks it as read.
#[utoipa::path(patch, path = "/studies/{study}/codings/{id}", operation_id = "edit_coding", tag = "codings", params(("study" = String, Path), ("id" = String, Path)), request_body = CodingChanged, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn edit(seat: Seat, Of(id): Of, Sent(sent): Sent<CodingChanged>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: CodingId = read_id(&id)?;
        let code = sent.code.as_deref().map(read_id).transpose()?;
        let passage = match (sent.start, sent.end, sent.version) {
            (Some(start), Some(end), Some(version)) => {
                Some(Passage { source: source_of(open, id)?, start, end, version })
            }
            _ => None,
        };
        let passage =
            passage.map(|passage| read_passage(open.study(), open.texts(), &passage)).transpose()?;
        open.commit("", |draft| edit_coding(draft, id, CodingWanted { code, passage, read: sent.read }))?;
        Ok(Some(id.0))
    })
    .await
}

fn source_of(open: &OpenStudy, id: CodingId) -> Result<String, Failure> {
    let coding = open.study().codings().live(id);
    Ok(coding.ok_or(WireError::Gone { what: "the coding" })?.source.to_string())
}

/// Takes a coding away.
#[utoipa::path(delete, path = "/studies/{study}/codings/{id}", operation_id = "remove_coding", tag = "codings", params(("study" = String, Path), ("id" = String, Path)), responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn take_away(seat: Seat, Of(id): Of) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: CodingId = read_id(&id)?;
        open.commit("", |draft| uncode(draft, id))?;
        Ok(Some(id.0))
    })
    .await
}

/// Where to split a coding.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SplitAt {
    /// The place, in UTF-16 units.
    at: u32,
    /// The version of the text in which it is meant.
    version: String,
}

/// Splits a coding in two.
#[utoipa::path(post, path = "/studies/{study}/codings/{id}/split", tag = "codings", params(("study" = String, Path), ("id" = String, Path)), request_body = SplitAt, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn split(seat: Seat, Of(id): Of, Sent(sent): Sent<SplitAt>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: CodingId = read_id(&id)?;
        let at =
            Passage { source: source_of(open, id)?, start: sent.at, end: sent.at, version: sent.version };
        let at = read_passage(open.study(), open.texts(), &at)?;
        let second = open.commit("split a coding", |draft| split_coding(draft, id, &at))?;
        Ok(Some(second.0))
    })
    .await
}

/// Codings to join.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Joined {
    /// Which, at least two.
    codings: Vec<String>,
}

/// Joins codings of the same code.
#[utoipa::path(post, path = "/studies/{study}/codings/join", tag = "codings", params(("study" = String, Path)), request_body = Joined, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn join(seat: Seat, Sent(sent): Sent<Joined>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let ids: Vec<CodingId> = sent.codings.iter().map(|id| read_id(id)).collect::<Result<_, _>>()?;
        let said = format!("joined {} codings", ids.len());
        Ok(Some(open.commit(said, |draft| join_codings(draft, &ids))?.0))
    })
    .await
}
