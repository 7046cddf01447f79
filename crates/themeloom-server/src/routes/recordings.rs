//! The recording beside a source: put there, played from any second, taken away.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use themeloom_app::study::SourceId;
use themeloom_app::{OpenStudy, take_recording_away};
use themeloom_wire::read_id;
use themeloom_wire::types::changed::Done;

use crate::api::Problem;
use crate::bodies::{MOST_DOCUMENT, in_memory};
use crate::failure::Failure;
use crate::range::Wanted;
use crate::routes::extract::{Asked, Of};
use crate::routes::uploads::FileName;
use crate::seat::Seat;
use crate::state::Shared;

/// The most that one answer holds: browsers ask for the rest when they come to it.
const MOST_PART: u64 = 4 << 20;

/// Puts the recording beside a source, in place of an earlier one.
#[utoipa::path(put, path = "/studies/{study}/sources/{id}/recording", operation_id = "keep_recording", tag = "sources", params(("study" = String, Path), ("id" = String, Path), FileName), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn keep(
    State(shared): State<Shared>,
    seat: Seat,
    Of(id): Of,
    Asked(file): Asked<FileName>,
    body: Body,
) -> Result<Json<Done>, Failure> {
    let bytes = in_memory(body, MOST_DOCUMENT, shared.options.patience).await?;
    seat.done(move |open| {
        let source: SourceId = read_id(&id)?;
        open.keep_recording(source, &file.name, &bytes)?;
        Ok(Some(source.0))
    })
    .await
}

/// The recording of a source, or the part of it that the header Range asks for: of that the first
/// 4 MiB.
#[utoipa::path(get, path = "/studies/{study}/sources/{id}/recording", operation_id = "play_recording", tag = "sources", params(("study" = String, Path), ("id" = String, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 206, body = Vec<u8>, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub async fn play(seat: Seat, Of(id): Of, headers: HeaderMap) -> Result<Response, Failure> {
    let asked = headers.get(header::RANGE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let read = move |open: &mut OpenStudy| {
        let source = read_id(&id)?;
        let (length, kind) = open.recording(source).map(|kept| (kept.bytes, kept.kind))?;
        let wanted = Wanted::read(asked.as_deref(), length);
        let part = match &wanted {
            Wanted::Whole => open.recording_part(source, 0..length)?,
            Wanted::Part(part) => {
                open.recording_part(source, part.start..part.end.min(part.start.saturating_add(MOST_PART)))?
            }
            Wanted::Beyond => Vec::new(),
        };
        Ok((wanted, length, kind.media_type(), part))
    };
    let (wanted, length, media_type, part) = seat.with(read).await?;
    let about = [(header::CONTENT_TYPE, media_type), (header::ACCEPT_RANGES, "bytes")];
    let (status, range) = match wanted {
        Wanted::Whole => return Ok((about, part).into_response()),
        Wanted::Part(asked) => {
            let last = asked.start + (part.len() as u64).saturating_sub(1);
            (StatusCode::PARTIAL_CONTENT, format!("bytes {}-{last}/{length}", asked.start))
        }
        Wanted::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{length}")),
    };
    Ok((status, about, [(header::CONTENT_RANGE, range)], part).into_response())
}

/// Takes the recording of a source away. It can be undone.
#[utoipa::path(delete, path = "/studies/{study}/sources/{id}/recording", operation_id = "take_recording_away", tag = "sources", params(("study" = String, Path), ("id" = String, Path)), responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn take_away(seat: Seat, Of(id): Of) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let source: SourceId = read_id(&id)?;
        open.commit("", |draft| take_recording_away(draft, source))?;
        Ok(Some(source.0))
    })
    .await
}
