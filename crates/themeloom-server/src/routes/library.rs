//! The library: list, open, lock, back up, restore, and the sample study.

use std::io;
use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use themeloom_app::store::RecoveryCode;
use themeloom_app::{
    AppError, Credentials, OpenStudy, SAMPLE_FILE, coder_called, make_sample, name_of, study_file,
    study_templates,
};
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;

use crate::api::{Library, Open, Opened, Problem, StudyRow, Template};
use crate::bodies::{MOST_BACKUP, Pieces};
use crate::failure::Failure;
use crate::library::blocking;
use crate::room::Room;
use crate::routes::extract::{Asked, Named, Sent};
use crate::seat::Seat;
use crate::sessions::Session;
use crate::state::Shared;
use crate::study_name::StudyName;

/// The studies of the library folder.
#[utoipa::path(get, path = "/library", tag = "library", responses((status = 200, body = Library), (status = "default", body = Problem)))]
pub async fn list(State(shared): State<Shared>) -> Result<Json<Library>, Failure> {
    let folder = shared.library.folder().display().to_string();
    let studies = blocking(move || shared.library.rows()).await?;
    Ok(Json(Library { folder, studies, version: env!("CARGO_PKG_VERSION").to_owned() }))
}

/// The study templates that come with the program.
#[utoipa::path(get, path = "/templates", tag = "library", responses((status = 200, body = [Template])))]
pub async fn templates() -> Result<Json<Vec<Template>>, Failure> {
    let described = study_templates::names().into_iter().map(|name| {
        let protocol = study_templates::find(&name)?;
        let summary = protocol.aims.first().cloned().unwrap_or_default();
        Ok(Template { name, title: protocol.title, summary })
    });
    Ok(Json(described.collect::<Result<_, AppError>>()?))
}

/// Makes the sample study where it is not there, and opens it. Everybody in it is invented.
#[utoipa::path(post, path = "/library/sample", tag = "library", responses((status = 200, body = Opened), (status = "default", body = Problem)))]
pub async fn sample(
    State(shared): State<Shared>,
    Extension(session): Extension<Arc<Session>>,
) -> Result<Json<Opened>, Failure> {
    let study = StudyName::of(Path::new(SAMPLE_FILE)).ok_or_else(Failure::internal)?;
    let path = study.path(shared.library.folder());
    let folder = shared.library.folder().to_owned();
    blocking(move || if path.exists() { Ok(()) } else { make_whole_sample(&folder, &path) }).await?;
    let (room, _) = shared.library.enter(&study, None, None, None).await?;
    // The sample was coded by several; whoever looks at it is the first of them.
    let me = room.with(|open| Ok(open.study().coders().iter().next().map(|coder| coder.id))).await?;
    let me = me.ok_or_else(Failure::internal)?;
    session.enter(study.clone(), me);
    opened(&room, &study, me.to_string()).await
}

/// Made aside and moved, so that a sample that was cut short is never found in the library.
fn make_whole_sample(folder: &Path, path: &Path) -> Result<(), Failure> {
    let aside = tempfile::Builder::new()
        .prefix(".sample-")
        .tempdir_in(folder)
        .map_err(|e| file_failure("make the sample in", folder, e))?;
    let made = make_sample(aside.path(), &mut |_, _, _| true)?;
    std::fs::rename(made.study, path).map_err(|e| file_failure("keep the sample in", folder, e))
}

/// Opens a study for this session. One that is open already asks for this person's own passphrase.
#[utoipa::path(post, path = "/studies/{study}/open", tag = "library", params(("study" = String, Path)), request_body = Open, responses((status = 200, body = Opened), (status = "default", body = Problem)))]
pub async fn open(
    State(shared): State<Shared>,
    Extension(session): Extension<Arc<Session>>,
    Named(study): Named,
    Sent(wanted): Sent<Open>,
) -> Result<Json<Opened>, Failure> {
    let library = &shared.library;
    study_file(&study.path(library.folder())).map_err(|_| Failure::no_study())?;
    let given = wanted.clone();
    let (room, _) = library.enter(&study, given.passphrase, given.recovery_code, given.coder).await?;
    let check = room.key_check().await?;
    let name = blocking(move || {
        let recovery =
            wanted.recovery_code.as_deref().map(RecoveryCode::parse).transpose().map_err(AppError::from)?;
        let given = Credentials {
            passphrase: wanted.passphrase.as_deref(),
            recovery: recovery.as_ref(),
            coder: wanted.coder.as_deref(),
        };
        Ok(name_of(&check, &given)?)
    })
    .await?;
    let me = room.with(move |open| Ok(coder_called(open.study(), name.as_deref())?)).await?;
    session.enter(study.clone(), me);
    opened(&room, &study, me.to_string()).await
}

