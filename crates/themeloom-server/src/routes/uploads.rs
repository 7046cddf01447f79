//! Bringing files into a study: sent, looked at, corrected, imported.

use std::path::Path as FilePath;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use themeloom_app::{ReadDocument, ValueWanted, read_bytes, read_study_bytes};
use themeloom_wire::types::changed::Done;
use themeloom_wire::{WireError, read_id};
use utoipa::ToSchema;

use crate::api::{ImportWanted, Preview, Problem, SpeakerWanted, StudiesTaken};
use crate::bodies::{MOST_DOCUMENT, in_memory};
use crate::failure::Failure;
use crate::routes::extract::{Asked, Of, Sent};
use crate::seat::Seat;
use crate::sessions::locked;
use crate::state::Shared;
use crate::uploads::{For, Upload, held, map_speakers, preview};

/// What a file is called.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileName {
    /// Its name, with its ending.
    pub name: String,
}

/// Sends a file to look at what is recognised in it. Nothing is in the study yet.
#[utoipa::path(post, path = "/studies/{study}/uploads", tag = "sources", params(("study" = String, Path), FileName), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = Preview), (status = "default", body = Problem)))]
pub async fn send(
    State(shared): State<Shared>,
    seat: Seat,
    Asked(file): Asked<FileName>,
    body: Body,
) -> Result<Json<Preview>, Failure> {
    let bytes = in_memory(body, MOST_DOCUMENT, shared.options.patience).await?;
    // Only the name counts, whatever path the browser told.
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let called = name.clone();
    let read = seat.with(move |open| {
        if let Some(studies) = read_study_bytes(&called, &bytes)? {
            let studies_held = studies.iter().map(|study| held(&open.preview(study))).collect();
            let shown = Preview { studies: studies_held, ..nothing(called) };
            return Ok((Upload::Studies(studies, bytes.len()), shown));
        }
        let document = read_bytes(open.study(), FilePath::new(&called), bytes.to_vec(), &[])?;
        let shown = preview("", &document);
        Ok((Upload::Document(Box::new(document)), shown))
    });
    match read.await {
        Ok((upload, shown)) => kept(&seat, upload, shown).map(Json),
        // A file that cannot be read is shown among the others, with the reason.
        Err(failure) => Ok(Json(unreadable(name, failure.into_problem()))),
    }
}

fn kept(seat: &Seat, upload: Upload, mut shown: Preview) -> Result<Preview, Failure> {
    let upload = locked(&seat.session.uploads).keep(For::Study(seat.study.clone()), upload);
    shown.upload = upload.ok_or_else(|| Failure::too_large(MOST_DOCUMENT * 2))?;
    Ok(shown)
}

pub(super) fn unreadable(file: String, problem: Problem) -> Preview {
    Preview { problem: Some(problem), ..nothing(file) }
}

/// A file of which nothing is known but its name.
pub(super) fn nothing(file: String) -> Preview {
    Preview {
        upload: String::new(),
        name: file.clone(),
        file,
        kind: String::new(),
        words: 0,
        turns: 0,
        pages: 0,
        speakers: Vec::new(),
        opening: Vec::new(),
        notes: Vec::new(),
        studies: Vec::new(),
        problem: None,
    }
}

/// Corrections to what was recognised.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PreviewOptions {
    /// Who the speakers are.
    speakers: Vec<SpeakerWanted>,
}

/// Looks at a file again, with corrections.
#[utoipa::path(post, path = "/studies/{study}/uploads/{upload}/preview", tag = "sources", params(("study" = String, Path), ("upload" = String, Path)), request_body = PreviewOptions, responses((status = 200, body = Preview), (status = "default", body = Problem)))]
pub async fn again(
    seat: Seat,
    Of(upload): Of,
    Sent(wanted): Sent<PreviewOptions>,
) -> Result<Json<Preview>, Failure> {
    let mut document = waiting(&seat, &upload)?;
    map_speakers(&mut document, &wanted.speakers);
    Ok(Json(preview(&upload, &document)))
}

/// Forgets a file that was sent.
#[utoipa::path(delete, path = "/studies/{study}/uploads/{upload}", tag = "sources", params(("study" = String, Path), ("upload" = String, Path)), responses((status = 204), (status = "default", body = Problem)))]
pub async fn forget(seat: Seat, Of(upload): Of) -> Result<StatusCode, Failure> {
    locked(&seat.session.uploads).forget(&For::Study(seat.study.clone()), &upload);
    Ok(StatusCode::NO_CONTENT)
}

fn waiting(seat: &Seat, upload: &str) -> Result<ReadDocument, Failure> {
    match locked(&seat.session.uploads).get(&For::Study(seat.study.clone()), upload) {
        Some(Upload::Document(document)) => Ok((**document).clone()),
        Some(Upload::Studies(..) | Upload::Whole(..)) | None => Err(Failure::no_page()),
    }
}

/// Takes in the studies of another program that a file holds, each as one step.
#[utoipa::path(post, path = "/studies/{study}/uploads/{upload}/take", tag = "sources", params(("study" = String, Path), ("upload" = String, Path)), responses((status = 200, body = StudiesTaken), (status = "default", body = Problem)))]
pub async fn take(seat: Seat, Of(upload): Of) -> Result<Json<StudiesTaken>, Failure> {
    let waiting = locked(&seat.session.uploads).get(&For::Study(seat.study.clone()), &upload).cloned();
    let Some(Upload::Studies(studies, _)) = waiting else { return Err(Failure::no_page()) };
    let taken = seat.with(move |open| {
        let studies = studies.iter().map(|study| Ok(held(&open.take_study(study)?)));
        let studies = studies.collect::<Result<Vec<_>, themeloom_app::AppError>>()?;
        Ok(StudiesTaken { seq: open.seq(), did: open.last_did()?.unwrap_or_default(), studies })
    });
    let taken = taken.await?;
    locked(&seat.session.uploads).forget(&For::Study(seat.study.clone()), &upload);
    Ok(Json(taken))
}

/// Brings files into the study.
#[utoipa::path(post, path = "/studies/{study}/imports", tag = "sources", params(("study" = String, Path)), request_body = [ImportWanted], responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn import(seat: Seat, Sent(wanted): Sent<Vec<ImportWanted>>) -> Result<Json<Done>, Failure> {
    let mut documents = Vec::new();
    for one in &wanted {
        let mut document = waiting(&seat, &one.upload)?;
        one.name.trim().clone_into(&mut document.name);
        map_speakers(&mut document, &one.speakers);
        documents.push(document);
    }
    let names: Vec<String> = wanted.iter().map(|one| one.upload.clone()).collect();
    let values = wanted.into_iter().flat_map(|one| one.values).map(|value| {
        let attribute = read_id(&value.attribute)?;
        Ok(ValueWanted { pseudonym: value.pseudonym, attribute, value: value.value })
    });
    let values: Vec<ValueWanted> = values.collect::<Result<_, WireError>>()?;
    let done = seat.with(move |open| {
        let imported = open.import_with(&documents, &values)?;
        let did = open.last_did()?.unwrap_or_default();
        let notes =
            imported.left_out.iter().map(|(path, why)| format!("{}: {why}", path.display())).collect();
        let id = imported.sources.first().map(|source| source.0.to_string());
        Ok(Done { seq: open.seq(), id, did, notes })
    });
    let done = done.await?;
    let mut uploads = locked(&seat.session.uploads);
    for upload in names {
        uploads.forget(&For::Study(seat.study.clone()), &upload);
    }
    Ok(Json(done))
}
