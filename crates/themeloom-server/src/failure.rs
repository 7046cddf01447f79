//! The error desk's answers as HTTP: the only place where kinds become statuses.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use themeloom_app::{AppError, Kind};
use themeloom_wire::WireError;

use crate::api::Problem;
use crate::error::ServerError;

/// An answer that says what went wrong.
#[derive(Debug)]
pub struct Failure {
    status: StatusCode,
    problem: Problem,
}

impl Failure {
    /// A failure of the server's own.
    pub fn new(status: StatusCode, code: &str, message: &str, hint: &str) -> Self {
        let hints = if hint.is_empty() { Vec::new() } else { vec![hint.to_owned()] };
        Self { status, problem: Problem { code: code.to_owned(), message: message.to_owned(), hints } }
    }

    /// What went wrong, to be shown among other things.
    pub fn into_problem(self) -> Problem {
        self.problem
    }

    /// Nobody let this browser in.
    pub fn no_session() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "no-session",
            "this browser has not been let in",
            "open the link that the program printed; each link works once",
        )
    }

    /// The request comes from another page or by another name.
    pub fn stranger(what: &str) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "not-from-here",
            what,
            "open Themeloom by the link that the program printed",
        )
    }

    /// The study is not open for this session.
    pub fn locked() -> Self {
        Self::new(StatusCode::LOCKED, "study-locked", "this study is locked", "open it from the library")
    }

    /// There is no such study.
    pub fn no_study() -> Self {
        Self::new(StatusCode::NOT_FOUND, "study-missing", "there is no such study in the library", "")
    }

    /// There is no such page.
    pub fn no_page() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no-such-page", "there is nothing at this address", "")
    }

    /// The body is larger than what is taken.
    pub fn too_large(most: u64) -> Self {
        let message = format!("what was sent is too large: at most {} MB are taken", most / 1_000_000);
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", &message, "")
    }

    /// The client takes too long.
    pub fn too_slow() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "what was sent came too slowly", "send it again")
    }

    /// The request cannot be read.
    pub fn unreadable(why: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "request-unreadable", why, "")
    }

    /// The program has a fault; what it was goes to the log of the program and not to the browser.
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "program-fault",
            "the program has a fault here; the study is as it was",
            "look at the study again; if it happens twice, report it",
        )
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(self.problem)).into_response()
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        let explained = error.explain();
        let problem =
            Problem { code: explained.code.to_owned(), message: explained.message, hints: explained.hints };
        Self { status: status(explained.kind), problem }
    }
}

impl From<ServerError> for Failure {
    fn from(error: ServerError) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "server-unavailable", &error.to_string(), "")
    }
}

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        let (status, code) = match error {
            WireError::Gone { .. } => (StatusCode::NOT_FOUND, "not-there"),
            _ => (StatusCode::BAD_REQUEST, "request-unreadable"),
        };
        Self::new(status, code, &error.to_string(), "")
    }
}

const fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::BAD_REQUEST,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Damaged | Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
