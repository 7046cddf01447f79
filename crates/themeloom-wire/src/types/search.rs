//! What a query found.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::place::Place;

/// What a query found.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Search {
    /// How many passages.
    pub total: usize,
    /// In how many sources.
    pub sources: usize,
    /// In how many people's accounts.
    pub people: usize,
    /// The first of them.
    pub hits: Vec<Hit>,
}

/// A passage that a query found.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// Where.
    pub place: Place,
    /// What stands before.
    pub before: String,
    /// The words.
    #[serde(rename = "match")]
    pub matched: String,
    /// What follows.
    pub after: String,
    /// The case whose account it is.
    #[schema(required)]
    pub case: Option<Id>,
    /// The codes that are on it.
    pub codes: Vec<Id>,
}
