//! What handlers take from a request, with failures in the form that the interface knows.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Query, RawPathParams, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

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

/// The thing of the study that the path names.
pub struct Of(pub String);

impl FromRequestParts<Shared> for Of {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Failure> {
        let params = RawPathParams::from_request_parts(parts, shared).await;
        let params = params.map_err(|_| Failure::no_page())?;
        let named = params.iter().find(|(name, _)| *name != "study").map(|(_, value)| value.to_owned());
        named.map(Self).ok_or_else(Failure::no_page)
    }
}

/// What the address asks for after its question mark.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Shared> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Failure> {
        match Query::from_request_parts(parts, shared).await {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(_) => Err(Failure::unreadable("the address asks for something else than this page takes")),
        }
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
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(Failure::unreadable("expected JSON with the content type application/json"))
            }
            Err(_) => Err(Failure::unreadable("what was sent is not what this address takes")),
        }
    }
}

/// Tells a field that is null, which clears a value, from one that is left out, which keeps it.
pub fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    field: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(field).map(Some)
}
