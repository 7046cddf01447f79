//! What a window loads once, and who is in the study.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::code::{Code, Framework};
use crate::types::findings::{Finding, Recommendation, Theme};
use crate::types::memo::Discussion;
use crate::types::source::Source;

/// What a window needs of a study before it shows anything of it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Outline {
    /// The place in the log that it shows.
    pub seq: u64,
    /// The study's name.
    pub name: String,
    /// The line that everything made of the study carries.
    pub notice: String,
    /// Who works in this window.
    pub me: Id,
    /// Why nothing can be changed, if so.
    #[schema(required)]
    pub read_only: Option<String>,
    /// Whether a passphrase is needed to open it.
    pub is_protected: bool,
    /// Who works on it.
    pub coders: Vec<Coder>,
    /// What is recorded.
    pub attributes: Vec<Attribute>,
    /// The organisations.
    pub organisations: Vec<Organisation>,
    /// The participants.
    pub participants: Vec<Participant>,
    /// The cases.
    pub cases: Vec<Case>,
    /// The sources.
    pub sources: Vec<Source>,
    /// The codebook.
    pub codes: Vec<Code>,
    /// The versions of the framework.
    pub frameworks: Vec<Framework>,
    /// The themes.
    pub themes: Vec<Theme>,
    /// The findings.
    pub findings: Vec<Finding>,
    /// The recommendations.
    pub recommendations: Vec<Recommendation>,
    /// What is put aside to discuss.
    pub discussions: Vec<Discussion>,
    /// What undo would take back, in words.
    #[schema(required)]
    pub undo: Option<String>,
    /// What redo would do again.
    #[schema(required)]
    pub redo: Option<String>,
}

/// Somebody who works on the study.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Coder {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their initials.
    pub initials: String,
    /// Whether they were archived.
    pub archived: bool,
}

/// An attribute that is recorded.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attribute {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What has it: participant, organisation or case.
    pub of: String,
    /// What values it takes: choice, ordered, number, date or text.
    pub kind: String,
    /// The values to choose from.
    pub options: Vec<String>,
    /// Whether it is an analyst's judgement, which is recorded with its reason and passages.
    pub judged: bool,
    /// Whether it was archived.
    pub archived: bool,
}

/// The value of an attribute, in words.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttributeValue {
    /// The attribute.
    pub attribute: Id,
    /// The value.
    pub value: String,
}

/// An organisation.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Organisation {
    /// Which.
    pub id: Id,
    /// Its name in the study.
    pub name: String,
    /// What is recorded of it.
    pub values: Vec<AttributeValue>,
    /// Whether it was archived.
    pub archived: bool,
}

/// A participant's answer to a consent statement.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsentRow {
    /// The statement's short name.
    pub name: String,
    /// The statement with its version.
    pub statement: String,
    /// What it allows.
    pub gate: String,
    /// given, refused or withdrawn.
    pub state: String,
    /// The day.
    pub on: String,
}

/// A participant.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Participant {
    /// Who.
    pub id: Id,
    /// The pseudonym.
    pub pseudonym: String,
    /// The organisation.
    #[schema(required)]
    pub organisation: Option<Id>,
    /// What is recorded of them.
    pub values: Vec<AttributeValue>,
    /// What they agreed to.
    pub consents: Vec<ConsentRow>,
    /// How far they withdrew, in words.
    #[schema(required)]
    pub withdrawal: Option<String>,
    /// When they were erased.
    #[schema(required)]
    pub erased: Option<String>,
    /// Whether they were archived.
    pub archived: bool,
}

/// A row of the matrix.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Case {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Whose accounts it holds.
    pub participants: Vec<Id>,
    /// What is recorded of it.
    pub values: Vec<AttributeValue>,
    /// Whether it was archived.
    pub archived: bool,
}