async fn opened(room: &Arc<Room>, study: &StudyName, me: String) -> Result<Json<Opened>, Failure> {
    let study = study.as_str().to_owned();
    let about = |open: &mut OpenStudy| {
        let notes = open.notes().iter().map(ToString::to_string).collect();
        Ok(Opened { study, me, notes, read_only: open.read_only().map(str::to_owned) })
    };
    Ok(Json(room.with(about).await?))
}

/// Locks a study for this session. When nobody works on it any more it is closed and its keys are
/// dropped.
#[utoipa::path(post, path = "/studies/{study}/lock", tag = "library", params(("study" = String, Path)), responses((status = 204), (status = "default", body = Problem)))]
pub async fn lock(State(shared): State<Shared>, seat: Seat) -> Result<StatusCode, Failure> {
    seat.session.leave(&seat.study);
    seat.room.events.tell(crate::events::Event::Locked(Some(seat.session.id)));
    if !shared.sessions.any_in(&seat.study) {
        shared.library.close(&seat.study).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// A backup, sealed like the study. The study records that it was made.
#[utoipa::path(post, path = "/studies/{study}/backup", tag = "library", params(("study" = String, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub async fn backup(State(shared): State<Shared>, seat: Seat) -> Result<Response, Failure> {
    let name = format!("{}.loombackup", seat.study.as_str());
    let folder = shared.library.folder().to_owned();
    let fail = move |cause| file_failure("write a backup in", &folder, cause);
    let aside =
        tempfile::Builder::new().prefix(".backup-").tempdir_in(shared.library.folder()).map_err(&fail)?;
    let path = aside.path().join("backup");
    let (to, called) = (path.clone(), name.clone());
    seat.with(move |open| Ok(open.hand_out_backup(&to, &called)?)).await?;
    let file = tokio::fs::File::open(&path).await.map_err(&fail)?;
    let length = file.metadata().await.map_err(&fail)?.len();
    // The folder goes when the last byte is out, or the client is gone.
    let bytes = futures_util::StreamExt::map(ReaderStream::new(file), move |chunk| {
        let _kept = &aside;
        chunk
    });
    let about = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(&name)),
        (header::CONTENT_LENGTH, length.to_string()),
    ];
    Ok((about, Body::from_stream(bytes)).into_response())
}

/// What a restored study is to be called.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RestoredAs {
    /// Its name.
    name: String,
}

/// Makes a study out of a backup that is sent.
#[utoipa::path(post, path = "/library/restore", tag = "library", params(RestoredAs), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = StudyRow), (status = "default", body = Problem)))]
pub async fn restore(
    State(shared): State<Shared>,
    Asked(wanted): Asked<RestoredAs>,
    body: Body,
) -> Result<Json<StudyRow>, Failure> {
    let study = StudyName::read(wanted.name.trim()).or_else(|| StudyName::from_title(&wanted.name));
    let study = study.ok_or_else(Failure::no_study)?;
    let folder = shared.library.folder().to_owned();
    let fail = |cause| file_failure("take in a backup in", &folder, cause);
    let aside = tempfile::Builder::new().prefix(".restore-").tempdir_in(&folder).map_err(fail)?;
    let backup = aside.path().join("backup");
    let mut file = tokio::fs::File::create(&backup).await.map_err(fail)?;
    let mut pieces = Pieces::new(body, MOST_BACKUP, shared.options.patience)?;
    while let Some(piece) = pieces.next().await? {
        file.write_all(&piece).await.map_err(fail)?;
    }
    file.flush().await.map_err(fail)?;
    drop(file);
    let path = study.path(&folder);
    let made = blocking(move || {
        themeloom_app::restore(&backup, &path)?;
        drop(aside);
        Ok(study_file(&path)?)
    });
    let file = made.await?;
    Ok(Json(shared.library.row(&study, &file)))
}

fn file_failure(doing: &'static str, path: &Path, cause: io::Error) -> Failure {
    AppError::File { doing, path: path.to_owned(), cause }.into()
}

/// How a file is handed out: never shown in the browser, whatever it holds.
pub fn attachment(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}
