//! The history: undo, redo, pages of it, conflicts and milestones.

use axum::Json;
use serde::Deserialize;
use themeloom_app::study::{BatchId, ChangeId};
use themeloom_app::{OpenStudy, name_milestone};
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::history::{Conflict, History, HistoryDetail, Milestone};
use themeloom_wire::types::memo::Target;
use themeloom_wire::views::history::Wanted;
use themeloom_wire::views::notes::read_target;
use themeloom_wire::{WireError, read_id, views};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Asked, Of, Sent};
use crate::seat::Seat;

/// Undoes this coder's last step.
#[utoipa::path(post, path = "/studies/{study}/undo", tag = "history", params(("study" = String, Path)), responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn undo(seat: Seat) -> Result<Json<Done>, Failure> {
    seat.done(|open| Ok(open.undo().map(|_| None)?)).await
}

/// Does this coder's last undone step again.
#[utoipa::path(post, path = "/studies/{study}/redo", tag = "history", params(("study" = String, Path)), responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn redo(seat: Seat) -> Result<Json<Done>, Failure> {
    seat.done(|open| Ok(open.redo().map(|_| None)?)).await
}

/// Undoes one step of the history, whoever did it.
#[utoipa::path(post, path = "/studies/{study}/history/{batch}/undo", tag = "history", params(("study" = String, Path), ("batch" = String, Path)), responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn undo_batch(seat: Seat, Of(batch): Of) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let batch: BatchId = read_batch(&batch)?;
        Ok(open.undo_batch(batch).map(|_| None)?)
    })
    .await
}

/// A batch is named by its first change.
fn read_batch(id: &str) -> Result<BatchId, WireError> {
    read_id(id).map(BatchId)
}

/// What of the history is wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct HistoryWanted {
    /// Only what came before this batch.
    before: Option<String>,
    /// How many steps at most.
    limit: Option<usize>,
    /// Only what this coder did.
    coder: Option<String>,
    /// Only what touched a thing of this kind...
    kind: Option<String>,
    /// ...with this id...
    id: Option<String>,
    /// ...and, of a cell, this code.
    code: Option<String>,
}

/// A page of the history, newest first.
#[utoipa::path(get, path = "/studies/{study}/history", tag = "history", params(("study" = String, Path), HistoryWanted), responses((status = 200, body = History), (status = "default", body = Problem)))]
pub async fn page(seat: Seat, Asked(sent): Asked<HistoryWanted>) -> Result<Json<History>, Failure> {
    let view = move |open: &mut OpenStudy| {
        let about = sent.kind.map(|kind| Target { kind, id: sent.id, code: sent.code, passage: None });
        let wanted = Wanted {
            before: sent.before.as_deref().map(read_batch).transpose()?,
            limit: sent.limit.unwrap_or(100).min(1_000),
            coder: sent.coder.as_deref().map(read_id).transpose()?,
            about: about.map(|about| read_target(open.study(), open.texts(), &about)).transpose()?,
        };
        Ok(views::history::page(open, &wanted)?)
    };
    Ok(Json(seat.with(view).await?))
}

/// One step of the history with its changes.
#[utoipa::path(get, path = "/studies/{study}/history/{batch}", tag = "history", params(("study" = String, Path), ("batch" = String, Path)), responses((status = 200, body = HistoryDetail), (status = "default", body = Problem)))]
pub async fn detail(seat: Seat, Of(batch): Of) -> Result<Json<HistoryDetail>, Failure> {
    let view = move |open: &mut OpenStudy| {
        let detail = views::history::detail(open, read_batch(&batch)?)?;
        Ok(detail.ok_or(WireError::Gone { what: "this step" })?)
    };
    Ok(Json(seat.with(view).await?))
}

/// The conflicts that wait for a person.
#[utoipa::path(get, path = "/studies/{study}/conflicts", tag = "history", params(("study" = String, Path)), responses((status = 200, body = [Conflict]), (status = "default", body = Problem)))]
pub async fn conflicts(seat: Seat) -> Result<Json<Vec<Conflict>>, Failure> {
    Ok(Json(seat.with(|open| Ok(views::history::conflicts(open.study()))).await?))
}

/// Which value to keep.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
    /// ours or theirs: the value that was replaced, or the one that stands.
    keep: String,
}

/// Settles a conflict.
#[utoipa::path(post, path = "/studies/{study}/conflicts/{id}/settle", tag = "history", params(("study" = String, Path), ("id" = String, Path)), request_body = Kept, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn settle(seat: Seat, Of(id): Of, Sent(sent): Sent<Kept>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let change: ChangeId = read_id(&id)?;
        open.settle(change, sent.keep == "ours")?;
        Ok(Some(change))
    })
    .await
}

/// The milestones.
#[utoipa::path(get, path = "/studies/{study}/milestones", tag = "history", params(("study" = String, Path)), responses((status = 200, body = [Milestone]), (status = "default", body = Problem)))]
pub async fn milestones(seat: Seat) -> Result<Json<Vec<Milestone>>, Failure> {
    Ok(Json(seat.with(|open| Ok(views::history::milestones(open)?)).await?))
}

/// A milestone to name.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewMilestone {
    /// What it is called: "as submitted, 3 May".
    name: String,
}

/// Names this point of the history.
#[utoipa::path(post, path = "/studies/{study}/milestones", tag = "history", params(("study" = String, Path)), request_body = NewMilestone, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn add_milestone(seat: Seat, Sent(new): Sent<NewMilestone>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| Ok(Some(open.commit("", |draft| name_milestone(draft, &new.name))?.0))).await
}
