//! The codebook and the versions of the framework.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;

/// A code or a category.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Code {
    /// Which.
    pub id: Id,
    /// Its index number, as 1.2.
    pub number: String,
    /// Its name.
    pub name: String,
    /// What it stands below.
    #[schema(required)]
    pub parent: Option<Id>,
    /// The colour that was chosen, as #rrggbb.
    #[schema(required)]
    pub colour: Option<String>,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub use_when: String,
    /// When not.
    pub not_when: String,
    /// A passage that it fits.
    pub example: String,
    /// a-priori, from-data or sensitising.
    pub origin: String,
    /// Whether it only groups codes.
    pub is_category: bool,
    /// How many codings of it count.
    pub codings: usize,
    /// In how many people's accounts.
    pub people: usize,
    /// How many were found by search and not read yet.
    pub unread: usize,
    /// Whether it was archived.
    pub archived: bool,
}

/// A fixed version of the framework.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Framework {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Why it was fixed.
    pub note: String,
    /// By whom.
    pub by: Id,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// Its categories and codes.
    pub columns: Vec<FrameworkColumn>,
    /// Whether it was archived.
    pub archived: bool,
}

/// A code as a version of the framework has it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FrameworkColumn {
    /// The code.
    pub code: Id,
    /// Its number then.
    pub number: String,
    /// Its name then.
    pub name: String,
    /// Its definition then.
    pub definition: String,
}
