//! Retrieving: searching, and coding what was found.

use axum::Json;
use serde::Deserialize;
use themeloom_app::OpenStudy;
use themeloom_app::study::CodeId;
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::place::Passage;
use themeloom_wire::types::search::Search;
use themeloom_wire::views::places::read_passage;
use themeloom_wire::{read_id, views};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Asked, Sent};
use crate::seat::Seat;

/// What is searched.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct SearchWanted {
    /// The query.
    q: String,
    /// How many characters to show on each side.
    width: Option<u32>,
    /// How many passages to show.
    limit: Option<usize>,
}

/// Searches the words of all sources.
#[utoipa::path(get, path = "/studies/{study}/search", tag = "retrieve", params(("study" = String, Path), SearchWanted), responses((status = 200, body = Search), (status = "default", body = Problem)))]
pub async fn search(seat: Seat, Asked(sent): Asked<SearchWanted>) -> Result<Json<Search>, Failure> {
    let view = move |open: &mut OpenStudy| {
        let (width, limit) = (sent.width.unwrap_or(60).min(1_000), sent.limit.unwrap_or(500).min(10_000));
        Ok(views::search::search(open, &sent.q, width, limit)?)
    };
    Ok(Json(seat.with(view).await?))
}

/// Passages that a search found, to be coded.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CodeFound {
    /// The query.
    q: String,
    /// The code.
    code: String,
    /// Whether a person has read them.
    read: bool,
    /// Only these of them.
    #[serde(default)]
    only: Option<Vec<Passage>>,
}

/// Codes what a search finds, as one step.
#[utoipa::path(post, path = "/studies/{study}/search/code", tag = "retrieve", params(("study" = String, Path)), request_body = CodeFound, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn code_found(seat: Seat, Sent(sent): Sent<CodeFound>) -> Result<Json<Done>, Failure> {
    seat.done_with(move |open| {
        let code: CodeId = read_id(&sent.code)?;
        let mut hits = open.search(&sent.q, 0)?;
        if let Some(only) = &sent.only {
            let wanted = only.iter().map(|passage| {
                let passage = read_passage(open.study(), open.texts(), passage)?;
                Ok((passage.source, passage.span))
            });
            let wanted: std::collections::BTreeSet<_> =
                wanted.collect::<Result<_, themeloom_wire::WireError>>()?;
            hits.retain(|hit| wanted.contains(&(hit.source, hit.span)));
        }
        let done = open.code_hits_with(&hits, code, sent.read)?;
        Ok((None, format!("coded {} passages as {}", done.coded, done.code)))
    })
    .await
}
