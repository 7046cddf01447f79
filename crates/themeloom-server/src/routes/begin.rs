//! Beginning a study: from a template, from a project of another program, or from a whole study.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use themeloom_app::{
    PLAIN_TEMPLATE, WholeFrom, WholeStudy, begin_from, hold_whole_study, holds, is_whole_study,
    read_study_bytes, study_templates, system, take_whole_study,
};

use crate::api::{NewStudy, Preview, Problem, StudyMade};
use crate::bodies::{MOST_DOCUMENT, in_memory};
use crate::failure::Failure;
use crate::library::blocking;
use crate::routes::extract::{Asked, Sent};
use crate::routes::uploads::{FileName, nothing, unreadable};
use crate::sessions::{Session, locked};
use crate::state::Shared;
use crate::study_name::StudyName;
use crate::uploads::{For, Upload, held};

/// Sends a file that a study is to begin with, to look at what it holds. There is no study yet.
#[utoipa::path(post, path = "/library/uploads", tag = "library", params(FileName), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = Preview), (status = "default", body = Problem)))]
pub async fn send_project(
    State(shared): State<Shared>,
    Extension(session): Extension<Arc<Session>>,
    Asked(file): Asked<FileName>,
    body: Body,
) -> Result<Json<Preview>, Failure> {
    let bytes = in_memory(body, MOST_DOCUMENT, shared.options.patience).await?;
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let called = name.clone();
    match blocking(move || read(called, &bytes)).await {
        Ok((upload, mut shown)) => {
            let kept = locked(&session.uploads).keep(For::New, upload);
            shown.upload = kept.ok_or_else(|| Failure::too_large(MOST_DOCUMENT * 2))?;
            Ok(Json(shown))
        }
        Err(failure) => Ok(Json(unreadable(name, failure.into_problem()))),
    }
}

/// What a file holds that a study can begin with.
fn read(name: String, bytes: &[u8]) -> Result<(Upload, Preview), Failure> {
    let whole = WholeFrom::Archive(&name, bytes);
    if is_whole_study(whole) {
        let shown = Preview { studies: vec![held(&hold_whole_study(whole)?)], ..nothing(name.clone()) };
        return Ok((Upload::Whole(name, bytes.into()), shown));
    }
    let Some(studies) = read_study_bytes(&name, bytes)? else {
        return Err(Failure::new(
            StatusCode::BAD_REQUEST,
            "no-project",
            "this is no project of another program, and no whole study",
            "make a study first, then import transcripts on its Sources page",
        ));
    };
    let shown =
        Preview { studies: studies.iter().map(|study| held(&holds(study))).collect(), ..nothing(name) };
    Ok((Upload::Studies(studies, bytes.len()), shown))
}

/// Begins a study in the library folder, and opens it.
#[utoipa::path(post, path = "/library/studies", tag = "library", request_body = NewStudy, responses((status = 200, body = StudyMade), (status = "default", body = Problem)))]
pub async fn begin(
    State(shared): State<Shared>,
    Extension(session): Extension<Arc<Session>>,
    Sent(new): Sent<NewStudy>,
) -> Result<Json<StudyMade>, Failure> {
    let study = StudyName::from_title(&new.name).ok_or_else(|| {
        Failure::new(
            StatusCode::BAD_REQUEST,
            "name-unfit",
            "the name cannot name a file",
            "use letters or digits in it",
        )
    })?;
    let upload = match &new.upload {
        Some(name) => {
            Some(locked(&session.uploads).get(&For::New, name).cloned().ok_or_else(Failure::no_page)?)
        }
        None => None,
    };
    let (path, cost) = (study.path(shared.library.folder()), shared.options.cost);
    let wanted = new.clone();
    let (made, code, taken) = blocking(move || {
        let new = wanted;
        let passphrase = new.passphrase.as_deref().filter(|passphrase| !passphrase.is_empty());
        if let Some(Upload::Whole(name, bytes)) = &upload {
            let from = WholeFrom::Archive(name, bytes);
            let coder = Some(new.coder.trim());
            let whole = WholeStudy { from, path: &path, coder, passphrase, cost, clock: system };
            let (made, code) = take_whole_study(&whole)?;
            return Ok((made, code, Vec::new()));
        }
        let usual = if upload.is_some() { Some(PLAIN_TEMPLATE.to_owned()) } else { None };
        let template = new.template.clone().or(usual).or_else(|| study_templates::names().into_iter().next());
        let protocol = study_templates::find(&template.unwrap_or_default())?;
        let wanted = themeloom_app::NewStudy {
            path: &path,
            title: new.name.trim(),
            protocol: &protocol,
            sensitising: &[],
            coder: (new.coder.trim(), new.initials.trim()),
            passphrase,
            cost,
            clock: system,
        };
        let studies = match upload {
            Some(Upload::Studies(studies, _)) => studies,
            _ => Vec::new(),
        };
        Ok(begin_from(&wanted, &studies)?)
    })
    .await?;
    if let Some(upload) = &new.upload {
        locked(&session.uploads).forget(&For::New, upload);
    }
    // Of a project's coders, whoever makes the study is the one who was named first.
    let me =
        made.study().coder_named(new.coder.trim()).map(|coder| coder.id).map_or_else(|| made.me(), Ok)?;
    shared.library.put(&study, made);
    session.enter(study.clone(), me);
    let recovery_code = code.map(|code| code.reveal().to_string());
    let studies = taken.iter().map(held).collect();
    Ok(Json(StudyMade { study: study.as_str().to_owned(), recovery_code, studies }))
}
