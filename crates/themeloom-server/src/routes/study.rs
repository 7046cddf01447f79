//! A study as a whole: its outline, where it stands, and who works on it.

use axum::Json;
use serde::Deserialize;
use themeloom_app::OpenStudy;
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::outline::Outline;
use themeloom_wire::types::overview::Overview;
use themeloom_wire::views;
use themeloom_wire::views::history::Wanted;
use themeloom_wire::views::outline::NextSteps;
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::Sent;
use crate::seat::Seat;

/// Everything that a window loads once; events keep it fresh.
#[utoipa::path(get, path = "/studies/{study}/outline", tag = "study", params(("study" = String, Path)), responses((status = 200, body = Outline), (status = "default", body = Problem)))]
pub async fn outline(seat: Seat) -> Result<Json<Outline>, Failure> {
    let (me, is_protected) = (seat.me, seat.room.is_protected);
    let view = move |open: &mut OpenStudy| {
        let (undo, redo) = open.next_steps()?;
        Ok(views::outline::outline(open, me, open.seq(), is_protected, NextSteps { undo, redo }))
    };
    Ok(Json(seat.with(view).await?))
}

/// Where the study stands, what a reviewer would ask, and what to do next.
#[utoipa::path(get, path = "/studies/{study}/overview", tag = "study", params(("study" = String, Path)), responses((status = 200, body = Overview), (status = "default", body = Problem)))]
pub async fn overview(seat: Seat) -> Result<Json<Overview>, Failure> {
    let view = |open: &mut OpenStudy| {
        let recent = Wanted { limit: 10, ..Wanted::default() };
        let recent = views::history::page(open, &recent)?.rows;
        Ok(views::overview::overview(open.study(), open.texts(), recent))
    };
    Ok(Json(seat.with(view).await?))
}

/// A coder to add.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewCoder {
    /// Their name.
    name: String,
    /// Their initials.
    initials: String,
    /// Their own passphrase, where the study has passphrases.
    #[schema(required)]
    passphrase: Option<String>,
    /// Whether they may see who the participants are.
    may_see_identities: bool,
}

/// Adds a coder, with a way of their own to open the study.
#[utoipa::path(post, path = "/studies/{study}/coders", tag = "study", params(("study" = String, Path)), request_body = NewCoder, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn add_coder(
    axum::extract::State(shared): axum::extract::State<crate::state::Shared>,
    seat: Seat,
    Sent(new): Sent<NewCoder>,
) -> Result<Json<Done>, Failure> {
    let cost = shared.options.cost;
    seat.done(move |open| {
        let slot = new.passphrase.as_deref().filter(|given| !given.is_empty()).map(|given| (given, cost));
        let id = open.add_coder(new.name.trim(), new.initials.trim(), slot, new.may_see_identities)?;
        Ok(Some(id.0))
    })
    .await
}
