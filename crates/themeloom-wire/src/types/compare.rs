//! Groups of cases side by side.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::place::Excerpt;

/// Groups of cases side by side.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The groups.
    pub groups: Vec<ComparedGroup>,
    /// The codes.
    pub codes: Vec<ComparedCode>,
    /// What to bear in mind.
    pub note: String,
}

/// A group.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ComparedGroup {
    /// What its cases share.
    pub label: String,
    /// The cases.
    pub cases: Vec<Id>,
}

/// One code over all groups.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ComparedCode {
    /// The code.
    pub code: Id,
    /// Its number and name.
    pub label: String,
    /// Whether it sums up the codes below it.
    pub sums_up: bool,
    /// One a group.
    pub tallies: Vec<Tally>,
}

/// What a group said on a code.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// Cases in the group.
    pub of: usize,
    /// How many raised it.
    pub raised: usize,
    /// Which.
    pub raised_by: Vec<Id>,
    /// How many are known to have been asked.
    pub asked: usize,
    /// How many raised it unasked.
    pub unprompted: usize,
    /// Cells charted.
    pub charted: usize,
    /// Cells in which nothing was said.
    pub nothing_said: usize,
    /// Cases that said nothing and have nothing coded.
    pub silent: usize,
    /// Cells that were not asked about.
    pub not_asked: usize,
    /// Cells not charted yet.
    pub not_charted: usize,
    /// Codings.
    pub codings: usize,
    /// Accounts unlike most of the group.
    pub unlike_most: Vec<Id>,
    /// Cells that say nothing although passages are coded.
    pub contradicted: usize,
}

/// What the cases of a group said on a code.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GroupAccounts {
    /// The group.
    pub label: String,
    /// Their accounts.
    pub accounts: Vec<Account>,
}

/// What all groups said on a code.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CodeAccounts {
    /// The groups.
    pub groups: Vec<GroupAccounts>,
}

/// What one case said on a code.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The case.
    pub case: Id,
    /// Its name.
    pub name: String,
    /// The charted summary.
    pub summary: String,
    /// The words.
    pub quotations: Vec<Excerpt>,
    /// Whether it is unlike most of its group.
    pub unlike_most: bool,
}
