//! What handlers take from a request, with failures in the form that the interface knows.

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::Json;
use serde::de::DeserializeOwned;

use crate::failure::Failure;
use crate::seat::study_of;
use crate::state::Shared;
use crate::study_name::StudyName;

/// The study that the path names, open or not.
pub struct Named(pub StudyName);

impl FromRequestParts<Shared> for Named {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Failure> {
        study_of(parts, shared).await.map(Self)
    }
}

/// What was sent as JSON.
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Shared> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, shared: &Shared) -> Result<Self, Failure> {
        match Json::from_request(request, shared).await {
            Ok(Json(value)) => Ok(Self(value)),
            // What was wrong is told, but never the words that were sent.
            Err(JsonRejection::MissingJsonContentType(_)) => Err(Failure::unreadable("expected JSON with the content type application/json")),
            Err(_) => Err(Failure::unreadable("what was sent is not what this address takes")),
        }
    }
}
