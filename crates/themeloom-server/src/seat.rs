//! A session's seat at an open study: what most handlers ask for.

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use themeloom_app::OpenStudy;
use themeloom_app::study::{ChangeId, CoderId};
use themeloom_wire::types::changed::Done;

use crate::failure::Failure;
use crate::room::Room;
use crate::sessions::Session;
use crate::state::Shared;
use crate::study_name::StudyName;

/// An open study, and who this session is in it.
pub struct Seat {
    /// The study.
    pub room: Arc<Room>,
    /// Its name.
    pub study: StudyName,
    /// Who is working.
    pub me: CoderId,
    /// The session.
    pub session: Arc<Session>,
}

impl Seat {
    /// Does something with the study as this session's coder; what it commits is told to all who
    /// follow.
    pub async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut OpenStudy) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.room.with_coder(self.me, work).await
    }

    /// Changes the study, and says what was done once it is on the disk; `work` answers what was made.
    pub async fn done(
        &self,
        work: impl FnOnce(&mut OpenStudy) -> Result<Option<ChangeId>, Failure> + Send + 'static,
    ) -> Result<Json<Done>, Failure> {
        self.done_with(|open| Ok((work(open)?, String::new()))).await
    }

    /// The same, in words of its own where they are not empty.
    pub async fn done_with(
        &self,
        work: impl FnOnce(&mut OpenStudy) -> Result<(Option<ChangeId>, String), Failure> + Send + 'static,
    ) -> Result<Json<Done>, Failure> {
        let change = move |open: &mut OpenStudy| {
            let (id, mut did) = work(open)?;
            if did.is_empty() {
                did = open.last_did()?.unwrap_or_default();
            }
            Ok(Done { seq: open.seq(), id: id.map(|id| id.to_string()), did, notes: Vec::new() })
        };
        self.with(change).await.map(Json)
    }
}

impl FromRequestParts<Shared> for Seat {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Failure> {
        let session = session_of(parts)?;
        let study = study_of(parts, shared).await?;
        let Some(me) = session.coder(&study) else { return Err(missing(shared, &study)) };
        let room = shared.library.room(&study).ok_or_else(Failure::locked)?;
        Ok(Self { room, study, me, session })
    }
}

/// The session that the guard found.
pub fn session_of(parts: &Parts) -> Result<Arc<Session>, Failure> {
    parts.extensions.get::<Arc<Session>>().map(Arc::clone).ok_or_else(Failure::no_session)
}

/// The study that the path names.
pub async fn study_of(parts: &mut Parts, shared: &Shared) -> Result<StudyName, Failure> {
    let params = RawPathParams::from_request_parts(parts, shared).await;
    let params = params.map_err(|_| Failure::no_study())?;
    let name = params.iter().find(|(name, _)| *name == "study").map(|(_, value)| value.to_owned());
    name.and_then(|name| StudyName::read(&name)).ok_or_else(Failure::no_study)
}

fn missing(shared: &Shared, study: &StudyName) -> Failure {
    if study.path(shared.library.folder()).is_file() { Failure::locked() } else { Failure::no_study() }
}
